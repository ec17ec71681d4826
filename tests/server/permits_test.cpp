// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/permits.h"

#include <atomic>
#include <future>
#include <optional>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace kohtaamo::server {
namespace {

using std::chrono::milliseconds;
constexpr milliseconds no_wait{0};
constexpr std::chrono::seconds long_wait{10};

TEST(Permits, AreAsManyAsAsked) {
  Permits permits(2, no_wait);
  const auto first = permits.acquire();
  const auto second = permits.acquire();
  EXPECT_TRUE(first && second);
  EXPECT_EQ(permits.in_use(), 2);
  const auto third = permits.acquire();
  ASSERT_FALSE(third);
  EXPECT_EQ(third.error().code, config::ErrorCode::overloaded);
}

TEST(Permits, AreOneACoreWhenNoneAreAsked) {
  EXPECT_EQ(Permits(0, no_wait).count(), std::max(1U, std::thread::hardware_concurrency()));
}

TEST(Permits, ComeBackWhenTheirHolderIsGone) {
  Permits permits(1, no_wait);
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(permits.acquire());
  EXPECT_EQ(permits.in_use(), 0);
}

TEST(Permits, ComeBackOnceWhenTheyMoved) {
  Permits permits(2, no_wait);
  {
    auto permit = permits.acquire();
    const Permit moved = std::move(*permit);
    EXPECT_EQ(permits.in_use(), 1);
  }
  EXPECT_EQ(permits.in_use(), 0);
}

TEST(Permits, WakeTheOneWhoWaits) {
  Permits permits(1, long_wait);
  std::optional held(permits.acquire());
  auto waiter = std::async(std::launch::async, [&] { return permits.acquire().has_value(); });
  while (permits.waiting() == 0) std::this_thread::yield();
  held.reset();
  EXPECT_TRUE(waiter.get());
}

TEST(Permits, GiveUpAtTheDeadline) {
  Permits permits(1, milliseconds(20));
  const auto held = permits.acquire();
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_FALSE(permits.acquire());
  EXPECT_GE(std::chrono::steady_clock::now() - begin, milliseconds(20));
  EXPECT_EQ(permits.waiting(), 0);
}

TEST(Permits, NeverLetMoreInThanThereAre) {
  Permits permits(3, long_wait);
  std::atomic<int> inside = 0;
  std::atomic<int> most = 0;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&] {
      for (int round = 0; round < 200; ++round) {
        const auto permit = permits.acquire();
        const int now = ++inside;
        for (int seen = most; now > seen && !most.compare_exchange_weak(seen, now);) continue;
        --inside;
      }
    });
  threads.clear();
  EXPECT_LE(most, 3);
  EXPECT_EQ(permits.in_use(), 0);
}

}  // namespace
}  // namespace kohtaamo::server
