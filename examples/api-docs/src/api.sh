# The API of a small service, one function an operation.

# GET /health: says whether the service is up.
health() { echo ok; }

# GET /notes: lists the notes.
notes() { cat "${NOTES:-/dev/null}"; }

# POST /notes: adds a note.
add() { printf '%s\n' "$1" >>"$NOTES"; }
