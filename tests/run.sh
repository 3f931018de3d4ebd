#!/bin/sh
# Everything that must hold before a change is taken, from a bare Debian 12, in one command:
#
#   sh tests/run.sh         set-up, house rules, format, build with sanitizers and warnings as
#                           errors, all tests
#   sh tests/run.sh --tidy  clang-tidy besides, over every source: longer than all the rest
#
# Each step prints its name and its seconds; one that fails does not hide the next.
set -u
cd "$(dirname "$0")/.." || exit 2
tidy=no
[ "${1:-}" = --tidy ] && tidy=yes

failed=
started=$(date +%s)

# step NAME COMMAND...
step() {
  name=$1
  shift
  echo "== $name"
  from=$(date +%s)
  if "$@"; then
    echo "== $name: ok, $(($(date +%s) - from)) s"
  else
    echo "== $name: FAILED, $(($(date +%s) - from)) s"
    failed="$failed
  $name"
    return 1
  fi
}

check_format() {
  find extract parse store app tests \( -name '*.cc' -o -name '*.h' \) -print0 |
    xargs -0 clang-format-14 --dry-run -Werror
}

# Fewer tests than before means that some are quietly dead.
check_test_count() {
  count=$(ctest --preset dev -N | sed -n 's/^Total Tests: //p')
  least=$(cat tests/least_tests)
  echo "$count tests, at least $least expected"
  [ "$count" -ge "$least" ]
}

step "packages" sh .ci/install-packages .ci/packages .ci/packages-test || exit 1
step "house rules" /usr/bin/python3 tests/check_includes.py
step "format" check_format
step "configure" cmake --preset dev || exit 1
if step "build" cmake --build --preset dev; then
  step "number of tests" check_test_count
  step "tests" ctest --preset dev -j "$(nproc)"
fi
if [ $tidy = yes ]; then
  step "clang-tidy" /usr/bin/python3 tests/tidy.py build/dev
fi

echo "== $(($(date +%s) - started)) s in all"
if [ -n "$failed" ]; then
  echo "FAILED:$failed"
  exit 1
fi
echo "All checks passed."
