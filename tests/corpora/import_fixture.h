// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// import_fixture.h — a store in a temporary folder, and imports of texts into it.

#include <gtest/gtest.h>

#include <fstream>

#include "corpora/import_run.h"
#include "tests/support/source_files.h"
#include "tests/support/temporary_folder.h"

namespace kohtaamo::corpora {

class ImportTest : public ::testing::Test {
 public:
  static std::string read_case(const std::string& name) { return tests::read_case("import/" + name); }

 protected:
  static std::string row(const std::string& number, const std::string& title = "Otsikko",
                         const std::string& source = "t") {
    return R"({"id":")" + source + ":" + number + R"(","type":"paper","title":{"fi":")" + title +
           R"("},"lang":["fi"],"licence":"unknown","provenance":{"source":")" + source + R"(","source_id":")" + number +
           "\"}}\n";
  }
  static std::string rows(int from, int to) {
    std::string text;
    for (int number = from; number < to; ++number) text += row(std::to_string(number));
    return text;
  }
  static ImportRequest request_of(const std::string& text, const std::string& format = "jsonl",
                                  const std::string& name = "rows.jsonl") {
    return {.inputs = {{.path = name, .bytes = text}}, .importer = {.format = format}};
  }

  config::Result<ImportReport> run(const ImportRequest& request) { return run_import(store, request, settings); }
  ImportReport run_well(const ImportRequest& request) {
    auto report = run(request);
    EXPECT_TRUE(report.has_value()) << to_text(report.error());
    return report ? std::move(*report) : ImportReport{};
  }

  tests::TemporaryFolder folder;
  Store store = std::move(*Store::open(folder.path()));
  config::ImportSettings settings{};
};

}  // namespace kohtaamo::corpora
