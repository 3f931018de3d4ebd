#include "app/result_sink.h"

#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/result_line.h"

namespace app {

StoreSink::StoreSink(store::Store& store, const store::RunInfo& info, std::string_view command)
    : store_(store), run_(store.BeginRun(info, command)) {}

store::Store::Saved StoreSink::Save(const store::FileResult& result) {
  return store_.Save(run_, result);
}

void StoreSink::Finish(const ImportReport& report) {
  auto summary = ToJson(report);
  summary.erase("results");
  store_.EndRun(run_, summary.dump());
}

store::Store::Saved LineSink::Save(const store::FileResult& result) {
  const std::string line = ToLine(result, {ProgramVersion(), rules_hash_}) + "\n";
  const bool written =
      std::fwrite(line.data(), 1, line.size(), out_) == line.size() && std::fflush(out_) == 0;
  if (!written) {
    throw store::StoreError(store::StoreError::Kind::kOther, "the output cannot be written");
  }
  return {true, std::nullopt};
}

}  // namespace app
