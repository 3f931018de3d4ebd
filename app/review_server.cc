#include "app/review_server.h"

#include <fmt/format.h>
#include <httplib.h>

#include <array>
#include <atomic>
#include <chrono>
#include <list>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "app/rate_limit.h"
#include "app/review_actions.h"
#include "app/review_files.h"
#include "app/review_views.h"

namespace app {
namespace {

using Json = nlohmann::ordered_json;
using httplib::Request;
using httplib::Response;

constexpr const char* kJson = "application/json; charset=utf-8";
constexpr size_t kMostBodyBytes = size_t{1} << 20;
constexpr size_t kThreads = 160;  // slow clients hold one each until their time is over
constexpr int kReadSeconds = 5;
constexpr double kRequestsPerSecond = 200, kBurst = 600;
constexpr size_t kKeptPictures = 64;
constexpr size_t kMostThemes = 60;

constexpr std::array<std::pair<const char*, const char*>, 7> kHeaders = {{
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
     "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cache-Control", "no-store"},
}};

void Refuse(Response& response, int status, const std::string& why) {
  response.status = status;
  response.set_content(Json{{"error", why}}.dump(), kJson);
}

void Send(Response& response, const Json& body) {
  response.set_content(body.dump(-1, ' ', false, Json::error_handler_t::replace), kJson);
}

void Send(Response& response, const ActionResult& result) {
  response.status = result.status;
  response.set_content(result.body, kJson);
}

// The same time for every wrong token.
bool SameToken(const std::string& a, const std::string& b) {
  if (a.size() != b.size()) return false;
  unsigned different = 0;
  for (size_t i = 0; i < a.size(); ++i)
    different |= static_cast<unsigned>(static_cast<unsigned char>(a[i] ^ b[i]));
  return different == 0;
}

// The latest pictures, so that going back and forth draws nothing anew.
class PictureCache {
 public:
  std::optional<std::string> Find(const std::string& key) {
    const std::lock_guard<std::mutex> lock(mutex_);
    for (auto entry = entries_.begin(); entry != entries_.end(); ++entry) {
      if (entry->first != key) continue;
      entries_.splice(entries_.begin(), entries_, entry);
      return entry->second;
    }
    return std::nullopt;
  }
  void Keep(const std::string& key, const std::string& picture) {
    const std::lock_guard<std::mutex> lock(mutex_);
    entries_.emplace_front(key, picture);
    if (entries_.size() > kKeptPictures) entries_.pop_back();
  }

 private:
  std::mutex mutex_;
  std::list<std::pair<std::string, std::string>> entries_;
};

}  // namespace

struct ReviewServer::Parts {
  Parts(store::Store opened, PictureProcess& drawing, ReviewYears& side_by_side,
        ReviewOptions wanted)
      : store(std::move(opened)),
        pictures(drawing),
        years(side_by_side),
        options(std::move(wanted)) {}

  // One request at a time has the store.
  template <typename Body>
  auto WithStore(const Body& body) {
    const std::lock_guard<std::mutex> lock(store_mutex);
    return body();
  }

  void Configure();
  void AddPageFiles();
  void AddViews();
  void AddYears();
  void AddActions();
  void SendPicture(const Request& request, Response& response);
  bool Admit(const Request& request, Response& response);
  bool KnownHost(const std::string& host) const;
  template <typename Action>
  void Post(const char* pattern, const Action& action);

  std::mutex store_mutex;
  store::Store store;
  PictureProcess& pictures;
  ReviewYears& years;
  ReviewOptions options;
  int port = 0;
  PictureCache cache;
  RateLimit rate{kRequestsPerSecond, kBurst};
  httplib::Server server;
};

ReviewServer::ReviewServer(store::Store store, PictureProcess& pictures, ReviewYears& years,
                           ReviewOptions options)
    : parts_(std::make_unique<Parts>(std::move(store), pictures, years, std::move(options))) {
  parts_->Configure();
}
ReviewServer::~ReviewServer() = default;

bool ReviewServer::Bind() {
  const std::string& address = parts_->options.address;
  if (parts_->options.port == 0) {
    parts_->port = parts_->server.bind_to_any_port(address);
    return parts_->port > 0;
  }
  parts_->port = parts_->options.port;
  return parts_->server.bind_to_port(address, parts_->port);
}

int ReviewServer::Port() const { return parts_->port; }
void ReviewServer::Run() { parts_->server.listen_after_bind(); }
void ReviewServer::Stop() { parts_->server.stop(); }

void ReviewServer::Parts::Configure() {
  server.new_task_queue = [] { return new httplib::ThreadPool(kThreads); };
  server.set_payload_max_length(kMostBodyBytes);
  server.set_read_timeout(kReadSeconds, 0);
  server.set_write_timeout(kReadSeconds, 0);
  server.set_keep_alive_max_count(1000);
  server.set_keep_alive_timeout(kReadSeconds);
  server.set_tcp_nodelay(true);
  server.set_pre_routing_handler([this](const Request& request, Response& response) {
    for (const auto& [name, value] : kHeaders) response.set_header(name, value);
    return Admit(request, response) ? httplib::Server::HandlerResponse::Unhandled
                                    : httplib::Server::HandlerResponse::Handled;
  });
  server.set_exception_handler([](const Request&, Response& response, std::exception_ptr thrown) {
    try {
      std::rethrow_exception(std::move(thrown));
    } catch (const store::StoreError& error) {
      Refuse(response, error.kind() == store::StoreError::Kind::kBusy ? 503 : 500, error.what());
    } catch (const std::exception& error) {
      Refuse(response, 500, error.what());
    }
  });
  server.set_error_handler([](const Request&, Response& response) {
    if (response.body.empty()) Refuse(response, response.status, "this cannot be served");
  });
  AddPageFiles();
  AddViews();
  AddYears();
  AddActions();
}

bool ReviewServer::Parts::KnownHost(const std::string& host) const {
  const std::string suffix = fmt::format(":{}", port);
  for (const std::string& name :
       {std::string("127.0.0.1"), std::string("localhost"), std::string("[::1]"), options.address})
    if (host == name + suffix) return true;
  return false;
}

bool ReviewServer::Parts::Admit(const Request& request, Response& response) {
  if (!rate.Take()) {
    Refuse(response, 429, "too many requests");
    return false;
  }
  const std::string host = request.get_header_value("Host");
  if (!KnownHost(host)) {
    Refuse(response, 403, "this host name is not served");
    return false;
  }
  const bool reads = request.method == "GET" || request.method == "HEAD";
  const std::string origin = request.get_header_value("Origin");
  const std::string site = request.get_header_value("Sec-Fetch-Site");
  const bool foreign = (!origin.empty() && origin != fmt::format("http://{}", host)) ||
                       (site == "cross-site" && !(reads && request.path == "/"));
  if (foreign ||
      (!reads && origin.empty() && site.empty() && request.get_header_value("X-Jizen").empty())) {
    Refuse(response, 403, "requests from other pages are refused");
    return false;
  }
  if (!reads && request.method != "POST") {
    Refuse(response, 405, "no such method");
    return false;
  }
  const bool data = request.path.rfind("/api/", 0) == 0;
  if (data && !options.token.empty()) {
    // Pictures are loaded by the page as images, which can carry no header.
    std::string token = request.get_header_value("X-Jizen-Token");
    if (token.empty() && reads) token = request.get_param_value("token");
    if (!SameToken(token, options.token)) {
      Refuse(response, 401, "the token is missing or wrong");
      return false;
    }
  }
  return true;
}

void ReviewServer::Parts::AddPageFiles() {
  for (const ReviewFile& file : ReviewFiles()) {
    const auto send = [&file](const Request&, Response& response) {
      response.set_content(file.bytes.data(), file.bytes.size(), file.media_type);
    };
    server.Get(fmt::format("/{}", file.name), send);
    if (std::string_view(file.name) == "index.html") server.Get("/", send);
  }
}

void ReviewServer::Parts::AddViews() {
  server.Get("/api/start", [this](const Request&, Response& response) {
    Send(response, Json{{"author", options.author}, {"language", options.language}});
  });
  server.Get("/api/queue", [this](const Request&, Response& response) {
    Send(response, WithStore([&] { return QueueView(store); }));
  });
  server.Get(R"(/api/sheets/([0-9a-f]{12}))", [this](const Request& request, Response& response) {
    const auto sheet = WithStore([&] {
      return SheetForReview(store, request.matches[1], request.get_param_value("author"));
    });
    if (!sheet) return Refuse(response, 404, "no such sheet");
    Send(response, *sheet);
  });
  server.Get(R"(/api/sheets/([0-9a-f]{12})/pages/([0-9]{1,5})/words)",
             [this](const Request& request, Response& response) {
               const auto words = WithStore([&] {
                 return PageWords(store, request.matches[1], std::stoi(request.matches[2]));
               });
               if (!words) return Refuse(response, 404, "no such page");
               Send(response, *words);
             });
  server.Get(
      R"(/api/sheets/([0-9a-f]{12})/pages/([0-9]{1,5})/picture)",
      [this](const Request& request, Response& response) { SendPicture(request, response); });
  server.Get(R"(/api/sheets/([0-9a-f]{12})/explanation)",
             [this](const Request& request, Response& response) {
               const std::string sheet = request.matches[1];
               const auto layers = WithStore([&] { return store.Layers(sheet); });
               if (!layers) return Refuse(response, 404, "no such sheet");
               const auto explanation = pictures.Explain(*layers);
               if (!explanation) return Refuse(response, 500, explanation.error());
               response.set_content(*explanation, kJson);
             });
  server.Get("/api/log", [this](const Request& request, Response& response) {
    Send(response, WithStore([&] { return LogView(store, request.get_param_value("sheet")); }));
  });
  server.Get("/api/field", [this](const Request& request, Response& response) {
    Send(response, WithStore([&] {
           return FieldOverSheets(store, request.get_param_value("kind"),
                                  request.get_param_value("list"),
                                  request.get_param_value("field"));
         }));
  });
  server.Get("/api/quality", [this](const Request&, Response& response) {
    Send(response, WithStore([&] { return QualityView(store); }));
  });
}

// A request with a JSON body. `action` has the store.
template <typename Action>
void ReviewServer::Parts::Post(const char* pattern, const Action& action) {
  server.Post(pattern, [this, action](const Request& request, Response& response) {
    if (request.get_header_value("Content-Type").rfind("application/json", 0) != 0)
      return Refuse(response, 415, "the body must be application/json");
    const Json body = Json::parse(request.body, nullptr, /*allow_exceptions=*/false);
    if (!body.is_object()) return Refuse(response, 400, "the body is no JSON object");
    Send(response, WithStore([&]() -> ActionResult { return action(request, body); }));
  });
}

// Views of several sheets at once.
void ReviewServer::Parts::AddYears() {
  const auto send_or_404 = [](Response& response, const std::optional<Json>& body) {
    if (!body) return Refuse(response, 404, "no such submitter or sheet");
    Send(response, *body);
  };
  server.Get("/api/years", [this](const Request&, Response& response) {
    Send(response, WithStore([&] { return years.SubmittersView(store); }));
  });
  server.Get("/api/years/submitter", [=, this](const Request& request, Response& response) {
    send_or_404(response,
                WithStore([&] { return years.BookView(store, request.get_param_value("key")); }));
  });
  server.Get("/api/years/themes", [this](const Request&, Response& response) {
    Send(response, WithStore([&] { return years.ThemesView(kMostThemes); }));
  });
  server.Get("/api/years/theme", [this](const Request& request, Response& response) {
    Send(response, WithStore([&] { return years.ThemeView(request.get_param_value("term")); }));
  });
  server.Get("/api/compare", [=, this](const Request& request, Response& response) {
    send_or_404(response, WithStore([&] {
                  return years.CompareView(store, request.get_param_value("a"),
                                           request.get_param_value("b"));
                }));
  });
  server.Get("/api/search", [this](const Request& request, Response& response) {
    ReviewYears::Search search;
    search.terms = request.get_param_value("q");
    search.by = request.get_param_value("by");
    search.prefecture = request.get_param_value("prefecture");
    search.section = request.get_param_value("section");
    search.sector = request.get_param_value("sector");
    const std::string year = request.get_param_value("year");
    if (year.size() == 4 && year.find_first_not_of("0123456789") == std::string::npos)
      search.year = std::stoi(year);
    Send(response, WithStore([&] { return years.SearchView(search); }));
  });
  Post("/api/years/link",
       [this](const Request&, const Json& body) { return years.LinkAction(store, body); });
}

void ReviewServer::Parts::SendPicture(const Request& request, Response& response) {
  const std::string sheet = request.matches[1];
  const int page = std::stoi(request.matches[2]);
  const std::string wanted = request.get_param_value("dpi");
  const int dots = wanted == "192" ? 192 : wanted == "144" ? 144 : wanted == "24" ? 24 : 96;
  const std::string key = fmt::format("{}/{}/{}", sheet, page, dots);
  response.set_header("Cache-Control", "private, max-age=3600");
  if (const auto kept = cache.Find(key)) return response.set_content(*kept, "image/png");
  const auto original = WithStore([&] { return store.Original(sheet); });
  if (original && original->rfind("%PDF", 0) == 0) {
    if (const auto picture = pictures.Draw(*original, page, dots)) {
      cache.Keep(key, *picture);
      return response.set_content(*picture, "image/png");
    }
  }
  const auto drawing = WithStore([&] { return PageDrawing(store, sheet, page); });
  if (!drawing) return Refuse(response, 404, "no such page");
  response.set_content(*drawing, "image/svg+xml");
}

void ReviewServer::Parts::AddActions() {
  Post(R"(/api/sheets/([0-9a-f]{12})/decide)", [this](const Request& request, const Json& body) {
    return DecideAction(store, request.matches[1], body);
  });
  Post(R"(/api/sheets/([0-9a-f]{12})/draft)", [this](const Request& request, const Json& body) {
    return DraftAction(store, request.matches[1], body);
  });
  Post("/api/bulk", [this](const Request&, const Json& body) { return BulkAction(store, body); });
  Post("/api/bulk/undo",
       [this](const Request&, const Json& body) { return UndoBatchAction(store, body); });
  Post("/api/quality/draw",
       [this](const Request&, const Json& body) { return DrawSampleAction(store, body); });
  Post("/api/quality/answer",
       [this](const Request&, const Json& body) { return AnswerSampleAction(store, body); });
}

}  // namespace app
