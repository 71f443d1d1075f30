package dev.wave.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wave.process.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The tabulator key, pressed in real shells in front of a real project.
class CompletionTest {
    private static final String PROJECT = """
            pipelines:
              release:
                description: "Writes what is new: all of it"
                params:
                  feature: {description: what to look at}
                  depth: {type: integer, enum: [1, 2], default: 1}
                  mood: {enum: [calm, "$(touch bad)", "a b"], default: calm}
                steps:
                  - {id: draft, run: "echo hi > .wave/out/note", deliverables: [note]}
                  - {id: print, run: "true"}
              other:
                steps: [{id: elsewhere, run: "true"}]
            personas: {scout: {prompt: Look., permissions: {allow: [Read]}}}
            """;

    private static final String PAGE = read("../docs/how-to/completion.md");

    @TempDir
    Path temp;

    private Path project;

    @BeforeEach
    void project() throws Exception {
        project = Files.createDirectories(temp.resolve("project"));
        Files.writeString(project.resolve("wave.yaml"), PROJECT);
        Files.createDirectories(project.resolve("folder"));
        Files.writeString(project.resolve("params.yaml"), "feature: x\n");
        var wave = Files.createDirectories(temp.resolve("bin")).resolve("wave");
        Files.writeString(wave, """
                #!/bin/sh
                exec '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto --enable-native-access=ALL-UNNAMED \
                    -cp '%s' dev.wave.cli.Main "$@"
                """.formatted(
                        Path.of(System.getProperty("java.home"), "bin/java"), System.getProperty("java.class.path")));
        assertThat(wave.toFile().setExecutable(true)).isTrue();
    }

    private static String read(String page) {
        try {
            return Files.readString(Path.of(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> said(String... command) throws Exception {
        var builder = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH", temp.resolve("bin") + ":" + System.getenv("PATH"),
                        "HOME", Files.createDirectories(temp.resolve("home")).toString(),
                        "WAVE_TRUST", "1",
                        "LC_ALL", "C.UTF-8",
                        "TERM", "xterm"));
        var process = builder.start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text.lines().toList();
    }

    /// A shell, and how it is asked what it would propose.
    enum Shell {
        BASH {
            @Override
            List<String> command(String line) {
                return List.of("bash", "--norc", "-c", """
                        source <(wave completion bash)
                        line=$1
                        IFS=$'\\n' read -r -d '' -a COMP_WORDS < <(
                          printf '%s' "$line" | sed -e 's/ *= */\\n=\\n/g' -e 's/ /\\n/g')
                        [[ $line == *= ]] || [[ $line == *' ' ]] && COMP_WORDS+=('')
                        [[ $line == *= ]] && unset "COMP_WORDS[${#COMP_WORDS[@]}-1]"
                        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                        _wave wave
                        printf '%s\\n' "${COMPREPLY[@]}"
                        """, "bash", line);
            }
        },
        ZSH {
            @Override
            List<String> command(String line) {
                return List.of("zsh", "-f", "-c", """
                        zmodload zsh/zpty
                        zpty shell zsh -f -i
                        send() { zpty -w shell "$1"; }
                        send 'PS1=; unsetopt zle_bracketed_paste 2>/dev/null; autoload -Uz compinit; compinit -u -D'
                        send 'source <(wave completion zsh)'
                        send 'compadd() { if [[ ${@[(I)-O|-A|-D]} -gt 0 ]]; then builtin compadd "$@"; return; fi
                          local -a __hits; builtin compadd -A __hits "$@"; local h; for h in $__hits; do print -r -- "HIT:$IPREFIX$h"; done }'
                        send "bindkey '^I' complete-word; zstyle ':completion:*' list-prompt ''"
                        send "finish() { compstate[insert]=; compstate[list]=; print -r -- END:; exit; }"
                        send 'compprefuncs=(); comppostfuncs=(finish)'
                        send 'print -r -- REA""DY:'
                        zpty -r shell got '*READY:'$'\\r''*'
                        zpty -w -n shell "$1"$'\\t'
                        zpty -r shell got '*END:*'
                        print -r -- "$got" | tr -d '\\r' | sed -n 's/^.*HIT://p'
                        """, "zsh", line);
            }
        },
        FISH {
            @Override
            List<String> command(String line) {
                return List.of(
                        "fish",
                        "--no-config",
                        "-c",
                        "wave completion fish | source; complete -C $argv[1] | string replace -r '\\t.*' ''",
                        line);
            }
        };

        abstract List<String> command(String line);

        String program() {
            return command("").getFirst();
        }

        /// What a shell that a person starts knows of `wave`, once the page's block for it was followed.
        List<String> knows(String block) {
            return switch (this) {
                case BASH ->
                    List.of("bash", "-c", "printf '%s' \"$1\" > ~/.bashrc; bash -ic 'complete -p wave'", "bash", block);
                case ZSH ->
                    List.of(
                            "zsh",
                            "-fc",
                            "printf 'autoload -Uz compinit; compinit -u -D\\n%s' \"$1\" > ~/.zshrc; zsh -ic 'print $_comps[wave]'",
                            "zsh",
                            block);
                case FISH ->
                    List.of(
                            "fish",
                            "-c",
                            "mkdir -p ~/.config/fish/completions; " + block + "\nfish -c 'complete -C \"wave pla\"'");
            };
        }
    }

    @ParameterizedTest
    @EnumSource(Shell.class)
    void a_shell_that_was_set_up_as_the_page_says_completes(Shell shell) throws Exception {
        assumeInstalled(shell);
        var fence = "```" + shell.program() + "\n";
        var block = PAGE.substring(PAGE.indexOf(fence) + fence.length());

        var known = said(shell.knows(block.substring(0, block.indexOf("```"))).toArray(String[]::new));

        assertThat(known.getLast().replaceFirst("\t.*", ""))
                .isEqualTo(
                        switch (shell) {
                            case BASH -> "complete -F _wave wave";
                            case ZSH -> "_wave";
                            case FISH -> "plan";
                        });
    }

    @Test
    void what_the_page_says_is_completed_is() throws Exception {
        Files.writeString(project.resolve("wave.yaml"), "params: {feature: {}}\nsteps: [{id: work, run: 'true'}]\n");
        var said =
                PAGE.lines().filter(line -> line.matches("wave .*⇥ +wave .*")).toList();
        assertThat(said).hasSize(2);
        for (var line : said) {
            var words = line.split("⇥ +", -1);
            assertThat(proposed(Shell.BASH, words[0]))
                    .as(line)
                    .containsExactly(words[1].substring(words[1].lastIndexOf(' ') + 1));
        }
    }

    private static void assumeInstalled(Shell shell) {
        assumeTrue(
                Programs.find(shell.program(), System.getenv("PATH"), Path.of("/"))
                        .isPresent(),
                shell.program() + " is not installed");
    }

    /// The proposals for the last word, whole words or what is to be added behind a `=`.
    private List<String> proposed(Shell shell, String line) throws Exception {
        assumeInstalled(shell);
        return said(shell.command(line).toArray(String[]::new)).stream()
                .filter(word -> !word.isEmpty())
                .map(word -> word.replaceFirst("^--[a-z-]+=(?=.)", ""))
                .map(word -> word.replaceFirst("/$", ""))
                .sorted()
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Shell.class)
    void names_of_all_kinds_are_completed(Shell shell) throws Exception {
        said(temp.resolve("bin/wave").toString(), "run", "release", "--feature=x");
        var run = said(temp.resolve("bin/wave").toString(), "status", "--format", "ndjson")
                .getFirst();
        var id = run.replaceFirst(".*\"run\":\"([0-9a-f]+)\".*", "$1");
        var expected = new TreeMap<String, List<String>>();
        expected.put("wave pla", List.of("plan"));
        expected.put("wave help reprod", List.of("reproducibility"));
        expected.put("wave completion ", List.of("bash", "fish", "zsh"));
        expected.put("wave run ", List.of("other", "release"));
        expected.put("wave run release --fe", List.of("--feature="));
        expected.put("wave run release --depth=", List.of("1", "2"));
        expected.put("wave run release --mood=", List.of("calm"));
        expected.put("wave run release --depth ", List.of("1", "2"));
        expected.put("wave run release --only ", List.of("draft", "print"));
        expected.put("wave run --sandbox=n", List.of("none"));
        expected.put("wave logs ", List.of("draft", "elsewhere", "print"));
        expected.put("wave logs --run ", List.of(id));
        expected.put("wave show ", List.of(id));
        expected.put("wave persona show sc", List.of("scout"));
        expected.put("wave plan --params=par", List.of("params.yaml"));
        expected.put("wave run -C fol", List.of("folder"));
        expected.put("wave nonsense ", List.of());

        var proposed = new TreeMap<String, List<String>>();
        for (var line : expected.keySet()) {
            proposed.put(line, proposed(shell, line));
        }

        assertThat(proposed).isEqualTo(expected);
        assertThat(project.resolve("bad")).doesNotExist();
    }
}
