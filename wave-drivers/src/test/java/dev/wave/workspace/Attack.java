package dev.wave.workspace;

/// What a hostile step tries against the machine it runs on, as shell scripts that end well if it works.
///
/// `$HOME_FOLDER`, `$KEY`, `$TARGET`, `$PROJECT`, `$STATE`, `$SOCKET`, `$ABSTRACT` and `$PORT` are those of an
/// [AttackScene].
enum Attack {
    READ_THE_HOME("", "ls -A $HOME_FOLDER | grep -q ssh"),
    READ_A_KEY("", "cat $KEY"),
    READ_A_KEY_THROUGH_A_LINK("", "ln -sfn $KEY .wave/out/stolen && cat .wave/out/stolen"),
    READ_A_KEY_THROUGH_A_LINKED_FOLDER("", "ln -sfn $HOME_FOLDER .wave/out/h && cat .wave/out/h/.ssh/id_ed25519"),
    READ_THE_PROJECT("", "cat $PROJECT/ignored.env"),
    READ_THE_STORE("", "cat $STATE/HEAD"),
    READ_ENVIRONMENTS("", "cat /proc/[0-9]*/environ 2>/dev/null | tr '\\0' '\\n' | grep -q '[v]alue-4711'"),
    READ_COMMAND_LINES("", "cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' '\\n' | grep -q '[4]711471'"),
    WRITE_LIKE_A_TOOL("python3", "python3 -c \"import os; os.write(os.open('$TARGET/tool', 65), b'x')\""),
    WRITE_BY_REDIRECT("", "echo x > $TARGET/redirect"),
    WRITE_BY_A_FLAG_OF_GIT("", "git log --output=$TARGET/log"),
    WRITE_BY_AN_INTERPRETER("python3", "python3 -c \"open('$TARGET/python', 'w').write('x')\""),
    WRITE_THROUGH_A_LINK("", "ln -sfn $TARGET .wave/out/l && echo x > .wave/out/l/link"),
    WRITE_TO_THE_PROJECT("", "echo x > $PROJECT/.git/hooks/post-checkout"),
    REMOVE("", "rm $TARGET/victim"),
    RENAME("", "mv $TARGET/victim $TARGET/renamed"),
    GROW_THE_STORE_BY_A_FILE("", "d=$(cat .git/objects/info/alternates); touch $d/grown && rm $d/grown"),
    GROW_THE_STORE_THROUGH_A_SHARED_FILE(
            "",
            "f=$(find $(cat .git/objects/info/alternates) -type f | head -1); test -f $f && chmod u+w $f && : >> $f"),
    GROW_THE_STORE_BY_A_HARD_LINK(
            "",
            "f=$(find $(cat .git/objects/info/alternates) -type f | head -1); d=$(dirname $f);"
                    + " ln $f $d/again && rm -f $d/again"),
    CONNECT_TO_A_SOCKET("python3", "python3 -c \"import socket; socket.socket(socket.AF_UNIX).connect('$SOCKET')\""),
    CONNECT_TO_AN_ABSTRACT_SOCKET(
            "python3", "python3 -c \"import socket; socket.socket(socket.AF_UNIX).connect('\\\\0$ABSTRACT')\""),
    CONNECT_TO_A_PORT("python3", "python3 -c \"import socket; socket.create_connection(('127.0.0.1', $PORT), 5)\""),
    CONNECT_TO_A_PORT_BY_NAME(
            "python3", "python3 -c \"import socket; socket.create_connection(('localhost', $PORT), 5)\"");

    private final String needs;
    private final String script;

    /// @param needs a program that the script uses besides those that every machine has; may be empty
    Attack(String needs, String script) {
        this.needs = needs;
        this.script = script;
    }

    String needs() {
        return needs;
    }

    String script() {
        return script;
    }
}
