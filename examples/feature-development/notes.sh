#!/bin/sh
# Keeps one-line notes in a file.
#   notes.sh add TEXT    notes.sh list
# Every file in src/ is a part; each may define a function `before` that can refuse a command.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
file=${NOTES_FILE:-notes.txt}

before() { :; }
for part in "$here"/src/*.sh; do
  . "$part"
done

before "$@"
case ${1-} in
add) add_note "$2" "$file" ;;
list) list_notes "$file" ;;
*)
  echo "usage: notes.sh add TEXT | list" >&2
  exit 2
  ;;
esac
