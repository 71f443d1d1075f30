#!/bin/sh
# A stand-in for an agent: reads its task on standard input, edits files, prints what it did. It knows this code base,
# and of Wave only what the task says. Its first try at a feature is wrong, as first tries are.
set -eu
task=$(cat)
says() { case $task in *"$1"*) return 0 ;; *) return 1 ;; esac; }

analyze() {
  feature=$(printf '%s\n' "$task" | sed -n 's/.*Analyze the codebase for implementing \(.*\)$/\1/p' | head -n 1)
  mkdir -p .wave/out
  {
    echo "# Where $feature belongs"
    echo
    echo "feature: $feature"
    echo
    echo "- \`notes.sh\` reads every file in \`src/\` and calls \`before\` before each command."
    echo "- Parts today: $(ls src | tr '\n' ' ')"
    echo "- Tests are \`tests/*.test.sh\`, run by \`tests/run.sh\`."
    echo "- So: a new part \`src/$(slug "$feature").sh\` that defines \`before\`, and a test of its own."
  } >.wave/out/codebase-scan
  echo "Analysed $(ls src tests | wc -l | tr -d ' ') files; the feature is a new part in src/."
}

slug() { printf '%s' "$1" | tr 'A-Z' 'a-z' | tr -cs 'a-z0-9' '-' | sed 's/^-*//; s/-*$//'; }

implement() {
  feature=$(sed -n 's/^feature: //p' .wave/in/codebase-scan*)
  name=$(slug "$feature")
  variable=$(printf '%s' "$name" | tr 'a-z-' 'A-Z_')
  wanted=secret
  says "previous attempt was not accepted" || wanted=secrets # the mistake of the first try
  {
    echo "# $feature: commands need the right \$NOTES_$variable once a file \`$name\` with it lies beside the notes."
    echo
    echo "before() {"
    echo "  [ -e \"\$(dirname \"\$file\")/$name\" ] || return 0"
    echo "  [ \"\${NOTES_$variable-}\" = \"\$(cat \"\$(dirname \"\$file\")/$name\")\" ] || {"
    echo "    echo \"notes.sh: $feature required\" >&2"
    echo "    exit 3"
    echo "  }"
    echo "}"
  } >"src/$name.sh"
  {
    echo "set -eu"
    echo "echo secret >\"\$(dirname \"\$NOTES_FILE\")/$name\""
    echo "! sh notes.sh list 2>/dev/null || { echo \"let in without $feature\"; exit 1; }"
    echo "NOTES_$variable=$wanted sh notes.sh add \"let me in\""
    echo "[ \"\$(NOTES_$variable=$wanted sh notes.sh list)\" = \"1. let me in\" ]"
  } >"tests/$name.test.sh"
  mkdir -p .wave/out
  echo "src/$name.sh" >.wave/out/implementation.paths
  echo "tests/$name.test.sh" >.wave/out/tests.paths
  echo "Implemented $feature in src/$name.sh, with a test."
}

if says "Analyze the codebase"; then
  analyze
elif says "Implement the feature"; then
  implement
else
  echo "I do not know how to do this." >&2
  exit 1
fi
