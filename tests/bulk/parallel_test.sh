#!/bin/sh
# The README's way over several processors or hosts, with GNU Parallel: parts of a list of files
# are read at a time, in any order, and loaded into the database that an import would give.
#
#   sh tests/bulk/parallel_test.sh JIZEN
#
# Ends with 77 (skipped) where GNU Parallel is not installed.
set -eu
command -v parallel >/dev/null || exit 77
parallel --version 2>/dev/null | grep -q '^GNU parallel' || exit 77
jizen=$(realpath "$1")
cd "$(dirname "$0")/../.."
work=$(mktemp -d "${TMPDIR:-/tmp}/jizen-parallel.XXXXXX")
trap 'rm -rf "$work"' EXIT
export JIZEN_DB="$work/parallel.db" HOME="$work" PARALLEL_HOME="$work"

find corpus/text corpus/samples-slides corpus/cairo tests/app/data -type f | LC_ALL=C sort > "$work/files"
# A part with a file that cannot be used ends with 1; one that could not run at all, with more.
sort -R --random-source="$0" "$work/files" |
  parallel --jobs 2 --pipe -N 3 --joblog "$work/jobs" "$jizen" parse --jsonl \
    > "$work/results.jsonl" 2> "$work/messages" || true
awk 'NR > 1 && $7 > 1 {print "a part failed: " $0; failed = 1} END {exit failed}' "$work/jobs"
[ "$(wc -l < "$work/results.jsonl")" = "$(wc -l < "$work/files")" ]
"$jizen" load "$work/results.jsonl" 2>> "$work/messages" || [ $? = 1 ]

"$jizen" import --db "$work/import.db" - < "$work/files" 2>> "$work/messages" || [ $? = 1 ]
"$jizen" export --format jsonl --out "$work/parallel.jsonl"
"$jizen" export --db "$work/import.db" --format jsonl --out "$work/import.jsonl"
[ -s "$work/import.jsonl" ]
cmp "$work/parallel.jsonl" "$work/import.jsonl"
echo "$(wc -l < "$work/import.jsonl") sheets, the same to the byte"
