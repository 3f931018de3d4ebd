#include "tests/extract/pdf_text.h"

#include <fmt/format.h>

namespace tests {
namespace {

// Objects in the order in which they are added, numbered from 1.
class PdfWriter {
 public:
  int Add(const std::string& body) {
    offsets_.push_back(bytes_.size());
    bytes_ += fmt::format("{} 0 obj\n{}\nendobj\n", offsets_.size(), body);
    return static_cast<int>(offsets_.size());
  }
  int AddStream(const std::string& data) {
    return Add(fmt::format("<< /Length {} >>\nstream\n{}\nendstream", data.size(), data));
  }
  int next() const { return static_cast<int>(offsets_.size()) + 1; }

  std::string Finish(int catalog) && {
    const size_t xref = bytes_.size();
    bytes_ += fmt::format("xref\n0 {}\n0000000000 65535 f \n", offsets_.size() + 1);
    for (const size_t offset : offsets_) bytes_ += fmt::format("{:010} 00000 n \n", offset);
    bytes_ += fmt::format("trailer\n<< /Size {} /Root {} 0 R >>\nstartxref\n{}\n%%EOF\n",
                          offsets_.size() + 1, catalog, xref);
    return std::move(bytes_);
  }

 private:
  std::string bytes_ = "%PDF-1.7\n";
  std::vector<size_t> offsets_;
};

int AddJapaneseFont(PdfWriter* pdf, const char* cmap) {
  const int descriptor = pdf->Add(
      "<< /Type /FontDescriptor /FontName /Example /Flags 4 /FontBBox [0 -120 1000 880] "
      "/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>");
  const int descendant = pdf->Add(fmt::format(
      "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Example /CIDSystemInfo << /Registry "
      "(Adobe) /Ordering (Japan1) /Supplement 6 >> /DW 1000 /FontDescriptor {} 0 R >>",
      descriptor));
  return pdf->Add(
      fmt::format("<< /Type /Font /Subtype /Type0 /BaseFont /Example-{} /Encoding /{} "
                  "/DescendantFonts [{} 0 R] >>",
                  cmap, cmap, descendant));
}

int AddSecretFont(PdfWriter* pdf) {
  const int to_unicode = pdf->AddStream(
      "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> "
      "endcodespacerange 1 beginbfrange <41> <5A> <E041> endbfrange endcmap end");
  return pdf->Add(fmt::format(
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode {} 0 R >>", to_unicode));
}

}  // namespace

std::string MakePdf(const std::vector<PdfPage>& pages, const std::string& catalog) {
  PdfWriter pdf;
  const int latin =
      pdf.Add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
  const int kanji = AddJapaneseFont(&pdf, "UniJIS-UTF16-H");
  const int tategaki = AddJapaneseFont(&pdf, "UniJIS-UTF16-V");
  const int secret = AddSecretFont(&pdf);
  const int parent = pdf.next() + 2 * static_cast<int>(pages.size());
  std::string kids;
  for (const PdfPage& page : pages) {
    const int contents = pdf.AddStream(page.content);
    const std::string crop =
        page.crop_box.empty() ? "" : fmt::format("/CropBox [{}] ", page.crop_box);
    const int number = pdf.Add(fmt::format(
        "<< /Type /Page /Parent {} 0 R /MediaBox [{}] {}/Rotate {} /Contents {} 0 R /Resources << "
        "/Font << /Latin {} 0 R /Kanji {} 0 R /Tategaki {} 0 R /Secret {} 0 R >> {} >> >>",
        parent, page.media_box, crop, page.rotate, contents, latin, kanji, tategaki, secret,
        page.resources));
    kids += fmt::format("{} 0 R ", number);
  }
  pdf.Add(fmt::format("<< /Type /Pages /Count {} /Kids [{}] >>", pages.size(), kids));
  const int root = pdf.Add(fmt::format("<< /Type /Catalog /Pages {} 0 R {} >>", parent, catalog));
  return std::move(pdf).Finish(root);
}

std::string MakePdf(const std::string& content) {
  PdfPage page;
  page.content = content;
  return MakePdf(std::vector{page});
}

}  // namespace tests
