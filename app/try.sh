#!/bin/sh
# From a bare Debian 12 to the first sheets as data, in one command:
#
#   sh app/try.sh
#
# Installs the packages of .ci/packages that are missing (as root, or through sudo), builds,
# loads the two real sheets of corpus/ into a new database below build/try and shows what
# can be done with it. Run it again as often as you like: it only takes less time.
set -eu
cd "$(dirname "$0")/.."

sh .ci/build-release

jizen=build/release/app/jizen
out=build/try
rm -rf "$out"
mkdir -p "$out"
JIZEN_DB=$out/jizen.db
export JIZEN_DB

# Prints a command as one would type it, then runs it.
try() {
  printf '\n$ %s\n' "$*"
  "$@"
}

try $jizen import corpus/samples-slides
try $jizen list
try $jizen show tochigi-r01 > "$out/show.txt"
head -n 40 "$out/show.txt"
echo "... ($(wc -l < "$out/show.txt") lines)"
try $jizen export --format json --out "$out/json"
ls -l "$out/json"

cat <<END

It works. Next:
  export PATH="$PWD/build/release/app:\$PATH"
  jizen import FOLDER              your own sheets (PDF or text), into jizen.db
  jizen list                       what is there, and what needs a look
  jizen export --format json --out OUT
  jizen --help                     everything else
END
