#include "app/load_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <unordered_map>
#include <utility>

#include "app/printable.h"
#include "app/result_sink.h"

namespace app {
namespace {

std::string SystemMessage() { return std::generic_category().message(errno); }

// A file that is gone when it is closed; empty where the system has no room for one.
std::FILE* CopyOfInput(std::FILE* in) {
  std::FILE* copy = std::tmpfile();
  if (copy == nullptr) return nullptr;
  std::array<char, size_t{64} << 10U> chunk{};
  while (const size_t got = std::fread(chunk.data(), 1, chunk.size(), in)) {
    if (std::fwrite(chunk.data(), 1, got, copy) != got) break;
  }
  if (std::ferror(in) != 0 || std::fflush(copy) != 0 || std::ferror(copy) != 0) {
    std::fclose(copy);
    return nullptr;
  }
  std::rewind(copy);
  return copy;
}

// The line buffer of getline(3).
struct LineBuffer {
  LineBuffer() = default;
  LineBuffer(const LineBuffer&) = delete;
  LineBuffer& operator=(const LineBuffer&) = delete;
  ~LineBuffer() { std::free(text); }  // NOLINT(cppcoreguidelines-no-malloc): getline allocates so
  char* text = nullptr;
  size_t room = 0;
};

class LoadRun {
 public:
  LoadRun(const ResultLines& lines, store::Store& store, const store::RunInfo& made_by)
      : lines_(lines), store_(store), sink_(store, made_by, "load") {}

  ImportReport Run(InterruptSignal& interrupt, const ImportWatcher& watcher) {
    try {
      for (; next_ < lines_.size(); ++next_) {
        if (interrupt.Raised()) {
          report_.interrupted = true;
          break;
        }
        report_.files.push_back(Load(next_));
        const FileReport& file = report_.files.back();
        pages_ += file.pages;
        if (watcher.problem && !ProblemText(file, 80).empty()) watcher.problem(file);
        if (watcher.progress) watcher.progress({lines_.size(), next_ + 1, pages_, Seconds()});
      }
      Conclude();
      sink_.Finish(report_);
    } catch (const store::StoreError& error) {
      report_.stopped_because = error.what();
      Conclude();
    }
    return std::move(report_);
  }

 private:
  double Seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
  }
  void Conclude() {
    report_.not_read = lines_.size() - next_;
    report_.seconds = Seconds();
  }

  FileReport Load(size_t index) {
    FileReport file;
    file.path = lines_.path(index);
    auto line = FromLine(lines_.Read(index));
    if (!line) {
      file.reason = extract::ReasonCode(extract::ReadFailure::kDamaged);
      file.detail = line.error();
      return file;
    }
    store::FileResult& result = line->result;
    const std::string sha256 = result.source.sha256;
    if (const auto first = first_with_.find(sha256);
        !sha256.empty() && first != first_with_.end()) {
      const FileReport& same = report_.files[first->second];
      file.outcome = same.outcome == Outcome::kFailed ? Outcome::kFailed : Outcome::kUnchanged;
      file.reason = same.reason;
      file.detail = same.detail;
      return file;
    }
    first_with_.emplace(sha256, report_.files.size());
    const store::Store::Saved saved = sink_.Save(result);
    if (saved.stored) {
      TakeResult(result, saved, &file);
    } else {
      store_.TakeEarlierName(result.source);
      file.outcome = Outcome::kUnchanged;
    }
    return file;
  }

  const ResultLines& lines_;
  store::Store& store_;
  StoreSink sink_;
  const std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
  size_t next_ = 0;
  int64_t pages_ = 0;
  std::unordered_map<std::string, size_t> first_with_;  // SHA-256 -> index in the report
  ImportReport report_;
};

}  // namespace

tl::expected<ResultLines, std::string> ResultLines::Open(const std::vector<std::string>& streams) {
  ResultLines lines;
  for (const std::string& name : streams) {
    File file(name == "-" ? CopyOfInput(stdin) : std::fopen(name.c_str(), "re"));
    if (file == nullptr) return tl::unexpected(name + ": " + SystemMessage());
    if (auto scanned = lines.Scan(std::move(file), name); !scanned)
      return tl::unexpected(scanned.error());
  }
  std::stable_sort(lines.lines_.begin(), lines.lines_.end(), [](const Line& a, const Line& b) {
    return std::filesystem::path(a.head.path) < std::filesystem::path(b.head.path);
  });
  lines.PutEditionsInOrder();
  return lines;
}

// An edition goes after the one that it replaces: the one that is stored last is current.
void ResultLines::PutEditionsInOrder() {
  std::unordered_map<std::string, const Line*> by_id;
  for (const Line& line : lines_)
    if (line.head.exported) by_id.emplace(line.head.id, &line);
  if (by_id.empty()) return;
  std::unordered_map<const Line*, size_t> depths;
  const auto depth = [&](const Line& line) {
    size_t steps = 0;
    // No more steps than lines: lines from outside may name each other in a circle.
    for (auto before = by_id.find(line.head.replaces);
         before != by_id.end() && steps < lines_.size();
         before = by_id.find(before->second->head.replaces))
      ++steps;
    return steps;
  };
  for (const Line& line : lines_) depths[&line] = line.head.replaces.empty() ? 0 : depth(line);
  std::vector<std::pair<size_t, Line>> ordered;
  ordered.reserve(lines_.size());
  for (Line& line : lines_) ordered.emplace_back(depths[&line], std::move(line));
  std::stable_sort(ordered.begin(), ordered.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  for (size_t i = 0; i < ordered.size(); ++i) lines_[i] = std::move(ordered[i].second);
}

tl::expected<void, std::string> ResultLines::Scan(File file, const std::string& name) {
  LineBuffer buffer;
  int64_t offset = 0;
  for (size_t number = 1;; ++number) {
    const ssize_t got = getline(&buffer.text, &buffer.room, file.get());
    if (got < 0) break;
    const std::string_view text(buffer.text, static_cast<size_t>(got));
    Line line;
    line.stream = files_.size();
    line.offset = offset;
    line.length = text.size();
    offset += got;
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) continue;
    if (auto head = HeadOfLine(text)) {
      line.head = std::move(*head);
      line.known = true;
    } else {
      line.head.path = fmt::format("{}:{}", name, number);
    }
    lines_.push_back(std::move(line));
  }
  if (std::ferror(file.get()) != 0) return tl::unexpected(name + ": " + SystemMessage());
  files_.push_back(std::move(file));
  return {};
}

std::string ResultLines::Read(size_t index) const {
  const Line& line = lines_[index];
  std::string text(line.length, '\0');
  std::FILE* file = files_[line.stream].get();
  if (fseeko(file, line.offset, SEEK_SET) != 0) return "";
  text.resize(std::fread(text.data(), 1, text.size(), file));
  return text;
}

ImportReport RunLoad(const ResultLines& lines, store::Store& store, const store::RunInfo& made_by,
                     InterruptSignal& interrupt, const ImportWatcher& watcher) {
  return LoadRun(lines, store, made_by).Run(interrupt, watcher);
}

}  // namespace app
