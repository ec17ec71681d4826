// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// vocabulary_file.h — where the concepts come from: files on disk, and the vocabulary of our own.
//
// Given   a path: .ttl (SKOS) or .tsv, plain or gzipped (.gz).
// Gives   its concepts, for Vocabulary.
// Fails   file_missing; bad_config for another kind of file, broken gzip, or what does not parse ("my.ttl:12").
// Threads safe from everywhere.

#include <string>
#include <vector>

#include "config/error.h"
#include "stemming/vocabulary.h"

namespace kohtaamo::stemming {

config::Result<std::vector<SourceConcept>> read_vocabulary(const std::string& path);

// The words of social innovation and of health and social services; part of the program.
config::Result<std::vector<SourceConcept>> own_vocabulary();

}  // namespace kohtaamo::stemming
