#compdef wave
# Completion of Wave's command lines for zsh. To have it in every shell, either put this into ~/.zshrc, after compinit:
#   source <(wave completion zsh)
# or write it to a file `_wave` in a folder of $fpath.

_wave() {
  local line value about
  local -a closed open
  for line in "${(@f)$("$words[1]" complete "${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
    value=${line%%$'\t'*}
    about=${line#*$'\t'}
    case $value in
    '') ;;
    :files) compset -P '--*='; _files; return ;;
    :folders) compset -P '--*='; _files -/; return ;;
    *=) open+=("${value//:/\\:}:$about") ;;
    *) closed+=("${value//:/\\:}:$about") ;;
    esac
  done
  (( $#closed )) && _describe -V wave closed
  (( $#open )) && _describe -V wave open -S ''
  return 0
}

if [[ ${funcstack[1]-} == _wave ]]; then
  _wave "$@"
else
  compdef _wave wave
fi
