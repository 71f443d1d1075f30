package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A repository and its programs write words to the terminal: colours, titles, a cursor that goes back over what
/// Wave has said, letters that turn the direction of reading. Whatever a person looks at, none of it arrives.
class HostileTextTest {
    private static final String ESCAPES =
            "\\033[31mred\\033]0;title\\007\\033[2A\\rover\\b\\b\\302\\233\\302\\205\\342\\200\\256rtl"
                    + "\\342\\201\\247\\342\\200\\250\\363\\240\\200\\201\\177";
    private static final String YAML = "\\e[31mred\\e]0;title\\a\\e[2A\\b\\u009b\\u202ertl\\u2067\\u2028\\x7f";

    @TempDir
    Path temp;

    private WaveInProcess wave;
    private final List<String> seen = new ArrayList<>();

    @BeforeEach
    void a_repository() throws Exception {
        wave = new WaveInProcess(temp)
                .file("say", "#!/bin/sh\nprintf '" + ESCAPES + "\\n'\n")
                .file("wave.yaml", """
                personas:
                  odd: {description: "X", prompt: "X", permissions: {allow: ["Bash(X)", "Write(X)"]}}
                adapters: {mine: {type: command, command: [sh, -c, "sh say >&2; sh say; sh say > .wave/out/t"]}}
                default_adapter: mine
                pipeline:
                  name: p
                  description: "X"
                  params: {word: {type: string, default: "X", description: "X"}}
                  steps:
                    - id: a
                      run: |
                        n=$(sh say | tr -d '/')
                        echo ok > "$n"; mkdir -p "d$n"; echo ok > "d$n/$n"; ln -s "$n" "l$n"
                        sh say; sh say >&2; sh say > .wave/out/r; echo x > ".wave/out/left$n"; echo x > ".wave/out/s.$n"
                        mkfifo "f$n"
                      deliverables: [r, s]
                    - {id: b, needs: [a], persona: odd, task: "X ${params.word}", deliverables: [{name: t, format: text}]}
                    - id: c
                      needs: [a]
                      run: "sh say; printf '{\\"%s\\": 1}' \\"$(sh say)\\" > .wave/out/j; exit 0"
                      deliverables: [{name: j, schema: {type: object, additionalProperties: false}}]
                      handover: {contract: {type: command, command: "sh say; false X", max_retries: 0}}
                    - {id: d, needs: [a], run: "sh say; exit 3", retry: {max: 0}, env: {K: "X"}}
                """.replace("X", YAML));
        wave.sh("echo odd > \"$(sh say | tr -d '/')\"");
    }

    @Test
    void nothing_of_it_reaches_a_terminal() throws Exception {
        look("validate");
        wave.committed();
        look("validate");
        look("plan");
        look("pipeline", "list");
        look("pipeline", "show", "p");
        look("persona", "list");
        look("persona", "show", "odd");
        look("run");
        look("trust");
        look("run", "-v");
        assertThat(seen.getLast()).contains("a  succeeded", "b  succeeded", "c  failed", "d  failed");
        look("run", "-v", "word=\u001b[31m");
        look("run", "--format", "ndjson");
        for (var view : List.of("show", "logs", "status", "artifacts", "diff", "plan")) {
            look(view);
            look(view, "-v");
        }
        look("diff", "--stat");
        look("report", "--transcripts", "-o", "-");
        for (var step : List.of("a", "b", "c", "d")) {
            look("why", step);
            look("logs", step);
        }
        look("apply");
        look("artifacts", "--export", temp.resolve("exported").toString());
        look("accept", "d", "--from", wave.root().toString());
        look("doctor");
        look("clean");
        look("run", "\u001b[31m");
        look("show", "\u001b[31m");
        look("lock");
        look("lock", "--check");
        wave.sh("sh say >> wave.yaml");
        look("validate");
        look("run");
        assertThat(String.join("", seen)).as("it was there").contains("red", "title", "over", "rtl");
    }

    private void look(String... words) throws Exception {
        var said = wave.wave(words);
        seen.add(said.all());
        said.all()
                .codePoints()
                .forEach(character -> assertThat(isHarmless(character))
                        .as("U+%04X of `wave %s` in: %s"
                                .formatted(character, String.join(" ", words), shown(said.all())))
                        .isTrue());
    }

    private static String shown(String text) {
        var shown = new StringBuilder();
        text.codePoints().forEach(c -> shown.append(isHarmless(c) ? Character.toString(c) : "<U+%04X>".formatted(c)));
        return shown.toString();
    }

    private static boolean isHarmless(int character) {
        return character == '\n'
                || switch (Character.getType(character)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SURROGATE,
                            Character.UNASSIGNED -> character == '\t';
                    default -> true;
                };
    }
}
