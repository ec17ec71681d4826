// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// address.h — which addresses of the network a harvester may connect to.
//
// Given   a socket address, as it came out of the name service.
// Gives   whether it is one of the public internet: not this machine, not its neighbours, not a range set apart.
//         An IPv6 address that holds an IPv4 one is public only as the prefix of a NAT64 gateway before a public one.
// Fails   bad_config for a list of hosts with a port that is none.
// Never   asks the name service: what a name leads to may change between the question and the connection.
// Threads pure functions.

#include <sys/socket.h>

#include <string>
#include <string_view>
#include <vector>

#include "config/error.h"

namespace kohtaamo::corpora::harvest {

bool is_public(const sockaddr* address);

std::string to_text(const sockaddr* address);  // "10.0.0.1", "::1"

// "intra, 10.1.2.3:8080" names two hosts; the port of the first is any.
class PrivateHosts {
 public:
  PrivateHosts() = default;  // none
  static config::Result<PrivateHosts> parse(std::string_view list);

  // Hosts compare without case, and as they are written: no name is looked up.
  bool has(std::string_view host, int port) const;

 private:
  struct Host {
    std::string name{};
    int port = 0;  // 0: any
  };
  std::vector<Host> hosts_{};
};

}  // namespace kohtaamo::corpora::harvest
