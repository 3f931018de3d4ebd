// The files of the review page (app/review/), as they were built into the program.
#ifndef APP_REVIEW_FILES_H_
#define APP_REVIEW_FILES_H_

#include <span>
#include <string_view>

namespace app {

struct ReviewFile {
  const char* name;
  const char* media_type;
  std::string_view bytes;
};

std::span<const ReviewFile> ReviewFiles();

}  // namespace app

#endif  // APP_REVIEW_FILES_H_
