// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/harvest/address.h"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <netinet/in.h>

#include <cstring>
#include <random>
#include <string>

namespace kohtaamo::corpora::harvest {
namespace {

// The address as the name service would give it.
bool is_public_text(const std::string& text) {
  sockaddr_storage storage{};
  auto* const in4 = reinterpret_cast<sockaddr_in*>(&storage);
  auto* const in6 = reinterpret_cast<sockaddr_in6*>(&storage);
  if (::inet_pton(AF_INET, text.c_str(), &in4->sin_addr) == 1) {
    storage.ss_family = AF_INET;
  } else {
    EXPECT_EQ(::inet_pton(AF_INET6, text.c_str(), &in6->sin6_addr), 1) << text;
    storage.ss_family = AF_INET6;
  }
  const auto* const address = reinterpret_cast<const sockaddr*>(&storage);
  EXPECT_EQ(to_text(address), text);
  return is_public(address);
}

TEST(Address, ThisMachineItsNeighboursAndRangesSetApartAreNotPublic) {
  for (const char* text :
       {"0.0.0.0",         "0.255.255.255",   "10.0.0.0",        "10.255.255.255", "100.64.0.0",
        "100.127.255.255", "127.0.0.1",       "127.255.255.255", "169.254.0.0",    "169.254.169.254",
        "172.16.0.0",      "172.31.255.255",  "192.0.0.8",       "192.0.2.1",      "192.88.99.1",
        "192.168.0.0",     "192.168.255.255", "198.18.0.1",      "198.19.255.1",   "198.51.100.7",
        "203.0.113.7",     "224.0.0.1",       "239.255.255.255", "240.0.0.1",      "255.255.255.255"})
    EXPECT_FALSE(is_public_text(text)) << text;
}

TEST(Address, NeighboursOfThoseRangesArePublic) {
  for (const char* text :
       {"1.0.0.0", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0",
        "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "192.167.255.255", "192.169.0.0",
        "198.17.255.255", "198.20.0.0", "223.255.255.255", "193.166.1.1"})
    EXPECT_TRUE(is_public_text(text)) << text;
}

TEST(Address, OfIPv6OnlyWhatIsGivenOutIsPublic) {
  for (const char* text : {"::",
                           "::1",
                           "::127.0.0.1",
                           "::ffff:10.0.0.1",
                           "::ffff:127.0.0.1",
                           "::ffff:8.8.8.8",
                           "fc00::1",
                           "fd12:3456::1",
                           "fe80::1",
                           "febf::1",
                           "fec0::1",
                           "ff02::1",
                           "100::1",
                           "64:ff9b::a00:1",
                           "64:ff9b::7f00:1",
                           "64:ff9b:1::1",
                           "2001::1",
                           "2001:1ff::1",
                           "2001:db8::1",
                           "2002:a00:1::",
                           "2002:c0a8:101::1",
                           "3fff::1",
                           "3fff:fff::1",
                           "4000::1",
                           "5f00::1"})
    EXPECT_FALSE(is_public_text(text)) << text;
  for (const char* text :
       {"2001:200::1", "2001:708:10::1", "2a00:1450::1", "2606:4700::1111", "3fff:1000::1", "64:ff9b::808:808"})
    EXPECT_TRUE(is_public_text(text)) << text;
}

// Whatever an IPv4 address is, the IPv6 address that holds it is no way around.
TEST(Address, AMappedAddressIsNeverPublic) {
  std::mt19937 random(7);
  for (int i = 0; i < 1'000; ++i) {
    sockaddr_in6 address{};
    address.sin6_family = AF_INET6;
    address.sin6_addr.s6_addr[10] = address.sin6_addr.s6_addr[11] = 0xff;
    for (int byte = 12; byte < 16; ++byte) address.sin6_addr.s6_addr[byte] = static_cast<std::uint8_t>(random());
    EXPECT_FALSE(is_public(reinterpret_cast<const sockaddr*>(&address)));
  }
}

TEST(Address, OtherFamiliesAreNotPublic) {
  sockaddr_storage local{};
  local.ss_family = AF_UNIX;
  EXPECT_FALSE(is_public(reinterpret_cast<const sockaddr*>(&local)));
}

TEST(PrivateHosts, NamesHostsWithAndWithoutAPort) {
  const auto hosts = PrivateHosts::parse(" intra , 10.1.2.3:8080,[::1]:81, ");
  ASSERT_TRUE(hosts);
  EXPECT_TRUE(hosts->has("intra", 80));
  EXPECT_TRUE(hosts->has("INTRA", 9'000));
  EXPECT_TRUE(hosts->has("10.1.2.3", 8'080));
  EXPECT_FALSE(hosts->has("10.1.2.3", 8'081));
  EXPECT_TRUE(hosts->has("[::1]", 81));
  EXPECT_FALSE(hosts->has("intra.example", 80));
  EXPECT_FALSE(hosts->has("", 80));
}

TEST(PrivateHosts, AreNoneByDefault) {
  EXPECT_FALSE(PrivateHosts().has("localhost", 80));
  EXPECT_FALSE(PrivateHosts::parse("")->has("localhost", 80));
}

TEST(PrivateHosts, APortThatIsNoneIsAnErrorAndNotAnyPort) {
  for (const char* list : {"intra:http", "intra:", "intra:0", "intra:70000", "a, b:80x"}) {
    const auto hosts = PrivateHosts::parse(list);
    ASSERT_FALSE(hosts) << list;
    EXPECT_EQ(hosts.error().where, "private_hosts");
  }
}

}  // namespace
}  // namespace kohtaamo::corpora::harvest
