#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The checks of .ci see errors that are planted for them, and nothing else.

ci_test.py [Layers|Docs|Tidy...]
"""
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


class Planted(unittest.TestCase):
    """A folder of files, and what a check says about it."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="kohtaamo-")
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)

    def plant(self, path, text):
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def said_by(self, *command):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr


class Layers(Planted):
    def check(self):
        return self.said_by(ROOT / ".ci/check_layers", self.root)

    def assert_refused(self, path, line, words):
        self.plant(path, line + "\n")
        code, said = self.check()
        self.assertEqual(code, 1, said)
        self.assertIn(f"{path}:1: ", said)
        self.assertIn(words, said)

    def assert_allowed(self, path, line):
        self.plant(path, line + "\n")
        self.assertEqual(self.check(), (0, "\n"))

    def test_refuses_a_look_up_the_stairs(self):
        self.assert_refused("stemming/analyzer.cpp", '#include "corpora/record.h"', "may not look up the stairs")

    def test_refuses_a_library_outside_its_room(self):
        self.assert_refused("server/routes.cpp", "#include <httplib.h>", "has its room in server/http_server.cpp")

    def test_refuses_a_library_without_a_room(self):
        self.assert_refused("config/error.h", "#include <boost/optional.hpp>", "has no room yet")

    def test_refuses_a_path_from_the_file_itself(self):
        self.assert_refused("config/error.cpp", '#include "error.h"', "not written from the root")

    def test_refuses_a_file_that_nobody_can_hold(self):
        self.plant("config/error.cpp", "\n" * 901)
        code, said = self.check()
        self.assertEqual(code, 1)
        self.assertIn("config/error.cpp:901: longer than 900 lines", said)

    def test_allows_a_look_down(self):
        self.assert_allowed("server/search/search.cpp", '#include "stemming/analyzer.h"\n#include <xapian.h>')

    def test_allows_programs_and_tests_everything(self):
        self.assert_allowed("indexer/commands/evaluate.cpp", '#include "server/search/search.h"')
        self.assert_allowed("tests/server/search_test.cpp", "#include <gtest/gtest.h>")


class Docs(Planted):
    def setUp(self):
        super().setUp()
        self.plant("dev", "case $verb in\n  run | test)\n")
        self.plant("config/error.h", "")

    def check(self, text):
        self.plant("README.md", text)
        return self.said_by(ROOT / ".ci/check_docs", self.root)

    def test_refuses_a_file_that_is_not_there(self):
        self.assertEqual(self.check("See `config/errors.h`."), (1, "README.md:1: there is no file config/errors.h\n"))

    def test_refuses_a_link_that_leads_nowhere(self):
        self.assertEqual(self.check("\n[more](docs/more.md)"),
                         (1, "README.md:2: the link leads nowhere: docs/more.md\n"))

    def test_refuses_an_unknown_verb(self):
        self.assertEqual(self.check("```console\n$ ./dev fly\n```"), (1, "README.md:2: ./dev knows no verb fly\n"))

    def test_allows_what_is_there(self):
        code, said = self.check("`config/error.h`, [errors](config/error.h#L1), `./dev test`, `a/b`, `build/x.log`")
        self.assertEqual(code, 0, said)


class Tidy(Planted):
    def test_refuses_bad_names(self):
        self.plant("names.cpp", "namespace Kohtaamo {\n"
                                "struct bad_type { int BadMember = 0; };\n"
                                "class Good { int no_suffix = 0; };\n"
                                "enum class Colour { Red };\n"
                                "int BadFunction(int BadParameter) { return BadParameter; }\n"
                                "}\n")
        code, said = self.said_by("clang-tidy", f"--config-file={ROOT / '.clang-tidy'}", "--quiet",
                                  self.root / "names.cpp", "--", "-std=c++20")
        self.assertNotEqual(code, 0)
        for name in ("namespace 'Kohtaamo'", "struct 'bad_type'", "member 'BadMember'", "private member 'no_suffix'",
                     "enum constant 'Red'", "function 'BadFunction'", "parameter 'BadParameter'"):
            self.assertIn(f"invalid case style for {name}", said)


if __name__ == "__main__":
    unittest.main()
