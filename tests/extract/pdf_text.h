// Small PDFs made in a test: pages from content streams.
//
// Fonts of every page:  /Latin   Helvetica
//                       /Kanji   UTF-16 text, horizontal: <4E8B524D> Tj
//                       /Tategaki  the same, vertical
//                       /Secret  letters A to Z without a known meaning (private use)
#ifndef TESTS_EXTRACT_PDF_TEXT_H_
#define TESTS_EXTRACT_PDF_TEXT_H_

#include <string>
#include <vector>

namespace tests {

struct PdfPage {
  std::string content;  // operators
  std::string media_box = "0 0 200 100";
  std::string crop_box;  // "": none
  int rotate = 0;
  std::string resources;  // further entries of the page's /Resources
};

// `catalog`: further entries of the document's catalog.
std::string MakePdf(const std::vector<PdfPage>& pages, const std::string& catalog = "");
std::string MakePdf(const std::string& content);  // one page of 200 x 100 points

}  // namespace tests

#endif  // TESTS_EXTRACT_PDF_TEXT_H_
