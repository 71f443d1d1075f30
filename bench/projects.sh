# shellcheck shell=bash
# The projects that bench/run measures. Sourced; each function writes one project into the folder $1.

# $2 steps in rows of ten; each depends on two of the row before.
layered_project() {
  mkdir -p "$1"
  awk -v steps="$2" 'BEGIN {
    print "default_adapter: answers\nadapters: {answers: {type: scripted, script: answers.yaml}}"
    print "pipeline:\n  name: layered\n  max_parallel: 64\n  steps:"
    for (i = 0; i < steps; i++) {
      printf "    - id: s%d\n      persona: navigator\n      task: \"Look at part %d and say what is there\"\n", i, i
      printf "      workspace: empty\n      artifacts: [a%d]\n", i
      row = int(i / 10)
      if (row > 0) printf "      dependencies: [s%d, s%d]\n", (row - 1) * 10 + i % 10, (row - 1) * 10 + (i + 1) % 10
    }
  }' >"$1/wave.yaml"
  answers "$1"
}

# $2 steps without dependences, $3 of them at once.
parallel_project() {
  mkdir -p "$1"
  awk -v steps="$2" -v at_once="$3" 'BEGIN {
    print "default_adapter: answers\nadapters: {answers: {type: scripted, script: answers.yaml}}"
    printf "pipeline:\n  name: parallel\n  max_parallel: %d\n  steps:\n", at_once
    for (i = 0; i < steps; i++)
      printf "    - {id: s%d, task: \"Part %d\", workspace: empty}\n", i, i
  }' >"$1/wave.yaml"
  answers "$1"
}

# $2 programs, one after another, that do nothing; or the one that $3 names.
command_project() {
  mkdir -p "$1"
  awk -v steps="$2" -v program="${3:-[\"true\"]}" 'BEGIN {
    print "pipeline:\n  name: commands\n  max_parallel: 1\n  steps:"
    for (i = 0; i < steps; i++) printf "    - {id: s%d, run: %s, workspace: empty}\n", i, program
  }' >"$1/wave.yaml"
}

# A git repository and $2 steps of an agent that is a script, one after another: it says when it began, changes a
# file, and says when it ended.
agent_project() {
  mkdir -p "$1"
  (
    cd "$1" || exit
    git init -q
    cat >agent.sh <<'SH'
echo "began $(date +%s%N)"
cat >/dev/null
echo "changed by $WAVE_STEP" >>notes.txt
echo "ended $(date +%s%N)"
SH
    awk -v steps="$2" 'BEGIN {
      print "default_adapter: agent\nadapters: {agent: {type: command, command: [sh, ./agent.sh]}}"
      print "pipeline:\n  name: agents\n  max_parallel: 1\n  steps:"
      for (i = 0; i < steps; i++)
        printf "    - {id: s%d, persona: craftsman, task: \"Part %d\"%s}\n", i, i, i ? ", dependencies: [s" i - 1 "]" : ""
    }' >wave.yaml
    git add -A
    git -c user.name=bench -c user.email=bench@localhost commit -q -m base
  )
}

# Every step ends at once, with a short text for an answer.
answers() {
  printf 'default: {say: done}\n' >"$1/answers.yaml"
}

# A git repository of $2 files and one step that says when it began, changes one file, and says when it ended.
repository_project() {
  mkdir -p "$1"
  (
    cd "$1" || exit
    git init -q
    awk -v files="$2" 'BEGIN {
      for (i = 0; i < files; i++) {
        folder = sprintf("src/d%d/d%d", i % 50, int(i / 50) % 20)
        if (!(folder in made)) { system("mkdir -p " folder); made[folder] = 1 }
        file = folder "/f" i ".txt"
        for (line = 0; line < 20; line++) print "file " i " line " line > file
        close(file)
      }
    }'
    cat >wave.yaml <<'YAML'
pipeline:
  name: touch
  steps:
    - id: touch
      run: "date +%s%N >.wave/out/began; echo changed >>src/d0/d0/f0.txt; date +%s%N >.wave/out/ended"
      artifacts: [began, ended]
YAML
    git add -A
    git -c user.name=bench -c user.email=bench@localhost commit -q -m base
  )
}

# A copy of the files below $1 that git knows in $2, committed in a repository of its own.
cloned() {
  mkdir -p "$2"
  git ls-files -z -- "$1" | while IFS= read -r -d '' file; do
    mkdir -p "$2/$(dirname "${file#"$1"}")"
    cp -a "$file" "$2/${file#"$1"}"
  done
  git -C "$2" init -q
  git -C "$2" add -A
  git -C "$2" -c user.name=A -c user.email=a@example.org commit -q -m begin
}
