// Draws pages, and explains how they were read, for a program with threads. A reading process is
// a fork, and a fork may only be made by a process with one thread: so a process of its own keeps
// the reading process, starts it anew after a failure, and ends with the program.
#ifndef APP_PICTURE_PROCESS_H_
#define APP_PICTURE_PROCESS_H_

#include <sys/types.h>

#include <mutex>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "parse/rules.h"

namespace app {

class PictureProcess {
 public:
  // REQUIRES: no other thread, no open database. Throws std::system_error. `rules` must outlive it:
  // those that Explain reads by.
  explicit PictureProcess(const parse::RuleSet& rules);
  ~PictureProcess();
  PictureProcess(const PictureProcess&) = delete;
  PictureProcess& operator=(const PictureProcess&) = delete;

  // A PNG of one page of a PDF. The error is in English, for a log. May be called from any
  // thread; one page is drawn at a time.
  tl::expected<std::string, std::string> Draw(std::string_view pdf, int page, int dots_per_inch);

  // ExplainLayers (explanation.h) of a stored sheet, as JSON. Error and threads as above.
  tl::expected<std::string, std::string> Explain(std::string_view layers);

 private:
  tl::expected<std::string, std::string> Ask(int page, int dots_per_inch, std::string_view bytes);

  std::mutex busy_;
  int socket_ = -1;
  pid_t pid_ = -1;
};

}  // namespace app

#endif  // APP_PICTURE_PROCESS_H_
