# SPDX-License-Identifier: GPL-3.0-or-later
# kohtaamo_embed(TARGET NAMESPACE files...)
# Puts files (paths from the root of the project) into the library as bytes, and defines
#   std::span<const kohtaamo::config::EmbeddedFile> kohtaamo::NAMESPACE::embedded_files();
# so that a program needs no data folder beside it. The assembler reads the files (.incbin), which
# costs no compile time; OBJECT_DEPENDS makes an edited file rebuild the library.
function(kohtaamo_embed target namespace)
  set(assembly "")
  set(declarations "")
  set(rows "")
  set(number 0)
  foreach(path IN LISTS ARGN)
    set(symbol "kohtaamo_${namespace}_${number}")
    string(APPEND assembly
      "__asm__(\".section .rodata\\n${symbol}_begin: .incbin \\\"${PROJECT_SOURCE_DIR}/${path}\\\"\\n"
      "${symbol}_end: .byte 0\\n.previous\");\n")
    string(APPEND declarations "extern const char ${symbol}_begin[], ${symbol}_end[];\n")
    string(APPEND rows
      "    {\"${path}\", {${symbol}_begin, static_cast<std::size_t>(${symbol}_end - ${symbol}_begin)}},\n")
    list(APPEND sources_read "${PROJECT_SOURCE_DIR}/${path}")
    math(EXPR number "${number} + 1")
  endforeach()
  set(generated "${CMAKE_CURRENT_BINARY_DIR}/${target}_embedded.cpp")
  file(CONFIGURE OUTPUT "${generated}" @ONLY CONTENT
"// Made by config/embed.cmake.
#include \"config/embedded.h\"
#include <array>
${assembly}extern \"C\" {
${declarations}}
namespace kohtaamo::${namespace} {
std::span<const kohtaamo::config::EmbeddedFile> embedded_files() {
  static const std::array<kohtaamo::config::EmbeddedFile, ${number}> files{{
${rows}  }};
  return files;
}
}
")
  set_source_files_properties("${generated}" PROPERTIES OBJECT_DEPENDS "${sources_read}")
  target_sources(${target} PRIVATE "${generated}")
endfunction()
