#include "app/picture_process.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <system_error>

#include "app/explanation.h"
#include "extract/child_process.h"
#include "extract/page_picture.h"

namespace app {
namespace {

constexpr uint8_t kPicture = 1, kNoPicture = 0;
constexpr size_t kMostBytes = size_t{1} << 30;

bool SendAll(int socket, const char* data, size_t size) {
  while (size > 0) {
    const ssize_t sent = send(socket, data, size, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    data += sent;
    size -= static_cast<size_t>(sent);
  }
  return true;
}

bool ReceiveAll(int socket, char* data, size_t size) {
  while (size > 0) {
    const ssize_t got = recv(socket, data, size, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    data += got;
    size -= static_cast<size_t>(got);
  }
  return true;
}

bool SendMessage(int socket, std::string_view message) {
  std::array<char, sizeof(uint64_t)> size{};
  const uint64_t bytes = message.size();
  std::memcpy(size.data(), &bytes, sizeof(bytes));
  return SendAll(socket, size.data(), size.size()) &&
         SendAll(socket, message.data(), message.size());
}

bool ReceiveMessage(int socket, std::string* message) {
  std::array<char, sizeof(uint64_t)> size{};
  if (!ReceiveAll(socket, size.data(), size.size())) return false;
  uint64_t bytes = 0;
  std::memcpy(&bytes, size.data(), sizeof(bytes));
  if (bytes > kMostBytes) return false;
  message->resize(bytes);
  return ReceiveAll(socket, message->data(), bytes);
}

std::string Answer(uint8_t outcome, std::string_view rest) {
  std::string answer(1, static_cast<char>(outcome));
  answer += rest;
  return answer;
}

// In the place of a page: the layers are to be explained.
constexpr int32_t kExplain = 0;

std::string Explained(std::string_view layers, const parse::RuleSet& rules) {
  const auto explained = ExplainLayers(layers, rules);
  return explained ? Answer(kPicture, *explained) : Answer(kNoPicture, explained.error().detail);
}

// In the reading process.
std::string AnswerRequest(std::string_view request, const parse::RuleSet& rules) {
  int32_t page = 0, dots = 0;
  constexpr size_t kHeader = sizeof(page) + sizeof(dots);
  if (request.size() < kHeader) return Answer(kNoPicture, "bad request");
  std::memcpy(&page, request.data(), sizeof(page));
  std::memcpy(&dots, request.data() + sizeof(page), sizeof(dots));
  if (page == kExplain) return Explained(request.substr(kHeader), rules);
  extract::PictureSize size;
  size.page = page;
  size.dots_per_inch = dots;
  const auto picture = extract::DrawPage(request.substr(kHeader), size);
  return picture ? Answer(kPicture, *picture) : Answer(kNoPicture, picture.error());
}

[[noreturn]] void Serve(int socket, const parse::RuleSet& rules) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  signal(SIGINT, SIG_IGN);  // Ctrl-C reaches the whole group: the program decides
  extract::ChildLimits limits;
  limits.cpu_seconds_per_request = 20;
  limits.wall_seconds_without_progress = 20;
  extract::ChildProcess reader(
      [&rules](std::string_view request, const extract::ChildProcess::Report&) {
        return AnswerRequest(request, rules);
      },
      limits);
  std::string request;
  while (ReceiveMessage(socket, &request)) {
    const auto answer = reader.Call(request);
    const bool sent =
        SendMessage(socket, answer ? *answer : Answer(kNoPicture, answer.error().detail));
    if (!sent) break;
  }
  reader.Stop();
  _exit(0);
}

}  // namespace

PictureProcess::PictureProcess(const parse::RuleSet& rules) {
  std::array<int, 2> ends{};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
    throw std::system_error(errno, std::generic_category(), "socketpair");
  pid_ = fork();
  if (pid_ < 0) {
    const int error = errno;
    close(ends[0]);
    close(ends[1]);
    throw std::system_error(error, std::generic_category(), "fork");
  }
  if (pid_ == 0) {
    close(ends[0]);
    Serve(ends[1], rules);
  }
  close(ends[1]);
  socket_ = ends[0];
}

PictureProcess::~PictureProcess() {
  close(socket_);  // the process reads the end of its input and ends
  int status = 0;
  while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) continue;
}

tl::expected<std::string, std::string> PictureProcess::Draw(std::string_view pdf, int page,
                                                            int dots_per_inch) {
  if (page <= kExplain) return tl::unexpected(std::string("no such page"));
  return Ask(page, dots_per_inch, pdf);
}

tl::expected<std::string, std::string> PictureProcess::Explain(std::string_view layers) {
  return Ask(kExplain, 0, layers);
}

tl::expected<std::string, std::string> PictureProcess::Ask(int page, int dots_per_inch,
                                                           std::string_view bytes) {
  const int32_t number = page, dots = dots_per_inch;
  std::string request(sizeof(number) + sizeof(dots), '\0');
  std::memcpy(request.data(), &number, sizeof(number));
  std::memcpy(request.data() + sizeof(number), &dots, sizeof(dots));
  request += bytes;
  std::string answer;
  {
    const std::lock_guard<std::mutex> lock(busy_);
    if (!SendMessage(socket_, request) || !ReceiveMessage(socket_, &answer) || answer.empty())
      return tl::unexpected(std::string("the drawing process is gone"));
  }
  if (static_cast<uint8_t>(answer[0]) != kPicture) return tl::unexpected(answer.substr(1));
  answer.erase(0, 1);
  return answer;
}

}  // namespace app
