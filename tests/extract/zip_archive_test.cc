// What is in an archive, and which archives are refused.
#include "extract/zip_archive.h"

#include <gtest/gtest.h>

#include "tests/zip_bytes.h"

namespace {

using extract::ReadFailure;
using extract::ZipArchive;
using tests::ZipBytes;

std::vector<std::string> Names(const ZipArchive& archive) {
  std::vector<std::string> names;
  for (const extract::ZipEntry& entry : archive.entries()) names.push_back(entry.name);
  return names;
}

ReadFailure FailureOf(const std::string& bytes, const extract::ZipLimits& limits = {}) {
  const auto archive = ZipArchive::Open(bytes, limits);
  EXPECT_FALSE(archive.has_value());
  return archive ? ReadFailure::kUnreadable : archive.error().failure;
}

ReadFailure FailureOfFirst(const std::string& bytes, const extract::ZipLimits& limits = {}) {
  const auto archive = ZipArchive::Open(bytes, limits);
  if (!archive || archive->entries().empty()) {
    ADD_FAILURE() << "the archive cannot be opened";
    return ReadFailure::kUnreadable;
  }
  const auto entry = archive->Read(archive->entries().front().index);
  EXPECT_FALSE(entry.has_value());
  return entry ? ReadFailure::kUnreadable : entry.error().failure;
}

TEST(ZipArchive, EntriesAreReadInTheOrderOfTheirNames) {
  const std::string bytes = ZipBytes({{"b.txt", "second"}, {"folder/", ""}, {"a/c.txt", "first"}});
  const auto archive = ZipArchive::Open(bytes, {});
  ASSERT_TRUE(archive.has_value());
  EXPECT_EQ(Names(*archive), (std::vector<std::string>{"a/c.txt", "b.txt"}));
  EXPECT_EQ(archive->Read(archive->entries()[0].index).value_or("?"), "first");
  EXPECT_EQ(archive->Read(archive->entries()[1].index).value_or("?"), "second");
}

TEST(ZipArchive, NamesAreUtf8OrCp932) {
  const std::string bytes = ZipBytes({{"栃木.pdf", ""},
                                      {"\x8C\xFB\x90\xE6\\\x95\x5C.pdf", ""},  // 口先\表, in CP932
                                      {"odd\xFF\xFF.pdf", ""}});
  const auto archive = ZipArchive::Open(bytes, {});
  ASSERT_TRUE(archive.has_value());
  EXPECT_EQ(Names(*archive),
            (std::vector<std::string>{"odd\xFF\xFF.pdf", "口先/表.pdf", "栃木.pdf"}));
}

TEST(ZipArchive, WhatMacOsAddsIsNoFile) {
  const std::string bytes = ZipBytes({{"__MACOSX/._a.pdf", "x"}, {"._a.pdf", "x"}, {"a.pdf", "x"}});
  const auto archive = ZipArchive::Open(bytes, {});
  ASSERT_TRUE(archive.has_value());
  EXPECT_EQ(Names(*archive), std::vector<std::string>{"a.pdf"});
}

TEST(ZipArchive, DamagedOnesAreSaidToBe) {
  const std::string whole = ZipBytes({{"a.txt", std::string(1000, 'a')}});
  EXPECT_TRUE(extract::LooksLikeZip(whole));
  EXPECT_EQ(FailureOf(whole.substr(0, whole.size() - 30)), ReadFailure::kDamaged);
  EXPECT_EQ(FailureOf("PK\x03\x04 and no more"), ReadFailure::kDamaged);
  std::string flipped = whole;
  flipped[36] = static_cast<char>(~flipped[36]);  // in the packed bytes
  EXPECT_EQ(FailureOfFirst(flipped), ReadFailure::kDamaged);
}

TEST(ZipArchive, APasswordIsLocked) {
  EXPECT_EQ(FailureOfFirst(ZipBytes({{"a.txt", "secret", true}})), ReadFailure::kLocked);
}

TEST(ZipArchive, BombsAreRefusedBeforeTheyAreUnpacked) {
  const std::string zeros(size_t{100} << 20U, '\0');
  EXPECT_EQ(FailureOf(ZipBytes({{"zeros.txt", zeros}})), ReadFailure::kTooLarge);
  // Many entries that share their packed bytes.
  tests::ZipFile shared{"shared.txt", std::string(100'000, 'a')};
  shared.times = 1000;
  EXPECT_EQ(FailureOf(ZipBytes({shared})), ReadFailure::kTooLarge);
  extract::ZipLimits few;
  few.entries = 2;
  EXPECT_EQ(FailureOf(ZipBytes({{"a", ""}, {"b", ""}, {"c", ""}}), few), ReadFailure::kTooLarge);
}

TEST(ZipArchive, AnEntryOverTheLimitIsTooLargeAndOneThatLiesIsDamaged) {
  extract::ZipLimits limits;
  limits.entry_bytes = 100;
  EXPECT_EQ(FailureOfFirst(ZipBytes({{"a.txt", std::string(101, 'a')}}), limits),
            ReadFailure::kTooLarge);
  tests::ZipFile lie{"a.txt", std::string(5000, 'a')};
  lie.false_size = 50;
  EXPECT_EQ(FailureOfFirst(ZipBytes({lie}), limits), ReadFailure::kDamaged);
}

}  // namespace
