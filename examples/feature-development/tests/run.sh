#!/bin/sh
# Runs every tests/*.test.sh in a folder of its own and says what failed. Exits with 1 if anything did.
cd "$(dirname "$0")/.." || exit 2
failed=0
count=0
for test in tests/*.test.sh; do
  count=$((count + 1))
  folder=$(mktemp -d) || exit 2
  if output=$(NOTES_FILE="$folder/notes.txt" sh "$test" 2>&1); then
    echo "ok   $test"
  else
    failed=$((failed + 1))
    echo "FAIL $test"
    printf '%s\n' "$output" | sed 's/^/     /'
  fi
  rm -rf "$folder"
done
echo "$count tests, $failed failed"
[ "$failed" -eq 0 ]
