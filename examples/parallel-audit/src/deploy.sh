#!/bin/sh
# Copies the build to a server's folder. With --dry-run only says what it would do.
[ "$1" = --dry-run ] && dry=1 && shift
cd build
[ -n "$dry" ] && echo "would copy to $1" || cp -r . $1
