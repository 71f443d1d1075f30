# shellcheck shell=sh disable=SC2154
# Becomes the JVM that runs Wave, with an AOT cache that the first start makes in the background. Sourced by `wave` and by
# the `bin/wave` of a release, which set $jar, $lesson (a project to train with), and by find_jdk $jdk and $jdk_version.
# Reasons: docs/decisions/0001-launcher.md

# Identical for training and for use; who changes them changes `flavour`, which is part of the cache's name.
flavour=3
jvm() {
  export LC_ALL=C.UTF-8
  exec "$jdk/bin/java" -XX:+UseSerialGC -XX:NewSize=3m -XX:TieredStopAtLevel=1 -XX:-UsePerfData \
    -XX:CompileCommand=quiet -XX:CompileCommand=exclude,jdk.internal.classfile.impl.StackMapGenerator::processBlock \
    -Djdk.console=java.base -Djava.locale.providers=SPI -Xlog:disable -Xlog:all=error:stderr --enable-native-access=ALL-UNNAMED "$@"
}

# Fills the folder $1 from a copy of the jar: first the copy, so that a later build cannot pull it from under a run.
adopt() (
  umask 077
  mkdir -p "$cache" || exit
  cp "$jar" "$cache/new.$$" || exit
  if command -v sha256sum >/dev/null; then sum=$(sha256sum <"$cache/new.$$"); else sum=$(shasum -a 256 <"$cache/new.$$"); fi
  # A build that is being replaced this moment: run it, keep nothing.
  if [ "${sum%% *}" != "$hash" ] || ! { mkdir -p "$1" && mv "$cache/new.$$" "$1/wave.jar"; }; then
    rm -f "$cache/new.$$"
    exit 1
  fi
)

# Makes the AOT cache of the folder $1 by watching dev.wave.cli.Training. Nobody waits for it; of two at once, one gives up.
train() {
  classroom=$1/training
  mkdir "$classroom" 2>/dev/null ||
    { [ -n "$(find "$classroom" -prune -mmin +10)" ] && rm -rf "$classroom" "$1/lesson.git" && mkdir "$classroom"; } || return
  cp -R "$lesson/." "$classroom"
  cd "$classroom" || return
  git init -q && git add -A && git -c user.name=wave -c user.email=wave@localhost -c commit.gpgsign=false commit -q -m lesson && mv .git "$1/lesson.git"
  # Another Java may not know the options that are for this one's training.
  if (jvm -XX:+IgnoreUnrecognizedVMOptions -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining \
    -XX:AOTCacheOutput="$1/new.aot" -cp "$1/wave.jar" dev.wave.cli.Training "$classroom") && [ -s "$1/new.aot" ]; then
    mv "$1/new.aot" "$1/wave.aot"
  else
    : >"$1/no-aot"
  fi
  cd "$cache" || return
  chmod -R u+w "$classroom"
  rm -rf "$classroom" "$1/lesson.git" "$1"/new.aot*
  # shellcheck disable=SC2012
  ls -1td -- */ | tail -n +5 | while IFS= read -r old; do rm -rf "./$old"; done
}

# start ARGUMENT…
start() {
  read -r hash <"$jar.sha256" || die "Wave is incomplete: $jar.sha256 is missing or empty. Build or unpack it again."

  cache=${XDG_CACHE_HOME:-${HOME:+$HOME/.cache}}
  case ${cache}:${WAVE_AOT-} in
  /*:off | [!/]* | :*) jvm -cp "$jar" dev.wave.cli.Main "$@" ;;
  esac
  cache=$cache/wave/aot
  ready=$cache/$hash-$jdk_version-$flavour
  if [ ! -e "$ready/wave.aot" ]; then
    [ -e "$ready/wave.jar" ] || adopt "$ready" 2>/dev/null || jvm -cp "$jar" dev.wave.cli.Main "$@"
    if [ ! -e "$ready/no-aot" ]; then
      (train "$ready" </dev/null >/dev/null 2>&1 &)
    fi
    jvm -cp "$ready/wave.jar" dev.wave.cli.Main "$@"
  fi
  jvm -XX:AOTCache="$ready/wave.aot" -cp "$ready/wave.jar" dev.wave.cli.Main "$@"
}
