#!/bin/bash
# What an import costs, measured against pdftotext on the same files: whole processes, both.
#
#   bash tests/bench/import_vs_pdftotext.sh [SHEETS [RUNS [FOLDER]]]
#
# Makes SHEETS (200) invented sheets, or takes the PDFs of FOLDER; runs `jizen import` into a
# new database and one pdftotext per file, RUNS (5) times each in turn, and prints the medians
# of user + system CPU and of the wall clock, and the ratio of the two CPU figures. With $JIZEN
# set, that program is measured; else the release build is made and taken.
set -euo pipefail
cd "$(dirname "$0")/../.."
sheets=${1:-200}
runs=${2:-5}
folder=${3:-}

if [ -z "${JIZEN:-}" ]; then sh .ci/build-release >/dev/null; fi
jizen=${JIZEN:-build/release/app/jizen}
work=$(mktemp -d "${TMPDIR:-/tmp}/jizen-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT

if [ -z "$folder" ]; then
  folder=build/bench-sheets/$sheets
  if [ ! -d "$folder" ]; then
    /usr/bin/python3 corpus/make/generate_sheets.py "$sheets" --seed 1 --out "$folder.part" >&2
    mv "$folder.part" "$folder"
  fi
fi
find "$folder" -name '*.pdf' | sort > "$work/files"
count=$(wc -l < "$work/files")
[ "$count" -gt 0 ] || { echo "no PDF in $folder" >&2; exit 2; }
pages=$(xargs -d '\n' -n 1 pdfinfo < "$work/files" 2>/dev/null | awk '/^Pages:/ {n += $2} END {print n}')

TIMEFORMAT='%U %S %R'
import_all() {
  rm -f "$work/jizen.db"*
  $jizen import --db "$work/jizen.db" --json --jobs "$1" - < "$work/files" > "$work/summary.json"
}
extract_all() {
  while IFS= read -r file; do pdftotext "$file" "$work/text"; done < "$work/files"
}
# Appends "cpu wall" of a command to a file.
measure() {
  local figures=$1
  shift
  { time "$@" 2>"$work/messages"; } 2> "$work/time"
  awk '{print $1 + $2, $3}' "$work/time" >> "$figures"
}
median() { sort -n -k "$2,$2" "$1" | awk -v c="$2" '{v[NR] = $c} END {print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2}'; }

import_all 1 2>/dev/null   # warms the file cache
for _ in $(seq "$runs"); do
  measure "$work/jizen-1" import_all 1
  measure "$work/jizen-n" import_all "$(nproc)"
  measure "$work/pdftotext" extract_all
done

echo "$count files, $pages pages, $runs runs, medians; $(nproc) cores"
printf '%-22s %9s %9s %13s\n' command "CPU s" "wall s" "ms CPU/page"
for name in jizen-1 jizen-n pdftotext; do
  cpu=$(median "$work/$name" 1)
  wall=$(median "$work/$name" 2)
  printf '%-22s %9.3f %9.3f %13.2f\n' "$name" "$cpu" "$wall" \
    "$(awk -v c="$cpu" -v p="$pages" 'BEGIN {print 1000 * c / p}')"
done
awk -v a="$(median "$work/jizen-1" 1)" -v b="$(median "$work/pdftotext" 1)" \
  'BEGIN {printf "CPU of jizen import (1 job) / pdftotext: %.2f\n", a / b}'
sed 's/,"results".*//' "$work/summary.json"
