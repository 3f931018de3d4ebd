#include "app/printable.h"

#include <gtest/gtest.h>

namespace {

using app::ForTerminal;
using app::ValidUtf8;

TEST(PrintableTest, ValidTextStays) {
  EXPECT_EQ(ValidUtf8("栃木.pdf"), "栃木.pdf");
  EXPECT_EQ(ValidUtf8(""), "");
  EXPECT_EQ(ValidUtf8("a\tb\n"), "a\tb\n");
}

TEST(PrintableTest, EachInvalidByteBecomesOneMark) {
  EXPECT_EQ(ValidUtf8("a\x93\xC8z"), "a\uFFFD\uFFFDz");        // Shift_JIS
  EXPECT_EQ(ValidUtf8("\xE6\xA0"), "\uFFFD\uFFFD");            // cut short
  EXPECT_EQ(ValidUtf8("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD");  // a lone surrogate
  EXPECT_EQ(ValidUtf8("\xC0\xAF"), "\uFFFD\uFFFD");            // overlong
}

TEST(PrintableTest, ATerminalIsGivenNothingToObey) {
  EXPECT_EQ(ForTerminal("a\x1b[31mb"), "a\uFFFD[31mb");
  EXPECT_EQ(ForTerminal("a\nb\r"), "a\uFFFDb\uFFFD");
  EXPECT_EQ(ForTerminal("a\nb", true), "a\nb");
  EXPECT_EQ(ForTerminal("x\u202Efdp.exe"), "x\uFFFDfdp.exe");  // right-to-left override
  EXPECT_EQ(ForTerminal("圏域"), "圏域");
}

}  // namespace
