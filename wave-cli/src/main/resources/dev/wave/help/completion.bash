# Completion of Wave's command lines for bash. To have it in every shell, put this into ~/.bashrc:
#   source <(wave completion bash)

_wave() {
  local at word current line value head='' joined=0
  local -a words=()

  # Bash takes `--name=value` apart; Wave is asked about whole words.
  for ((at = 1; at <= COMP_CWORD; at++)); do
    word=${COMP_WORDS[at]}
    if [[ ${#words[@]} -gt 0 && ($word == [=:]* || $joined -eq 1) && $COMP_WORDBREAKS == *=* ]]; then
      words[${#words[@]} - 1]+=$word
    else
      words+=("$word")
    fi
    if [[ $word == *[=:] && $COMP_WORDBREAKS == *=* ]]; then joined=1; else joined=0; fi
  done
  current=${words[${#words[@]} - 1]}
  # What stands before the last break is on the command line already.
  [[ $COMP_WORDBREAKS == *=* && $current == *[=:]* ]] && head=${current%"${current##*[=:]}"}

  COMPREPLY=()
  while IFS= read -r line; do
    value=${line%%$'\t'*}
    case $value in
    :files | :folders)
      compopt -o filenames 2>/dev/null
      local kind=-f
      [[ $value == :folders ]] && kind=-d
      while IFS= read -r value; do COMPREPLY+=("$value"); done < <(compgen "$kind" -- "${current#*=}")
      ;;
    *)
      COMPREPLY+=("${value#"$head"}")
      [[ $value == *= ]] && compopt -o nospace 2>/dev/null
      ;;
    esac
  done < <("$1" complete "${words[@]}" 2>/dev/null)
}

complete -F _wave wave
