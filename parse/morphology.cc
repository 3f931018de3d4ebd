#include "parse/morphology.h"

#include <fcntl.h>
#include <mecab.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unicode/uchar.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "parse/printed_text.h"

namespace parse {
namespace {

constexpr std::array<const char*, 5> kDictionaryFolders = {
    "/var/lib/mecab/dic/ipadic-utf8", "/usr/lib/x86_64-linux-gnu/mecab/dic/ipadic-utf8",
    "/usr/lib/mecab/dic/ipadic-utf8", "/usr/share/mecab/dic/ipadic-utf8",
    "/usr/local/lib/mecab/dic/ipadic-utf8"};

// How far around a place its words are looked for, in characters: no word is longer.
constexpr size_t kWindow = 24;

// A file in memory: MeCab reads and writes files only, and nothing is left on the disk.
class MemoryFile {
 public:
  explicit MemoryFile(const char* name) : descriptor_(memfd_create(name, MFD_CLOEXEC)) {}
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile() {
    if (descriptor_ >= 0) close(descriptor_);
  }

  int descriptor() const { return descriptor_; }
  std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

  bool Write(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t written = write(descriptor_, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return false;
      bytes.remove_prefix(static_cast<size_t>(written));
    }
    return descriptor_ >= 0;
  }

  // What it holds, from its beginning.
  std::string Read() const {
    std::string bytes;
    std::array<char, 4096> block{};
    while (true) {
      const ssize_t count =
          pread(descriptor_, block.data(), block.size(), static_cast<off_t>(bytes.size()));
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) return bytes;
      bytes.append(block.data(), static_cast<size_t>(count));
    }
  }

 private:
  int descriptor_;
};

std::string FindDictionary() {
  for (const char* folder : kDictionaryFolders) {
    if (access((std::string(folder) + "/sys.dic").c_str(), R_OK) == 0) return folder;
  }
  return "";
}

// Compiles the CSV in a child process, since MeCab ends the process where the CSV is wrong,
// and prints its progress on standard output. Returns what it said where it failed.
tl::expected<void, std::string> CompileDictionary(const std::string& folder, const MemoryFile& csv,
                                                  const MemoryFile& dictionary) {
  const MemoryFile log("mecab-log");
  std::vector<std::string> arguments = {
      "mecab-dict-index", "-d", folder, "-u", dictionary.path(), "-f", "utf-8", "-t", "utf-8",
      csv.path()};
  std::vector<char*> argv;
  argv.reserve(arguments.size() + 1);
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  const pid_t child = fork();
  if (child < 0) return tl::unexpected(std::string("fork: ") + std::strerror(errno));
  if (child == 0) {
    dup2(log.descriptor(), STDOUT_FILENO);
    dup2(log.descriptor(), STDERR_FILENO);
    _exit(mecab_dict_index(static_cast<int>(arguments.size()), argv.data()) == 0 ? 0 : 1);
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return tl::unexpected(std::string("waitpid: ") + std::strerror(errno));
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
  return tl::unexpected("mecab-dict-index: " + log.Read());
}

// MeCab takes a line with too few fields or a wrong number without a word, or stops at an
// assertion; so the form of the lines is checked before.
std::string WrongLine(std::string_view csv) {
  constexpr size_t kFields = 13;  // surface, left and right id, cost, nine of ipadic
  constexpr int kLastContext = 1315;
  size_t number = 0;
  while (!csv.empty()) {
    ++number;
    std::string_view line = csv.substr(0, csv.find('\n'));
    csv.remove_prefix(std::min(csv.size(), line.size() + 1));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) continue;
    const std::string place = "line " + std::to_string(number) + ": ";
    std::vector<std::string_view> fields;
    for (size_t begin = 0; begin <= line.size();) {
      const size_t end = std::min(line.find(',', begin), line.size());
      fields.push_back(line.substr(begin, end - begin));
      begin = end + 1;
    }
    if (fields.size() != kFields)
      return place + std::to_string(fields.size()) + " fields, not " + std::to_string(kFields);
    if (std::any_of(fields.begin(), fields.end(), [](std::string_view f) { return f.empty(); }))
      return place + "an empty field";
    for (size_t i = 1; i <= 3; ++i) {
      int value = 0;
      const char* end = fields[i].data() + fields[i].size();
      const auto [rest, error] = std::from_chars(fields[i].data(), end, value);
      const bool in_range =
          i == 3 ? value >= -32768 && value <= 32767 : value >= 0 && value <= kLastContext;
      if (error != std::errc() || rest != end || !in_range)
        return place + "not a context id or cost: " + std::string(fields[i]);
    }
  }
  return "";
}

// The feature at `index` of MeCab's comma-separated list.
std::string Feature(const char* features, size_t index) {
  std::string_view rest(features);
  for (size_t i = 0; i < index; ++i) {
    const size_t comma = rest.find(',');
    if (comma == std::string_view::npos) return "";
    rest.remove_prefix(comma + 1);
  }
  return std::string(rest.substr(0, rest.find(',')));
}

// ipadic numbers its parts of speech (pos-id.def), so that they need not be told by their names.
constexpr int kFirstParticle = 13, kAuxiliary = 25;

// Words of a user dictionary have none of their own, but 1: they are names (rules/mecab).
WordClass ClassOf(int part) {
  struct Range {
    int last;
    WordClass word_class;
  };
  constexpr std::array<Range, 19> kRanges = {{{3, WordClass::kName},
                                              {4, WordClass::kSign},
                                              {9, WordClass::kSign},
                                              {12, WordClass::kVerb},
                                              {26, WordClass::kEmpty},
                                              {30, WordClass::kTime},
                                              {31, WordClass::kVerb},
                                              {33, WordClass::kEmpty},
                                              {35, WordClass::kTime},
                                              {36, WordClass::kAction},
                                              {39, WordClass::kName},
                                              {40, WordClass::kAction},
                                              {47, WordClass::kName},
                                              {48, WordClass::kNumber},
                                              {49, WordClass::kEmpty},
                                              {58, WordClass::kSuffix},
                                              {66, WordClass::kEmpty},
                                              {67, WordClass::kTime},
                                              {68, WordClass::kEmpty}}};
  for (const Range& range : kRanges)
    if (part <= range.last) return range.word_class;
  return WordClass::kName;
}

}  // namespace

struct Morphology::Parts {
  std::unique_ptr<MeCab::Model> model;
  std::unique_ptr<MeCab::Tagger> tagger;
  std::unique_ptr<MeCab::Lattice> lattice;

  // Runs `visit(node, begin, end)` over the words; positions in characters.
  template <typename Visitor>
  void Visit(std::u32string_view text, const Visitor& visit) const {
    std::string utf8;
    std::vector<size_t> character;  // of each byte
    for (size_t i = 0; i < text.size(); ++i) {
      // MeCab stops at a NUL.
      utf8 += ToUtf8(text[i] == 0 ? U" " : text.substr(i, 1));
      character.resize(utf8.size(), i);
    }
    character.push_back(text.size());
    lattice->set_sentence(utf8.data(), utf8.size());
    if (!tagger->parse(lattice.get())) return;
    for (const MeCab::Node* node = lattice->bos_node(); node != nullptr; node = node->next) {
      if (node->stat == MECAB_BOS_NODE || node->stat == MECAB_EOS_NODE) continue;
      const auto begin = static_cast<size_t>(node->surface - lattice->sentence());
      visit(*node, character[begin], character[begin + node->length]);
    }
  }
};

Morphology::Morphology(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Morphology::Morphology(Morphology&&) noexcept = default;
Morphology& Morphology::operator=(Morphology&&) noexcept = default;
Morphology::~Morphology() = default;

tl::expected<Morphology, std::string> Morphology::Open(const std::string& user_csv) {
  const std::string folder = FindDictionary();
  if (folder.empty()) return tl::unexpected(std::string("no MeCab dictionary (ipadic, UTF-8)"));
  if (std::string wrong = WrongLine(user_csv); !wrong.empty())
    return tl::unexpected(std::move(wrong));
  std::vector<std::string> arguments = {"mecab", "-r", "/dev/null", "-d", folder};
  const MemoryFile csv("user-csv");
  const MemoryFile dictionary("user-dictionary");
  const bool has_words = user_csv.find_first_not_of("\r\n") != std::string::npos;
  if (has_words) {
    if (!csv.Write(user_csv) || dictionary.descriptor() < 0)
      return tl::unexpected(std::string("no memory for the user dictionary"));
    if (auto compiled = CompileDictionary(folder, csv, dictionary); !compiled)
      return tl::unexpected(compiled.error());
    arguments.insert(arguments.end(), {"-u", dictionary.path()});
  }
  std::vector<char*> argv;
  argv.reserve(arguments.size() + 1);
  for (std::string& argument : arguments) argv.push_back(argument.data());
  auto parts = std::make_unique<Parts>();
  parts->model.reset(MeCab::createModel(static_cast<int>(argv.size()), argv.data()));
  if (parts->model) parts->tagger.reset(parts->model->createTagger());
  if (!parts->tagger) return tl::unexpected(std::string("MeCab: ") + MeCab::getLastError());
  parts->lattice.reset(parts->model->createLattice());
  return Morphology(std::move(parts));
}

std::vector<Token> Morphology::Tokenize(std::u32string_view text) const {
  std::vector<Token> tokens;
  parts_->Visit(text, [&](const MeCab::Node& node, size_t begin, size_t end) {
    if (std::all_of(text.begin() + static_cast<std::ptrdiff_t>(begin),
                    text.begin() + static_cast<std::ptrdiff_t>(end), IsBlank))
      return;
    tokens.push_back({begin, end, Feature(node.feature, 0), Feature(node.feature, 1),
                      node.stat != MECAB_UNK_NODE});
  });
  return tokens;
}

std::vector<Word> Morphology::Words(std::u32string_view text) const {
  constexpr size_t kBase = 6, kReading = 7;  // of ipadic's features
  const auto feature = [](const MeCab::Node& node, size_t index) {
    std::u32string value = ToUtf32(Feature(node.feature, index));
    return value == U"*" ? std::u32string() : value;
  };
  std::vector<Word> words;
  parts_->Visit(text, [&](const MeCab::Node& node, size_t begin, size_t end) {
    const std::u32string_view surface = text.substr(begin, end - begin);
    if (std::all_of(surface.begin(), surface.end(), IsBlank)) return;
    const bool functional = node.posid >= kFirstParticle && node.posid <= kAuxiliary;
    Word word{
        begin, end, feature(node, kBase), feature(node, kReading), functional, ClassOf(node.posid)};
    if (word.base.empty()) word.base = surface;
    // ipadic takes signs that it does not know for nouns.
    if (std::none_of(surface.begin(), surface.end(),
                     [](char32_t c) { return u_isalnum(static_cast<UChar32>(c)); }))
      word.word_class = WordClass::kSign;
    words.push_back(std::move(word));
  });
  return words;
}

bool Morphology::WordCrosses(std::u32string_view text, size_t at) const {
  if (at == 0 || at >= text.size()) return false;
  const size_t first = at > kWindow ? at - kWindow : 0;
  bool crosses = false;
  parts_->Visit(text.substr(first, at - first + kWindow),
                [&](const MeCab::Node&, size_t begin, size_t end) {
                  crosses = crosses || (begin + first < at && at < end + first);
                });
  return crosses;
}

}  // namespace parse
