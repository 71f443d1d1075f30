#!/bin/sh
# Copies a folder to another place.
target=$2
rm -rf $target
cp -r "$1" "$target"
