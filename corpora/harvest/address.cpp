// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/harvest/address.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <span>

namespace kohtaamo::corpora::harvest {
namespace {

struct Range4 {
  std::uint32_t prefix = 0;
  int bits = 0;
};

constexpr std::uint32_t ipv4(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
  return a << 24 | b << 16 | c << 8 | d;
}

// What the registry of IANA sets apart.
constexpr std::array private4{
    Range4{ipv4(0, 0, 0, 0), 8},        // this network
    Range4{ipv4(10, 0, 0, 0), 8},       // RFC 1918
    Range4{ipv4(100, 64, 0, 0), 10},    // behind the NAT of a carrier
    Range4{ipv4(127, 0, 0, 0), 8},      // this machine
    Range4{ipv4(169, 254, 0, 0), 16},   // link-local; 169.254.169.254 answers for clouds
    Range4{ipv4(172, 16, 0, 0), 12},    // RFC 1918
    Range4{ipv4(192, 0, 0, 0), 24},     // protocol assignments
    Range4{ipv4(192, 0, 2, 0), 24},     // documentation
    Range4{ipv4(192, 88, 99, 0), 24},   // relays of 6to4
    Range4{ipv4(192, 168, 0, 0), 16},   // RFC 1918
    Range4{ipv4(198, 18, 0, 0), 15},    // benchmarks
    Range4{ipv4(198, 51, 100, 0), 24},  // documentation
    Range4{ipv4(203, 0, 113, 0), 24},   // documentation
    Range4{ipv4(224, 0, 0, 0), 4},      // multicast
    Range4{ipv4(240, 0, 0, 0), 4},      // reserved, and broadcast
};

bool is_public4(std::uint32_t address) {
  return std::ranges::none_of(
      private4, [address](const Range4& range) { return (address ^ range.prefix) >> (32 - range.bits) == 0; });
}

using Bytes16 = std::array<std::uint8_t, 16>;

bool begins_with(const Bytes16& address, std::initializer_list<std::uint8_t> bytes) {
  return std::equal(bytes.begin(), bytes.end(), address.begin());
}

std::uint32_t last_four(const Bytes16& address) { return ipv4(address[12], address[13], address[14], address[15]); }

// Only 2000::/3 is given out as public; of it, some is set apart again.
bool is_public6(const Bytes16& address) {
  if (begins_with(address, {0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0})) return is_public4(last_four(address));
  if (address[0] >> 5 != 1) return false;
  if (begins_with(address, {0x20, 0x01}) && address[2] < 0x02) return false;  // 2001::/23: Teredo and others
  if (begins_with(address, {0x20, 0x01, 0x0d, 0xb8})) return false;           // documentation
  if (begins_with(address, {0x20, 0x02})) return false;                       // 6to4, which holds an IPv4 address
  return !(begins_with(address, {0x3f, 0xff}) && address[2] >> 4 == 0);       // 3fff::/20: documentation
}

template <class Address>
Address as(const void* address) {
  Address copy{};
  std::memcpy(&copy, address, sizeof copy);
  return copy;
}

bool is_same_without_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

std::string_view trimmed(std::string_view text) {
  const auto is_space = [](char c) { return c == ' ' || c == '\t'; };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace

bool is_public(const sockaddr* address) {
  if (address->sa_family == AF_INET) return is_public4(ntohl(as<sockaddr_in>(address).sin_addr.s_addr));
  if (address->sa_family != AF_INET6) return false;
  const auto in6 = as<sockaddr_in6>(address);
  Bytes16 bytes{};
  std::copy(std::begin(in6.sin6_addr.s6_addr), std::end(in6.sin6_addr.s6_addr), bytes.begin());
  return is_public6(bytes);
}

std::string to_text(const sockaddr* address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (address->sa_family == AF_INET) {
    const auto in4 = as<sockaddr_in>(address);
    ::inet_ntop(AF_INET, &in4.sin_addr, text.data(), text.size());
  } else if (address->sa_family == AF_INET6) {
    const auto in6 = as<sockaddr_in6>(address);
    ::inet_ntop(AF_INET6, &in6.sin6_addr, text.data(), text.size());
  }
  return text.data();
}

config::Result<PrivateHosts> PrivateHosts::parse(std::string_view list) {
  PrivateHosts hosts;
  while (!list.empty()) {
    const std::size_t comma = list.find(',');
    const std::string_view one = trimmed(list.substr(0, comma));
    list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
    if (one.empty()) continue;
    // The colons of a bare IPv6 address are no port's; with a port it stands in brackets.
    const std::size_t colon = one.rfind(':');
    const bool has_port = colon != std::string_view::npos && (one.find(':') == colon || one[colon - 1] == ']');
    Host host{.name = std::string(has_port ? one.substr(0, colon) : one)};
    if (has_port) {
      const auto [end, error] = std::from_chars(one.data() + colon + 1, one.data() + one.size(), host.port);
      if (error != std::errc() || end != one.data() + one.size() || host.port < 1 || host.port > 65'535)
        return config::fail(config::ErrorCode::bad_config, fmt::format("'{}' has no port after its colon", one),
                            "private_hosts");
    }
    hosts.hosts_.push_back(std::move(host));
  }
  return hosts;
}

bool PrivateHosts::has(std::string_view host, int port) const {
  return std::ranges::any_of(hosts_, [&](const Host& known) {
    return is_same_without_case(known.name, host) && (known.port == 0 || known.port == port);
  });
}

}  // namespace kohtaamo::corpora::harvest
