#!/bin/sh
# Builds the benchmarks without sanitizers and runs them: what each stage costs on one sheet.
#
#   sh tests/bench/stages.sh [OPTIONS OF GOOGLE BENCHMARK]
set -eu
cd "$(dirname "$0")/../.."
sh .ci/install-packages .ci/packages .ci/packages-test
cmake --preset bench >/dev/null
cmake --build --preset bench --target stage_bench >&2
exec build/bench/tests/bench/stage_bench --benchmark_repetitions=5 \
  --benchmark_report_aggregates_only=true "$@"
