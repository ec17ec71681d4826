// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/connection.h"

#include <algorithm>
#include <array>
#include <cerrno>

#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>

namespace kohtaamo::server {
namespace {

constexpr std::size_t least_bytes_a_second = 128 * 1024;
constexpr std::chrono::milliseconds farewell{1'000};

// Rounded up, so that a wait never ends just before its deadline and goes round once more.
int milliseconds_until(Clock::time_point deadline) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
  return static_cast<int>(std::clamp<std::chrono::milliseconds::rep>(left.count(), 0, 3'600'000));
}

bool is_passing(int error) { return error == EAGAIN || error == EWOULDBLOCK || error == EINTR; }

// False when the deadline came first.
bool wait_for(int socket, short events, Clock::time_point deadline) {
  pollfd waited{.fd = socket, .events = events, .revents = 0};
  for (;;) {
    const int ready = ::poll(&waited, 1, milliseconds_until(deadline));
    if (ready > 0) return true;
    if (ready == 0 || errno != EINTR) return false;
  }
}

}  // namespace

Clock::time_point transfer_deadline(std::chrono::milliseconds grace, std::size_t bytes) {
  return Clock::now() + grace + std::chrono::milliseconds(bytes * 1'000 / least_bytes_a_second);
}

Connection::Read Connection::wait(Clock::time_point deadline, int stop_event) const {
  std::array<pollfd, 2> waited{pollfd{.fd = socket_, .events = POLLIN, .revents = 0},
                               pollfd{.fd = stop_event, .events = POLLIN, .revents = 0}};
  for (;;) {
    const int ready = ::poll(waited.data(), waited.size(), milliseconds_until(deadline));
    if (ready == 0) return Read::too_late;
    if (ready > 0) return waited[0].revents != 0 ? Read::some : Read::closed;
    if (errno != EINTR) return Read::closed;
  }
}

Connection::Read Connection::read_some(std::string& buffer, std::size_t limit, Clock::time_point deadline) const {
  std::array<char, 16'384> piece;
  for (;;) {
    if (!wait_for(socket_, POLLIN, deadline)) return Read::too_late;
    const ssize_t got = ::recv(socket_, piece.data(), std::min(piece.size(), limit), MSG_DONTWAIT);
    if (got > 0) {
      buffer.append(piece.data(), static_cast<std::size_t>(got));
      return Read::some;
    }
    if (got == 0 || !is_passing(errno)) return Read::closed;
  }
}

bool Connection::write(std::string_view bytes, Clock::time_point deadline,
                       std::chrono::milliseconds longest_stall) const {
  while (!bytes.empty()) {
    const ssize_t put = ::send(socket_, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (put > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(put));
    } else if (!is_passing(errno)) {
      return false;
    } else if (!wait_for(socket_, POLLOUT, std::min(deadline, Clock::now() + longest_stall))) {
      return false;
    }
  }
  return true;
}

void Connection::close_gently() const {
  ::shutdown(socket_, SHUT_WR);
  const auto deadline = Clock::now() + farewell;
  std::string discarded;
  while (Clock::now() < deadline && read_some(discarded, SIZE_MAX, deadline) == Read::some) discarded.clear();
}

void Connection::cut() const { ::shutdown(socket_, SHUT_RDWR); }

std::string Connection::remote_address() const {
  sockaddr_storage address{};
  socklen_t length = sizeof address;
  std::array<char, NI_MAXHOST> text{};
  auto* const generic = reinterpret_cast<sockaddr*>(&address);
  if (::getpeername(socket_, generic, &length) != 0) return {};
  if (::getnameinfo(generic, length, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST) != 0) return {};
  return text.data();
}

}  // namespace kohtaamo::server
