# The notes themselves: one a line, numbered when they are listed.

add_note() { # TEXT FILE
  printf '%s\n' "$1" >>"$2"
}

list_notes() { # FILE
  number=0
  [ -e "$1" ] || return 0
  while IFS= read -r note; do
    number=$((number + 1))
    printf '%s. %s\n' "$number" "$note"
  done <"$1"
}
