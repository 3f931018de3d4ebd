// The tables that Poppler needs beside a PDF to name the characters of Japanese fonts that
// bring no Unicode table of their own (Debian's package poppler-data).
//
// Errors  None: what cannot be found is named.
#ifndef EXTRACT_FONT_DATA_H_
#define EXTRACT_FONT_DATA_H_

#include <filesystem>
#include <string>
#include <vector>

namespace extract {

// Where the tables were when the program was built.
std::filesystem::path FontDataFolder();

// Those missing, relative to the folder; empty: all are there. Without them the text of some
// PDFs comes out as U+FFFD, which is listed for review but cannot be read.
std::vector<std::string> MissingFontData(const std::filesystem::path& folder = FontDataFolder());

}  // namespace extract

#endif  // EXTRACT_FONT_DATA_H_
