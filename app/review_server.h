// The review page over HTTP: routes, and what keeps others out.
//
// Host and Origin  Requests for another host name (DNS rebinding) and posts from another page are
//                  refused.
// Token            Where the address is not loopback, every request for data needs the token.
// Page             Strict content security policy; nothing is loaded from elsewhere. No path of a
//                  request reaches the file system: page files are part of the program.
// Limits           Size of a body, time of a read, requests a second.
#ifndef APP_REVIEW_SERVER_H_
#define APP_REVIEW_SERVER_H_

#include <functional>
#include <memory>
#include <string>

#include "app/picture_process.h"
#include "app/review_years.h"
#include "store/store.h"

namespace app {

struct ReviewOptions {
  std::string address = "127.0.0.1";
  int port = 0;       // 0: any free one
  std::string token;  // "": none is asked for
  std::string author;
  std::string language;  // "ja" or "en": what the page starts with
};

class ReviewServer {
 public:
  // `pictures` and `years` must outlive the server.
  ReviewServer(store::Store store, PictureProcess& pictures, ReviewYears& years,
               ReviewOptions options);
  ~ReviewServer();
  ReviewServer(const ReviewServer&) = delete;
  ReviewServer& operator=(const ReviewServer&) = delete;

  // Takes the port; false if it is not free. Then Port().
  bool Bind();
  int Port() const;
  // Serves until Stop(), which may be called from any thread.
  void Run();
  void Stop();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace app

#endif  // APP_REVIEW_SERVER_H_
