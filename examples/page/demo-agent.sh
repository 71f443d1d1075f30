#!/bin/sh
# A stand-in for an agent that knows nothing of Wave: it reads its task and does what the task says about handing over,
# which is to write each file that stands behind "write it to" with something in it.
set -eu
task=$(cat)
mkdir -p .wave/out
printf '%s\n' "$task" | sed -n 's/.*write it to `\([^`]*\)`.*/\1/p' | while IFS= read -r file; do
  case $file in
  *.json) echo '{"title": "Greeting API", "operations": [{"name": "greet", "summary": "Says hello to a name."}]}' ;;
  *) printf 'What was asked:\n\n%s\n' "$(printf '%s\n' "$task" | head -n 40)" ;;
  esac >"$file"
done
case $task in *"Implement the feature"*) echo 'greet() { echo "Hello, ${1:-world}!"; }' >greet.sh ;; esac
echo "Done."
