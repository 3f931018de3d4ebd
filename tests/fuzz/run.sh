#!/bin/sh
# Fuzzes every target for some seconds each, from its saved inputs.
#
#   sh tests/fuzz/run.sh [SECONDS [TARGET...]]
#
# New inputs stay in build/fuzz/corpus/TARGET. A crash is written to build/fuzz/crashes, its
# name is printed and the status is 1: make it small (TARGET -minimize_crash=1), mend the
# fault, and keep the input in tests/fuzz/seeds/TARGET, where every test run replays it.
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:-60}
[ $# -eq 0 ] || shift

sh .ci/install-packages .ci/packages .ci/packages-test .ci/packages-fuzz
cmake --preset fuzz >/dev/null
if [ $# -eq 0 ]; then
  for source in tests/fuzz/fuzz_*.cc; do set -- "$@" "$(basename "$source" .cc)"; done
fi
cmake --build --preset fuzz --target "$@"

mkdir -p build/fuzz/crashes
status=0
for target in "$@"; do
  found=build/fuzz/corpus/$target
  mkdir -p "$found"
  seeds=tests/fuzz/seeds/$target
  more=
  [ "$target" = fuzz_read_source ] && more=corpus
  echo "== $target, $seconds s"
  # shellcheck disable=SC2086  # more may be empty
  build/fuzz/tests/fuzz/"$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
    -max_len=1000000 -print_final_stats=1 -artifact_prefix=build/fuzz/crashes/"$target"- \
    "$found" "$seeds" $more || status=1
done
[ $status = 0 ] || ls build/fuzz/crashes
exit $status
