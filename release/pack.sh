#!/usr/bin/env bash
# Packs a built Wave for people who do not build it. Called by `./mvnw -Prelease package`; what it makes and how to check it:
# docs/how-to/install.md. The same input gives the same bytes, but for the cache.
#
#   release/pack.sh VERSION JAR SBOM FOLDER
#
# fills FOLDER with wave-VERSION.tar.gz (for any machine with a Java 25), wave-VERSION-PLATFORM.tar.gz (brings its own Java and
# an AOT cache), wave-VERSION.cdx.json (what is in them) and SHA256SUMS.
set -euo pipefail
umask 022
export LC_ALL=C TZ=UTC SOURCE_DATE_EPOCH=1767225600 # project.build.outputTimestamp
version=$1 jar=$(realpath "$2") sbom=$(realpath "$3") folder=$4
project=$(cd "$(dirname "$0")/.." && pwd -P)
mkdir -p "$folder"
folder=$(cd "$folder" && pwd -P)

. "$project/.mvn/find-jdk.sh"
find_jdk jlink || { echo "$jdk_problem" >&2 && exit 1; }
work=$(mktemp -d "$folder/work.XXXXXX")
trap 'rm -rf "$work"' EXIT

# What the program is made of, without the comfort: no Java, no AOT cache.
tree() {
  mkdir -p "$1/bin" "$1/lib"
  install -m 755 "$project/wave-cli/src/main/sh/wave" "$1/bin/wave"
  install -m 644 "$project/wave-cli/src/main/sh/start.sh" "$project/.mvn/find-jdk.sh" "$jar" "$1/lib"
  install -m 644 "$sbom" "$1/lib/wave.cdx.json"
  sha256sum <"$jar" | cut -d ' ' -f 1 >"$1/lib/wave.jar.sha256"
  cp -R "$project/wave-cli/src/main/training" "$1/lib/training"
  install -m 644 "$project/LICENSE" "$project/CHANGELOG.md" "$1"
  install -m 644 "$project/release/README.txt" "$1/README.txt"
  find "$1" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
}

# pack FOLDER: a tar that says nothing about who made it, where or when
pack() {
  find "$work/$1" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
  tar -C "$work" --sort=name --format=ustar --owner=0 --group=0 --numeric-owner --mode=u+rw,go=rX -cf - "$1" |
    gzip -9n >"$folder/$1.tar.gz"
}

plain=wave-$version
tree "$work/$plain"
pack "$plain"

case $(uname -s)-$(uname -m) in
Linux-x86_64) platform=linux-x64 ;;
Linux-aarch64) platform=linux-aarch64 ;;
Darwin-x86_64) platform=macos-x64 ;;
Darwin-arm64) platform=macos-aarch64 ;;
*) echo "no release is packed for $(uname -s) on $(uname -m)" >&2 && exit 1 ;;
esac
own=wave-$version-$platform
tree "$work/$own"
"$jdk/bin/jlink" --output "$work/$own/jre" --add-modules java.logging,java.net.http,java.sql,java.xml,jdk.unsupported \
  --vm server --strip-debug --no-header-files --no-man-pages
# A cache belongs to the time stamps of its jar and of the Java.
find "$work/$own/jre" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
"$project/release/aot.sh" "$jdk" "$work/$own" "$work"
pack "$own"

install -m 644 "$sbom" "$folder/wave-$version.cdx.json"
(cd "$folder" && sha256sum -- *.tar.gz *.cdx.json >SHA256SUMS)
