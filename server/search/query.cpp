// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/search/query.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "indexer/schema.h"

namespace kohtaamo::server {
namespace {

using config::ErrorCode;
using config::fail;
using config::Result;
using Kind = QueryNode::Kind;

struct Lexeme {
  enum class Kind : std::uint8_t { word, phrase, open, close, op_and, op_or, op_not };
  Kind kind{};
  std::string text{};
  std::string field{};
  std::size_t at = 0;
};

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v'; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Of the space at the beginning of `rest`; 0 when there is none. Word processors make many kinds.
std::size_t space_bytes(std::string_view rest) {
  if (rest.empty()) return 0;
  if (is_space(rest.front())) return 1;
  constexpr std::array<std::string_view, 15> others{"\u00a0", "\u2000", "\u2001", "\u2002", "\u2003",
                                                    "\u2004", "\u2005", "\u2006", "\u2007", "\u2008",
                                                    "\u2009", "\u200a", "\u202f", "\u205f", "\u3000"};
  const auto found = std::ranges::find_if(others, [&](std::string_view one) { return rest.starts_with(one); });
  return found == others.end() ? 0 : found->size();
}

std::string place(std::size_t at) { return fmt::format("q:{}", at + 1); }

// Splits the text; quotation marks of all kinds that keyboards and word processors make count as one.
class Scanner {
 public:
  Scanner(std::string_view text, std::vector<Notice>& notices) : text_(text), notices_(notices) {}

  std::vector<Lexeme> scan() {
    while (at_ < text_.size()) next();
    return std::move(out_);
  }

 private:
  void next() {
    const char c = text_[at_];
    if (const std::size_t space = space_at(at_); space > 0) {
      at_ += space;
    } else if (c == '(' || c == ')') {
      add(c == '(' ? Lexeme::Kind::open : Lexeme::Kind::close, at_);
      ++at_;
    } else if (quote_length(at_) > 0) {
      phrase("", at_);
    } else if (c == '-' && at_ + 1 < text_.size() && begins_word(at_ + 1)) {
      add(Lexeme::Kind::op_not, at_);
      ++at_;
    } else {
      word();
    }
  }

  std::size_t space_at(std::size_t at) const { return space_bytes(text_.substr(at)); }
  bool begins_word(std::size_t at) const { return space_at(at) == 0 && text_[at] != '-' && text_[at] != ')'; }
  bool ends_word(std::size_t at) const {
    return at >= text_.size() || space_at(at) > 0 || text_[at] == '(' || text_[at] == ')' || quote_length(at) > 0;
  }

  void add(Lexeme::Kind kind, std::size_t at, std::string text = {}, std::string field = {}) {
    out_.push_back({kind, std::move(text), std::move(field), at});
  }

  // 0 when there is no quotation mark at `at`: " “ ” „ » «
  std::size_t quote_length(std::size_t at) const {
    if (text_[at] == '"') return 1;
    for (const std::string_view mark : {"\u201c", "\u201d", "\u201e", "\u00ab", "\u00bb"})
      if (text_.substr(at).starts_with(mark)) return mark.size();
    return 0;
  }

  void phrase(std::string field, std::size_t begins) {
    const std::size_t opening = at_;
    const std::size_t begin = at_ + quote_length(at_);
    for (std::size_t i = begin; i < text_.size(); ++i) {
      if (const std::size_t length = quote_length(i); length > 0) {
        if (i > begin) add(Lexeme::Kind::phrase, begins, std::string(text_.substr(begin, i - begin)), std::move(field));
        at_ = i + length;
        return;
      }
    }
    notices_.push_back(
        {"quote_without_end", "a quotation mark has no end; its words are read as words", place(opening)});
    at_ = begin;
  }

  void word() {
    const std::size_t begin = at_;
    while (!ends_word(at_)) {
      ++at_;
      if (text_[at_ - 1] == ':' && indexer::find_field(text_.substr(begin, at_ - 1 - begin)) != nullptr &&
          at_ < text_.size() && quote_length(at_) > 0)
        return phrase(std::string(text_.substr(begin, at_ - 1 - begin)), begin);
    }
    take_groups_of_number(begin);
    const std::string_view typed = text_.substr(begin, at_ - begin);
    if (typed == "AND") return add(Lexeme::Kind::op_and, begin);
    if (typed == "OR") return add(Lexeme::Kind::op_or, begin);
    if (typed == "NOT") return add(Lexeme::Kind::op_not, begin);
    if (const auto colon = typed.find(':'); colon != std::string_view::npos && colon + 1 < typed.size())
      if (indexer::find_field(typed.substr(0, colon)) != nullptr)
        return add(Lexeme::Kind::word, begin, std::string(typed.substr(colon + 1)),
                   std::string(typed.substr(0, colon)));
    add(Lexeme::Kind::word, begin, std::string(typed));
  }

  // "1 234" is one word, as it is in records.
  void take_groups_of_number(std::size_t begin) {
    constexpr std::size_t group_digits = 3;
    const std::string_view first = text_.substr(begin, at_ - begin);
    if (first.size() > group_digits || first.front() == '0' || !std::ranges::all_of(first, is_digit)) return;
    for (std::size_t space = space_at(at_); space > 0; space = space_at(at_)) {
      const std::string_view group = text_.substr(at_ + space, group_digits);
      const std::size_t after = at_ + space + group.size();
      if (group.size() < group_digits || !std::ranges::all_of(group, is_digit) || !ends_word(after)) return;
      at_ = after;
    }
  }

  std::string_view text_;
  std::vector<Notice>& notices_;
  std::vector<Lexeme> out_{};
  std::size_t at_ = 0;
};

QueryNode group(Kind kind, std::vector<QueryNode> children, std::size_t at) {
  if (children.size() == 1) return std::move(children.front());
  return {.kind = kind, .children = std::move(children), .at = at};
}

// Recursive descent, no deeper than limits.max_depth.
class Parser {
 public:
  Parser(std::vector<Lexeme> lexemes, const config::SearchSettings& limits, std::vector<Notice>& notices)
      : lexemes_(std::move(lexemes)), limits_(limits), notices_(notices) {}

  Result<QueryNode> parse() {
    QueryNode root = loose(0);
    while (at_ < lexemes_.size()) {  // a bracket closed that was never opened
      bracket_notice(lexemes_[at_].at);
      ++at_;
      QueryNode more = loose(0);
      root.children.insert(root.children.end(), more.children.begin(), more.children.end());
    }
    if (too_complex_) return fail(*too_complex_);
    return root;
  }

 private:
  using LexemeKind = Lexeme::Kind;

  bool is_at(LexemeKind kind) const { return at_ < lexemes_.size() && lexemes_[at_].kind == kind; }

  void bracket_notice(std::size_t at) {
    notices_.push_back({"bracket_without_partner", "a bracket has no partner and is left out", place(at)});
  }

  QueryNode loose(std::int64_t depth) {
    QueryNode node{.kind = Kind::loose, .at = at_ < lexemes_.size() ? lexemes_[at_].at : 0};
    while (at_ < lexemes_.size() && !is_at(LexemeKind::close))
      if (auto child = any_of(depth)) node.children.push_back(std::move(*child));
    return node;
  }

  std::optional<QueryNode> any_of(std::int64_t depth) {
    return chain(Kind::any_of, LexemeKind::op_or, depth, &Parser::all_of);
  }
  std::optional<QueryNode> all_of(std::int64_t depth) {
    return chain(Kind::all_of, LexemeKind::op_and, depth, &Parser::one);
  }

  std::optional<QueryNode> chain(Kind kind, LexemeKind op, std::int64_t depth,
                                 std::optional<QueryNode> (Parser::*operand)(std::int64_t)) {
    const std::size_t at = at_ < lexemes_.size() ? lexemes_[at_].at : 0;
    std::vector<QueryNode> children;
    if (auto first = (this->*operand)(depth)) children.push_back(std::move(*first));
    while (is_at(op)) {
      const std::size_t op_at = lexemes_[at_].at;
      ++at_;
      auto next = (this->*operand)(depth);
      if (next && !children.empty()) {
        count_operator();
        children.push_back(std::move(*next));
        continue;
      }
      notices_.push_back(
          {"operator_without_word", "AND, OR and NOT stand between words; this one is left out", place(op_at)});
      if (next) children.push_back(std::move(*next));
    }
    if (children.empty()) return std::nullopt;
    return group(kind, std::move(children), at);
  }

  // Gives nothing at the end, at a closing bracket, or before an operator (which chain() then reports).
  std::optional<QueryNode> one(std::int64_t depth) {
    if (at_ >= lexemes_.size()) return std::nullopt;
    const Lexeme& lexeme = lexemes_[at_];
    switch (lexeme.kind) {
      case LexemeKind::open:
        return brackets(depth);
      case LexemeKind::close:
      case LexemeKind::op_and:
      case LexemeKind::op_or:
        return std::nullopt;
      case LexemeKind::op_not:
        return negation(depth);
      case LexemeKind::phrase:
        ++at_;
        return phrase(lexeme);
      case LexemeKind::word:
        ++at_;
        return word(lexeme);
    }
    return std::nullopt;
  }

  std::optional<QueryNode> negation(std::int64_t depth) {
    const std::size_t at = lexemes_[at_].at;
    ++at_;
    if (!deep_enough(depth, at)) return std::nullopt;
    auto negated = one(depth + 1);
    if (!negated) {
      notices_.push_back({"operator_without_word", "NOT stands before a word; this one is left out", place(at)});
      return std::nullopt;
    }
    count_operator();
    return QueryNode{.kind = Kind::none_of, .children = {std::move(*negated)}, .at = at};
  }

  std::optional<QueryNode> brackets(std::int64_t depth) {
    const std::size_t at = lexemes_[at_].at;
    ++at_;
    if (!deep_enough(depth, at)) return std::nullopt;
    QueryNode inside = loose(depth + 1);
    if (is_at(LexemeKind::close))
      ++at_;
    else
      bracket_notice(at);
    if (inside.children.empty()) return std::nullopt;
    return group(Kind::loose, std::move(inside.children), at);
  }

  QueryNode phrase(const Lexeme& lexeme) {
    const auto words = static_cast<std::int64_t>(std::ranges::count_if(
        lexeme.text, [before = ' '](char c) mutable { return is_space(std::exchange(before, c)) && !is_space(c); }));
    if (words > limits_.max_phrase_words)
      give_up(fmt::format("a phrase has {} words; at most {} are allowed", words, limits_.max_phrase_words), lexeme.at);
    count_words(words, lexeme.at);
    return {.kind = Kind::phrase, .text = lexeme.text, .field = lexeme.field, .at = lexeme.at};
  }

  QueryNode word(const Lexeme& lexeme) {
    count_words(1, lexeme.at);
    const indexer::Field* row = lexeme.field.empty() ? nullptr : indexer::find_field(lexeme.field);
    if (row != nullptr && row->kind != indexer::FieldKind::text)
      return {.kind = Kind::exact, .text = lexeme.text, .field = lexeme.field, .at = lexeme.at};
    if (const auto last = lexeme.text.find_last_not_of('*');
        last != std::string::npos && last + 1 < lexeme.text.size()) {
      const std::string_view text = std::string_view(lexeme.text).substr(0, last + 1);
      if (letters(text) >= limits_.min_wildcard_letters) return prefix(lexeme, text);
      notices_.push_back(
          {"prefix_too_short",
           fmt::format("a word before * needs {} letters; it is read as a word", limits_.min_wildcard_letters),
           place(lexeme.at)});
    }
    return {.kind = Kind::word, .text = lexeme.text, .field = lexeme.field, .at = lexeme.at};
  }

  QueryNode prefix(const Lexeme& lexeme, std::string_view text) {
    if (++wildcards_ > limits_.max_wildcards)
      give_up(fmt::format("more than {} words with *", limits_.max_wildcards), lexeme.at);
    return {.kind = Kind::prefix, .text = std::string(text), .field = lexeme.field, .at = lexeme.at};
  }

  static std::int64_t letters(std::string_view utf8) {
    return std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
  }

  void count_words(std::int64_t words, std::size_t at) {
    words_ += words;
    if (words_ > limits_.max_terms) give_up(fmt::format("more than {} words", limits_.max_terms), at);
  }
  void count_operator() {
    if (++operators_ > limits_.max_operators) give_up(fmt::format("more than {} operators", limits_.max_operators), 0);
  }
  bool deep_enough(std::int64_t depth, std::size_t at) {
    if (depth < limits_.max_depth) return true;
    give_up(fmt::format("nested deeper than {} levels", limits_.max_depth), at);
    at_ = lexemes_.size();
    return false;
  }
  void give_up(std::string reason, std::size_t at) {
    if (!too_complex_) too_complex_ = config::Error{ErrorCode::query_too_complex, std::move(reason), place(at)};
  }

  std::vector<Lexeme> lexemes_;
  const config::SearchSettings& limits_;
  std::vector<Notice>& notices_;
  std::size_t at_ = 0;
  std::int64_t words_ = 0, operators_ = 0, wildcards_ = 0;
  std::optional<config::Error> too_complex_{};
};

std::string inner_text(const QueryNode& node);

std::string joined(const std::vector<QueryNode>& children, std::string_view between) {
  std::string text;
  for (const QueryNode& child : children) text += (text.empty() ? "" : std::string(between)) + inner_text(child);
  return text;
}

std::string plain_text(const QueryNode& node) {
  const std::string field = node.field.empty() ? "" : node.field + ":";
  switch (node.kind) {
    case Kind::word:
    case Kind::exact:
      return field + node.text;
    case Kind::prefix:
      return field + node.text + "*";
    case Kind::phrase:
      return field + "\"" + node.text + "\"";
    case Kind::all_of:
      return joined(node.children, " AND ");
    case Kind::any_of:
      return joined(node.children, " OR ");
    case Kind::loose:
      return joined(node.children, " ");
    case Kind::none_of:
      return "NOT " + joined(node.children, " ");
  }
  return "";
}

// In brackets where it would otherwise bind to its neighbours.
std::string inner_text(const QueryNode& node) {
  const bool is_list = node.kind == Kind::all_of || node.kind == Kind::any_of || node.kind == Kind::loose;
  return is_list ? "(" + plain_text(node) + ")" : plain_text(node);
}

}  // namespace

Result<ParsedQuery> parse_query(std::string_view text, const config::SearchSettings& limits) {
  if (text.size() > static_cast<std::size_t>(limits.max_query_bytes))
    return fail(
        ErrorCode::query_too_complex,
        fmt::format("the query has {} bytes; at most {} are allowed. Longer texts can be matched: POST /api/v1/match",
                    text.size(), limits.max_query_bytes),
        "q");
  ParsedQuery parsed;
  auto root = Parser(Scanner(text, parsed.notices).scan(), limits, parsed.notices).parse();
  if (!root) return fail(root.error());
  parsed.root = std::move(*root);
  return parsed;
}

// A list alone in the query needs no brackets.
std::string to_text(const QueryNode& node) {
  return plain_text(node.kind == Kind::loose && node.children.size() == 1 ? node.children.front() : node);
}

std::string wanted_words(const QueryNode& node) {
  if (node.kind == Kind::none_of || node.kind == Kind::exact) return {};
  std::string text;
  if (node.kind == Kind::word || node.kind == Kind::phrase) text = node.text;
  for (const QueryNode& child : node.children)
    if (const std::string words = wanted_words(child); !words.empty()) text += (text.empty() ? "" : " ") + words;
  return text;
}

}  // namespace kohtaamo::server
