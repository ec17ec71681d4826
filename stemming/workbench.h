// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// workbench.h — the tools that serve one thread at a time, and the room they are lent from.
//
// Given   a thread that wants to analyse.
// Gives   a workbench for as long as the Lease lives. There are as many as the machine has cores, made
//         with the room, because the work on them is pure computing: more would gain nothing, and the
//         dictionary's files are read at the start only. When all are out, the thread waits.
// Never   lend two to one thread: it could wait for itself.
// Threads take() from everywhere.

#include <array>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "stemming/finnish.h"
#include "stemming/language.h"
#include "stemming/segmenter.h"
#include "stemming/snowball.h"

namespace kohtaamo::stemming {

// What one language needs.
struct LanguageTools {
  explicit LanguageTools(Language language) : segmenter(language), snowball(language) {}
  Segmenter segmenter;
  Snowball snowball;
};

struct Workbench {
  explicit Workbench(const std::string& voikko_path) : finnish(voikko_path) {}
  LanguageTools& tools_of(Language language) { return tools[static_cast<std::size_t>(language)]; }

  Finnish finnish;
  std::array<LanguageTools, 3> tools{LanguageTools(Language::fi), LanguageTools(Language::sv),
                                     LanguageTools(Language::en)};
  std::vector<Segment> segments{};  // kept, as is the word: their memory is used again
  std::string word{};
};

class WorkRoom {
 public:
  explicit WorkRoom(const std::string& voikko_path);

  class Lease {
   public:
    Lease(WorkRoom& room, Workbench& bench) : room_(room), bench_(bench) {}
    ~Lease() { room_.put_back(bench_); }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    Workbench* operator->() const { return &bench_; }
    Workbench& operator*() const { return bench_; }

   private:
    WorkRoom& room_;
    Workbench& bench_;
  };
  Lease take();

  bool has_finnish_dictionary() const { return benches_.front()->finnish.has_dictionary(); }

 private:
  void put_back(Workbench& bench);

  std::vector<std::unique_ptr<Workbench>> benches_;
  std::mutex mutex_;
  std::condition_variable is_returned_;
  std::vector<Workbench*> free_;  // guarded by mutex_
};

}  // namespace kohtaamo::stemming
