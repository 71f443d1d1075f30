#!/usr/bin/env bash
# Makes the AOT cache lib/wave.jsa of an unpacked release that has its jre, as nearly the same each time as Java allows.
#
#   release/aot.sh [--learn] JDK RELEASE SCRATCH
#
# A cache that Java makes by watching a run (JEP 483, 514) differs each time, by what threads happened to do first. So the
# classes and lambdas that are used are listed in classes.txt, which --learn writes anew by watching; and what to link in
# each class is everything else it mentions (ClassList.java). What the list does not know yet is loaded from the jar. Java then still writes its uptime into the cache;
# SteadyArchive.java finds where, and puts zeros there.
set -euo pipefail
learn=false
[[ $1 != --learn ]] || { learn=true && shift; }
jdk=$1 release=$2 scratch=$3
here=$(cd "$(dirname "$0")" && pwd -P)

# The flags of start.sh, which a cache is bound to.
java=("$release/jre/bin/java" -XX:+UseSerialGC -XX:NewSize=3m -XX:TieredStopAtLevel=1 -XX:-UsePerfData
  -XX:CompileCommand=quiet -XX:CompileCommand=exclude,jdk.internal.classfile.impl.StackMapGenerator::processBlock
  -Djdk.console=java.base -Djava.locale.providers=SPI -Xlog:disable -Xlog:all=error:stderr --enable-native-access=ALL-UNNAMED)
export LC_ALL=C.UTF-8

if $learn; then
  lesson=$scratch/lesson
  cp -R "$release/lib/training" "$lesson"
  (
    cd "$lesson"
    git init -q
    git add -A
    git -c user.name=wave -c user.email=wave@localhost -c commit.gpgsign=false commit -q -m lesson
    mv .git "$scratch/lesson.git"
  )
  "${java[@]}" -Xshare:off -XX:DumpLoadedClassList="$scratch/loaded" -cp "$release/lib/wave.jar" \
    dev.wave.cli.Training "$lesson"
  {
    grep -v -e '^#' -e '^@' -e '[$]\$Lambda' "$scratch/loaded" | sed 's/ id: .*//'
    sed -n 's/^@lambda-proxy \([^ ]* [^ ]* [^ ]*\) .*/\1/p' "$scratch/loaded"
  } | grep -v '^dev/wave/cli/Training' | LC_ALL=C sort -u >"$here/classes.txt"
fi

"$jdk/bin/java" "$here/ClassList.java" "$release/jre" "$release/lib/wave.jar" "$here/classes.txt" >"$scratch/classes"
# The class path is written into the cache as it is given here, and may begin otherwise when the cache is used.
for round in 1 2; do
  (cd "$release" && "${java[@]}" -Xlog:disable -Xshare:dump -XX:+AOTClassLinking -XX:SharedClassListFile="$scratch/classes" \
    -XX:SharedArchiveFile="$scratch/wave.$round.jsa" -cp lib/wave.jar)
done
"$jdk/bin/java" "$here/SteadyArchive.java" "$scratch/wave.1.jsa" "$scratch/wave.2.jsa" "$release/lib/wave.jsa"
