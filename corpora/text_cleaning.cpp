// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/text_cleaning.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/ustring.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

namespace kohtaamo::corpora {
namespace {

using NamedEntity = std::pair<std::string_view, std::string_view>;

// The entities that texts of the field have been seen to use; others stay as they are.
constexpr std::array named_entities{
    NamedEntity{"AElig", "Æ"},  NamedEntity{"Aring", "Å"},  NamedEntity{"Auml", "Ä"},   NamedEntity{"Eacute", "É"},
    NamedEntity{"Oslash", "Ø"}, NamedEntity{"Ouml", "Ö"},   NamedEntity{"Scaron", "Š"}, NamedEntity{"Uuml", "Ü"},
    NamedEntity{"Zcaron", "Ž"}, NamedEntity{"aacute", "á"}, NamedEntity{"aelig", "æ"},  NamedEntity{"agrave", "à"},
    NamedEntity{"amp", "&"},    NamedEntity{"apos", "'"},   NamedEntity{"aring", "å"},  NamedEntity{"auml", "ä"},
    NamedEntity{"bdquo", "„"},  NamedEntity{"bull", "•"},   NamedEntity{"ccedil", "ç"}, NamedEntity{"copy", "©"},
    NamedEntity{"deg", "°"},    NamedEntity{"eacute", "é"}, NamedEntity{"egrave", "è"}, NamedEntity{"euro", "€"},
    NamedEntity{"frac12", "½"}, NamedEntity{"gt", ">"},     NamedEntity{"hellip", "…"}, NamedEntity{"iacute", "í"},
    NamedEntity{"laquo", "«"},  NamedEntity{"ldquo", "“"},  NamedEntity{"lsquo", "‘"},  NamedEntity{"lt", "<"},
    NamedEntity{"mdash", "—"},  NamedEntity{"middot", "·"}, NamedEntity{"minus", "−"},  NamedEntity{"nbsp", " "},
    NamedEntity{"ndash", "–"},  NamedEntity{"ntilde", "ñ"}, NamedEntity{"oacute", "ó"}, NamedEntity{"oslash", "ø"},
    NamedEntity{"ouml", "ö"},   NamedEntity{"plusmn", "±"}, NamedEntity{"quot", "\""},  NamedEntity{"raquo", "»"},
    NamedEntity{"rdquo", "”"},  NamedEntity{"reg", "®"},    NamedEntity{"rsquo", "’"},  NamedEntity{"scaron", "š"},
    NamedEntity{"sect", "§"},   NamedEntity{"shy", ""},     NamedEntity{"sup2", "²"},   NamedEntity{"szlig", "ß"},
    NamedEntity{"times", "×"},  NamedEntity{"trade", "™"},  NamedEntity{"uacute", "ú"}, NamedEntity{"uuml", "ü"},
    NamedEntity{"zcaron", "ž"}};
static_assert(std::ranges::is_sorted(named_entities, {}, &NamedEntity::first));

// After these a new line begins.
constexpr std::array block_tags{
    std::string_view("address"), std::string_view("article"), std::string_view("blockquote"), std::string_view("br"),
    std::string_view("dd"),      std::string_view("div"),     std::string_view("dt"),         std::string_view("h1"),
    std::string_view("h2"),      std::string_view("h3"),      std::string_view("h4"),         std::string_view("h5"),
    std::string_view("h6"),      std::string_view("hr"),      std::string_view("li"),         std::string_view("ol"),
    std::string_view("p"),       std::string_view("pre"),     std::string_view("section"),    std::string_view("table"),
    std::string_view("tr"),      std::string_view("ul")};

constexpr std::size_t longest_entity = 12;  // "&#x0010FFFF;"

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7f;
}

// Nothing for what is no character: surrogates and numbers past the last one.
std::string to_utf8(std::uint32_t code_point) {
  std::string bytes;
  if (code_point <= 0x10FFFF && !U_IS_SURROGATE(code_point))
    icu::UnicodeString(static_cast<UChar32>(code_point)).toUTF8String(bytes);
  return bytes;
}

// "#228", "#xE4" or "auml": what it stands for.
std::optional<std::string> decode_entity(std::string_view name) {
  if (name.starts_with('#')) {
    const bool is_hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
    const std::string_view digits = name.substr(is_hex ? 2 : 1);
    std::uint32_t code_point = 0;
    const auto [end, error] = std::from_chars(digits.begin(), digits.end(), code_point, is_hex ? 16 : 10);
    if (digits.empty() || error != std::errc() || end != digits.end()) return std::nullopt;
    return to_utf8(code_point);
  }
  const auto found = std::ranges::lower_bound(named_entities, name, {}, &NamedEntity::first);
  if (found == named_entities.end() || found->first != name) return std::nullopt;
  return std::string(found->second);
}

// Takes markup out in one pass. An entity is seen when its ';' arrives and a tag when its '>' arrives,
// whether they stood in the text or were decoded a moment ago; so nothing is left to find in a second
// pass, and no text, however hostile, takes more than linear time.
class MarkupRemover {
 public:
  explicit MarkupRemover(std::size_t expected) { kept_.reserve(expected); }

  void append(std::string_view text) {
    for (const char c : text) append(c);
  }

  std::string take() { return std::move(kept_); }

 private:
  void append(char c) {
    if (is_control(c)) return;
    if (c == ';' && end_entity()) return;
    if (c == '>' && end_tag()) return;
    if (c == '<') openings_.push_back(kept_.size());
    kept_.push_back(c);
  }

  bool end_entity() {
    const std::size_t from = kept_.size() > longest_entity ? kept_.size() - longest_entity : 0;
    const std::string_view near = std::string_view(kept_).substr(from);
    const std::size_t ampersand = near.rfind('&');
    if (ampersand == std::string_view::npos) return false;
    const auto decoded = decode_entity(near.substr(ampersand + 1));
    if (!decoded) return false;
    cut_to(from + ampersand);
    append(*decoded);
    return true;
  }

  bool end_tag() {
    if (openings_.empty()) return false;
    const std::string_view tag = std::string_view(kept_).substr(openings_.back() + 1);
    if (!is_tag(tag)) return false;
    const bool is_block = starts_line(tag);
    cut_to(openings_.back());
    if (is_block) append('\n');
    return true;
  }

  static bool is_tag(std::string_view tag) {
    if (tag.starts_with("!--")) return tag.size() >= 5 && tag.ends_with("--");
    if (tag.starts_with('!') || tag.starts_with('?')) return true;
    if (tag.starts_with('/')) tag.remove_prefix(1);
    return !tag.empty() && is_letter(tag.front());
  }

  static bool starts_line(std::string_view tag) {
    if (tag.starts_with('/')) tag.remove_prefix(1);
    std::string name;
    for (const char c : tag.substr(0, 10)) {
      if (!is_letter(c) && !(c >= '1' && c <= '6')) break;
      name.push_back(is_letter(c) ? static_cast<char>(c | 0x20) : c);
    }
    return std::ranges::binary_search(block_tags, std::string_view(name));
  }

  void cut_to(std::size_t length) {
    kept_.resize(length);
    while (!openings_.empty() && openings_.back() >= length) openings_.pop_back();
  }

  std::string kept_{};
  std::vector<std::size_t> openings_{};  // where each '<' of kept_ stands
};

// Line breaks of all systems as \n, at most one empty line between paragraphs.
std::string with_tidy_lines(std::string_view text) {
  std::string tidy;
  tidy.reserve(text.size());
  std::size_t breaks = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '\r') {
      if (i + 1 < text.size() && text[i + 1] == '\n') continue;
      c = '\n';
    }
    breaks = c == '\n' ? breaks + 1 : 0;
    if (breaks <= 2) tidy.push_back(c);
  }
  return tidy;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view white = " \t\n\r";
  const std::size_t first = text.find_first_not_of(white);
  return first == std::string_view::npos ? std::string_view()
                                         : text.substr(first, text.find_last_not_of(white) - first + 1);
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string to_nfc(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  std::string normal;
  icu::StringByteSink<std::string> sink(&normal);
  if (U_SUCCESS(status)) nfc->normalizeUTF8(0, text, sink, nullptr, status);
  if (U_FAILURE(status)) throw std::runtime_error("ICU has no data for NFC");  // a broken machine
  return normal;
}

bool has_markup(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return c == '<' || c == '&' || is_control(c); });
}

}  // namespace

bool is_valid_utf8(std::string_view text) {
  if (is_ascii(text)) return true;
  UErrorCode status = U_ZERO_ERROR;
  std::int32_t length = 0;  // only counting: a text that fits nowhere is fine, a bad one is not
  u_strFromUTF8(nullptr, 0, &length, text.data(), static_cast<std::int32_t>(text.size()), &status);
  return status != U_INVALID_CHAR_FOUND;
}

std::string clean_plain(std::string_view text) {
  if (!is_valid_utf8(text)) return std::string(text);
  std::string plain = to_nfc(text);
  std::erase_if(plain, is_control);
  return std::string(trimmed(plain));
}

std::string name_key(std::string_view name) {
  const std::string normal = is_valid_utf8(name) ? to_nfc(name) : std::string(name);
  icu::UnicodeString letters = icu::UnicodeString::fromUTF8(normal);
  letters.foldCase();
  icu::UnicodeString key;
  for (std::int32_t at = 0; at < letters.length(); at = letters.moveIndex32(at, 1)) {
    const UChar32 letter = letters.char32At(at);
    if (u_isalnum(letter))
      key.append(letter);
    else if (!key.isEmpty() && key.char32At(key.length() - 1) != U' ')
      key.append(UChar32{' '});
  }
  key.trim();
  std::string text;
  return key.toUTF8String(text);
}

std::string clean_prose(std::string_view text) {
  if (!is_valid_utf8(text)) return std::string(text);
  if (!has_markup(text)) return std::string(trimmed(with_tidy_lines(to_nfc(text))));
  MarkupRemover remover(text.size());
  remover.append(with_tidy_lines(to_nfc(text)));
  // Decoded characters may still combine with their neighbours, and tags leave line breaks behind.
  return std::string(trimmed(with_tidy_lines(to_nfc(remover.take()))));
}

}  // namespace kohtaamo::corpora
