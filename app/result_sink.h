// Where the results of a run go: into a database, or out as lines for another one.
#ifndef APP_RESULT_SINK_H_
#define APP_RESULT_SINK_H_

#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

#include "app/import_report.h"
#include "parse/rules.h"
#include "store/store.h"

namespace app {

class ResultSink {
 public:
  ResultSink() = default;
  ResultSink(const ResultSink&) = delete;
  ResultSink& operator=(const ResultSink&) = delete;
  virtual ~ResultSink() = default;

  // Must each file of a run come through, though its bytes were seen before?
  virtual bool WantsEveryFile() const = 0;
  // Is there a result for these bytes already, so that they need not be read?
  virtual bool Has(std::string_view sha256) const = 0;
  // Throws store::StoreError where it cannot go on.
  virtual store::Store::Saved Save(const store::FileResult& result) = 0;
  // After the last result.
  virtual void Finish(const ImportReport& report) = 0;
};

class StoreSink : public ResultSink {
 public:
  // Begins a run of `command` ("import", "load"). `store` must outlive the sink.
  StoreSink(store::Store& store, const store::RunInfo& info, std::string_view command);

  bool WantsEveryFile() const override { return false; }
  bool Has(std::string_view sha256) const override { return store_.Has(sha256); }
  store::Store::Saved Save(const store::FileResult& result) override;
  void Finish(const ImportReport& report) override;

 private:
  store::Store& store_;
  int64_t run_;
};

// One line for each file (result_line.h), each written as a whole.
class LineSink : public ResultSink {
 public:
  LineSink(std::FILE* out, const parse::RuleSet& rules) : out_(out), rules_hash_(rules.hash()) {}

  bool WantsEveryFile() const override { return true; }
  bool Has(std::string_view) const override { return false; }
  store::Store::Saved Save(const store::FileResult& result) override;
  void Finish(const ImportReport&) override {}

 private:
  std::FILE* out_;
  std::string rules_hash_;
};

}  // namespace app

#endif  // APP_RESULT_SINK_H_
