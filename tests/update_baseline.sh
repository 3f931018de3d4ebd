#!/bin/sh
# Writes today's scores into corpus/baseline.toml and prints what moved. Say in the commit why.
set -eu
cd "$(dirname "$0")/.."
sh .ci/build-release >/dev/null
exec /usr/bin/python3 tests/corpus_test.py build/release/app/jizen --update
