# shellcheck shell=sh disable=SC2034
# Finds Java 25 or newer without starting it. Sourced by `wave` and `mvnw`; plain POSIX sh, no other program in the usual case.
#
#   find_jdk java|javac [BUNDLED]
#
# sets `jdk` (its folder) and `jdk_version` (as it names itself), or fails and sets `jdk_problem` to one sentence.
# The order: $WAVE_JAVA (a folder or a java program; nothing else is tried), BUNDLED, $JAVA_HOME, the `java` on $PATH,
# then the usual folders of this system: there a 25, which Wave is built and tested with, wins over a newer one.

# Is the folder $2 a Java that Wave can use, and does it have the program $1? Reads its `release` file.
jdk_look() {
  jdk_found_version='' jdk_found_rank=0
  [ -x "$2/bin/$1" ] && [ -r "$2/release" ] || return 1
  while IFS='=' read -r jdk_key jdk_value; do
    jdk_value=${jdk_value#\"}
    jdk_value=${jdk_value%\"}
    case $jdk_key in
    JAVA_RUNTIME_VERSION) jdk_found_version=$jdk_value ;;
    JAVA_VERSION)
      : "${jdk_found_version:=$jdk_value}"
      jdk_rank "$jdk_value"
      break
      ;;
    esac
  done <"$2/release"
  case $jdk_found_version in */*) return 1 ;; esac
  [ "$jdk_found_rank" -ge 25000000 ]
}

# 25.0.3 -> 25000003
jdk_rank() {
  jdk_numbers=${1%%[!0-9.]*}
  jdk_old_ifs=$IFS
  IFS=.
  # shellcheck disable=SC2086
  set -- $jdk_numbers
  IFS=$jdk_old_ifs
  jdk_found_rank=$((${1:-0} * 1000000 + ${2:-0} * 1000 + ${3:-0}))
}

jdk_take() {
  jdk_look "$1" "$2" || return 1
  jdk=$2 jdk_version=$jdk_found_version
}

# /usr/bin/java -> the folder above the bin that the link finally leads to
jdk_of_program() {
  jdk_program=$1
  [ ! -L "$jdk_program" ] || jdk_program=$(readlink -f "$jdk_program") || return 1
  jdk_folder=${jdk_program%/*}
  jdk_folder=${jdk_folder%/*}
}

find_jdk() {
  jdk='' jdk_version='' jdk_problem=''
  if [ "${OS-}" = Windows_NT ]; then
    jdk_problem="Wave runs on Linux and macOS, not on Windows itself: use it inside WSL."
    return 1
  fi
  if [ -n "${WAVE_JAVA-}" ]; then
    jdk_folder=$WAVE_JAVA
    [ -d "$WAVE_JAVA" ] || jdk_of_program "$WAVE_JAVA" || :
    jdk_take "$1" "$jdk_folder" && return
    jdk_problem="WAVE_JAVA is $WAVE_JAVA, which is not a Java 25 or newer with the program $1: set it to the folder of one, or unset it to have one looked for."
    return 1
  fi
  [ -n "${2-}" ] && jdk_take "$1" "$2" && return
  [ -n "${JAVA_HOME-}" ] && jdk_take "$1" "$JAVA_HOME" && return
  jdk_program=$(command -v java) && jdk_of_program "$jdk_program" && jdk_take "$1" "$jdk_folder" && return

  jdk_best=0
  for jdk_folder in /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/java/* /opt/java/* /opt/*jdk* /opt/jdk/* \
    "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/* "${HOME-}"/.local/share/mise/installs/java/* \
    "${HOME-}"/.asdf/installs/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    jdk_look "$1" "$jdk_folder" || continue
    [ "$jdk_found_rank" -ge 26000000 ] || jdk_found_rank=$((jdk_found_rank + 1000000000))
    if [ "$jdk_found_rank" -gt "$jdk_best" ]; then
      jdk_best=$jdk_found_rank jdk=$jdk_folder jdk_version=$jdk_found_version
    fi
  done
  [ -n "$jdk" ] && return
  jdk_problem="Java 25 or newer was not found on this machine: install a JDK 25 (for example Eclipse Temurin), or set WAVE_JAVA to the folder of one."
  return 1
}
