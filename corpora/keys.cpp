// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/keys.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <optional>

#include "corpora/hash.h"

namespace kohtaamo::corpora {
namespace {

using config::ErrorCode;
using config::fail;
using config::Result;

constexpr std::string_view beginning = "koh_";
constexpr std::size_t id_letters = 8;
constexpr std::size_t secret_bytes = 32, secret_letters = 43;  // base64url without padding
constexpr std::size_t pepper_bytes = 32;
constexpr std::size_t key_letters = beginning.size() + id_letters + 1 + secret_letters;

std::string random_bytes(std::size_t count) {
  std::string bytes(count, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  return bytes;
}

std::string random_id() {
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789";
  std::string id(id_letters, ' ');
  for (char& letter : id) letter = letters[randombytes_uniform(static_cast<std::uint32_t>(letters.size()))];
  return id;
}

std::string base64url(const std::string& bytes) {
  constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string text(sodium_base64_ENCODED_LEN(bytes.size(), variant), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                    variant);
  text.pop_back();  // the closing NUL
  return text;
}

class File {
 public:
  File(const std::string& path, int flags) : descriptor_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
  ~File() {
    if (is_open()) ::close(descriptor_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  bool is_open() const { return descriptor_ >= 0; }
  bool write(const std::string& bytes) const {
    return ::write(descriptor_, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()) &&
           ::fsync(descriptor_) == 0;
  }
  std::string read(std::size_t most) const {
    std::string bytes(most, '\0');
    const ssize_t came = ::read(descriptor_, bytes.data(), bytes.size());
    bytes.resize(came > 0 ? static_cast<std::size_t>(came) : 0);
    return bytes;
  }

 private:
  int descriptor_;
};

// Written beside its place and linked there whole: of two programs that begin at once one is first,
// and neither ever reads half a pepper.
Result<void> make_pepper(const std::string& path) {
  const std::string draft = fmt::format("{}.{}", path, random_id());
  const File file(draft, O_WRONLY | O_CREAT | O_EXCL);
  const bool is_written = file.is_open() && file.write(random_bytes(pepper_bytes));
  const bool is_there = is_written && (::link(draft.c_str(), path.c_str()) == 0 || errno == EEXIST);
  const int reason = errno;
  ::unlink(draft.c_str());
  if (!is_there)
    return fail(ErrorCode::cannot_write,
                std::string("the pepper of the keys cannot be written: ") + std::strerror(reason), path);
  return {};
}

Result<std::string> read_pepper(const std::string& path) {
  const File file(path, O_RDONLY);
  if (!file.is_open())
    return fail(ErrorCode::store_unavailable,
                std::string("the pepper of the keys cannot be read: ") + std::strerror(errno), path);
  std::string pepper = file.read(pepper_bytes + 1);
  if (pepper.size() != pepper_bytes)
    return fail(ErrorCode::store_unavailable,
                "the pepper of the keys is damaged; bring it back from a backup, or remove it and make new keys", path);
  return pepper;
}

// The part that says which key it is; nothing when the text cannot be one.
std::optional<std::string_view> id_in(std::string_view key) {
  if (key.size() != key_letters || !key.starts_with(beginning) || key[beginning.size() + id_letters] != '_')
    return std::nullopt;
  return key.substr(beginning.size(), id_letters);
}

bool is_same(const std::string& a, const std::string& b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace

Result<Keys> Keys::open(Store& store, const std::string& directory) {
  if (sodium_init() < 0) return fail(ErrorCode::internal, "libsodium does not start");
  const std::string path = (std::filesystem::path(directory) / "keys.pepper").string();
  std::error_code error;
  if (!std::filesystem::exists(path, error))
    if (auto made = make_pepper(path); !made) return fail(std::move(made.error()));
  auto pepper = read_pepper(path);
  if (!pepper) return fail(std::move(pepper.error()));
  return Keys(store, std::move(*pepper));
}

Result<std::string> Keys::create(const KeyRequest& request) {
  const std::string id = random_id();
  const std::string key = fmt::format("{}{}_{}", beginning, id, base64url(random_bytes(secret_bytes)));
  auto added = store_->add_key({.id = id,
                                .hash = keyed_hash_of(key, pepper_),
                                .scopes = request.scopes,
                                .source = request.source,
                                .created_at = now_as_timestamp(),
                                .expires_at = request.expires_at});
  if (!added) return fail(std::move(added.error()));
  return key;
}

Result<ApiKey> Keys::verify(std::string_view key, std::string_view now) {
  const std::string hash = keyed_hash_of(key, pepper_);
  auto found = store_->find_key(id_in(key).value_or(std::string_view("nobody's")));
  if (!found) return fail(std::move(found.error()));
  // An unknown key is compared as well, so that it takes no less time.
  const bool is_right = is_same(hash, *found ? (*found)->hash : std::string(hash.size(), '0'));
  const bool is_past = *found && !(*found)->expires_at.empty() && (*found)->expires_at <= now;
  if (!*found || !is_right || (*found)->is_revoked || is_past)
    return fail(ErrorCode::unauthorized, "this key is not valid");
  return std::move(**found);
}

Result<void> Keys::revoke(std::string_view id) {
  auto is_known = store_->revoke_key(id);
  if (!is_known) return fail(std::move(is_known.error()));
  if (!*is_known) return fail(ErrorCode::not_found, "no key has this id", std::string(id));
  return {};
}

Result<std::vector<ApiKey>> Keys::list() { return store_->keys(); }

}  // namespace kohtaamo::corpora
