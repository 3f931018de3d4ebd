// Draws pages for a program with threads. A reading process is a fork, and a fork may only be
// made by a process with one thread: so a process of its own keeps the reading process, starts
// it anew after a failure, and ends with the program.
#ifndef APP_PICTURE_PROCESS_H_
#define APP_PICTURE_PROCESS_H_

#include <sys/types.h>

#include <mutex>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace app {

class PictureProcess {
 public:
  // REQUIRES: no other thread, no open database. Throws std::system_error.
  PictureProcess();
  ~PictureProcess();
  PictureProcess(const PictureProcess&) = delete;
  PictureProcess& operator=(const PictureProcess&) = delete;

  // A PNG of one page of a PDF. The error is in English, for a log. May be called from any
  // thread; one page is drawn at a time.
  tl::expected<std::string, std::string> Draw(std::string_view pdf, int page, int dots_per_inch);

 private:
  std::mutex busy_;
  int socket_ = -1;
  pid_t pid_ = -1;
};

}  // namespace app

#endif  // APP_PICTURE_PROCESS_H_
