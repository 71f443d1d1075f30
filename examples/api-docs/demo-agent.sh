#!/bin/sh
# A stand-in for an agent: documents the functions in src/api.sh. Its first answer forgets the summaries.
set -eu
task=$(cat)
file=$(printf '%s\n' "$task" | sed -n 's/.*write it to `\([^`]*\)`.*/\1/p' | head -n 1)
mkdir -p "${file%/*}"
{
  echo '{"title": "Notes API", "operations": ['
  separator=
  while IFS= read -r line; do
    case $line in
    '# GET '* | '# POST '*) summary=${line#*: } ;;
    *'() {'*)
      name=${line%%'('*}
      case $task in *"previous attempt was not accepted"*) ;; *) summary= ;; esac
      printf '%s  {"name": "%s", "summary": "%s"}' "$separator" "$name" "$summary"
      separator=',
'
      ;;
    esac
  done <src/api.sh
  echo
  echo ']}'
} >"$file"
echo "Documented the operations in src/api.sh."
