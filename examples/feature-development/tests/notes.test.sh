set -eu
sh notes.sh add "buy milk"
sh notes.sh add "call home"
listed=$(sh notes.sh list)
expected="1. buy milk
2. call home"
[ "$listed" = "$expected" ] || {
  echo "expected: $expected"
  echo "listed:   $listed"
  exit 1
}
