// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/import/byte_stream.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <vector>

namespace kohtaamo::corpora {
namespace {

using config::ErrorCode;
using config::fail;
using config::Result;

constexpr std::size_t piece_bytes = 64 * 1024;

Result<std::size_t> broken_gzip(const std::string& name) {
  return fail(ErrorCode::bad_request, "the gzip data is broken or cut short; what stood before it was read", name);
}

// Unpacks gzip (also several members one after another) and passes on everything else as it is.
class Unpacker {
 public:
  using Source = std::function<Result<std::size_t>(std::span<char>)>;

  Unpacker(std::string name, Source packed) : name_(std::move(name)), packed_(std::move(packed)), input_(piece_bytes) {}
  ~Unpacker() { inflateEnd(&zip_); }
  Unpacker(const Unpacker&) = delete;
  Unpacker& operator=(const Unpacker&) = delete;

  Result<std::size_t> read(std::span<char> to) {
    if (!is_begun_) {
      if (auto begun = begin(); !begun) return fail(std::move(begun.error()));
    }
    return is_gzip_ ? unpack(to) : copy(to);
  }

  std::uint64_t taken() const { return taken_; }

 private:
  Result<void> begin() {
    is_begun_ = true;
    while (left() < 2 && !is_at_end_)
      if (auto more = fill(); !more) return more;
    constexpr char magic[] = {'\x1f', '\x8b'};
    is_gzip_ = left() >= 2 && std::equal(std::begin(magic), std::end(magic), input_.data() + at_);
    if (is_gzip_ && inflateInit2(&zip_, 16 + MAX_WBITS) != Z_OK)
      return fail(ErrorCode::internal, "zlib does not start", name_);
    return {};
  }

  std::size_t left() const { return end_ - at_; }

  Result<void> fill() {
    std::copy(input_.data() + at_, input_.data() + end_, input_.data());
    end_ -= at_;
    at_ = 0;
    auto came = packed_(std::span(input_).subspan(end_));
    if (!came) return fail(std::move(came.error()));
    is_at_end_ = *came == 0;
    end_ += *came;
    taken_ += *came;
    return {};
  }

  Result<std::size_t> copy(std::span<char> to) {
    if (left() == 0 && !is_at_end_)
      if (auto more = fill(); !more) return fail(std::move(more.error()));
    const std::size_t count = std::min(left(), to.size());
    std::copy_n(input_.data() + at_, count, to.data());
    at_ += count;
    return count;
  }

  Result<std::size_t> unpack(std::span<char> to) {
    while (true) {
      if (left() == 0 && !is_at_end_)
        if (auto more = fill(); !more) return fail(std::move(more.error()));
      if (left() == 0) return is_between_members_ ? Result<std::size_t>(0) : broken_gzip(name_);
      const std::size_t room = inflate_into(to);
      unpacked_ += to.size() - room;
      if (is_bomb()) return fail(ErrorCode::bad_request, "it unpacks to more than a thousand times its size", name_);
      if (status_ != Z_OK && status_ != Z_STREAM_END && status_ != Z_BUF_ERROR) return broken_gzip(name_);
      is_between_members_ = status_ == Z_STREAM_END;
      if (is_between_members_) inflateReset(&zip_);
      if (room < to.size()) return to.size() - room;
    }
  }

  // A few bytes that unpack to very many are no data of anybody's.
  bool is_bomb() const {
    constexpr std::uint64_t suspicious = 64 << 20, most_times = 1'000;
    return unpacked_ > suspicious && unpacked_ / most_times > taken_;
  }

  // How much room is left in `to`.
  std::size_t inflate_into(std::span<char> to) {
    zip_.next_in = reinterpret_cast<Bytef*>(input_.data() + at_);
    zip_.avail_in = static_cast<uInt>(left());
    zip_.next_out = reinterpret_cast<Bytef*>(to.data());
    zip_.avail_out = static_cast<uInt>(to.size());
    status_ = inflate(&zip_, Z_NO_FLUSH);
    at_ = end_ - zip_.avail_in;
    return zip_.avail_out;
  }

  std::string name_;
  Source packed_;
  std::vector<char> input_;
  std::size_t at_ = 0, end_ = 0;
  std::uint64_t taken_ = 0, unpacked_ = 0;
  bool is_begun_ = false, is_gzip_ = false, is_at_end_ = false, is_between_members_ = false;
  int status_ = Z_OK;
  z_stream zip_{};
};

ByteStream unpacked(std::string name, std::uint64_t total, Unpacker::Source packed) {
  auto unpacker = std::make_shared<Unpacker>(name, std::move(packed));
  return {.name = std::move(name),
          .total_bytes = total,
          .read = [unpacker](std::span<char> to) { return unpacker->read(to); },
          .position = [unpacker] { return unpacker->taken(); }};
}

Result<std::size_t> read_some(int file, std::span<char> to, const std::string& name) {
  while (true) {
    const ssize_t came = ::read(file, to.data(), to.size());
    if (came >= 0) return static_cast<std::size_t>(came);
    if (errno != EINTR)
      return fail(ErrorCode::bad_request, std::string("cannot be read: ") + std::strerror(errno), name);
  }
}

}  // namespace

Result<ByteStream> open_bytes(const std::string& path) {
  if (path == "-") return unpacked("stdin", 0, [](std::span<char> to) { return read_some(STDIN_FILENO, to, "stdin"); });
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return fail(ErrorCode::file_missing, std::strerror(errno), path);
  const std::shared_ptr<void> closer(nullptr, [file](void*) { ::close(file); });
  struct stat status {};
  if (::fstat(file, &status) != 0 || S_ISDIR(status.st_mode))
    return fail(ErrorCode::file_missing, "this is a folder, not a file", path);
  return unpacked(path, static_cast<std::uint64_t>(status.st_size),
                  [file, closer, path](std::span<char> to) { return read_some(file, to, path); });
}

ByteStream bytes_of_text(std::string name, std::string_view text) {
  return unpacked(std::move(name), text.size(), [left = text](std::span<char> to) mutable {
    const std::size_t count = std::min(left.size(), to.size());
    std::copy_n(left.data(), count, to.data());
    left.remove_prefix(count);
    return Result<std::size_t>(count);
  });
}

}  // namespace kohtaamo::corpora
