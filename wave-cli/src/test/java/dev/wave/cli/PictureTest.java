package dev.wave.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `docs/images/run.svg` is what a terminal shows of a run. `WAVE_GOLDEN=write` in the environment writes it
/// anew instead of comparing; look at it before committing it.
class PictureTest {
    private static final Path FILE = Path.of("").toAbsolutePath().resolveSibling("docs/images/run.svg");
    private static final int COLUMNS = 96;

    private static final String PROJECT = """
            default_adapter: demo
            adapters: {demo: {type: scripted, script: agent.sh}}
            pipeline:
              name: feature-development
              steps:
                - {id: analyze, persona: navigator, task: "Look", artifacts: [{name: codebase-scan, format: markdown}]}
                - id: implement
                  persona: craftsman
                  dependencies: [analyze]
                  task: "Build it"
                  deliverables: [{name: implementation, format: any}]
                  handover: {contract: {type: command, command: "sh tests/run.sh"}}
                - {id: document, persona: documenter, dependencies: [analyze], task: "Tell", deliverables: [{name: guide, format: markdown}]}
                - {id: review, persona: auditor, dependencies: [implement, document], task: "Judge", deliverables: [{name: verdict, format: markdown}]}
                - {id: release-notes, persona: summarizer, dependencies: [review], task: "Sum up", deliverables: [{name: notes, format: markdown}]}
            """;

    /// Both steps in the middle hang, or do not.
    private static final String SCRIPT = """
            steps:
              analyze:
                tools: [{name: Grep, summary: "login|session src"}]
                outputs: {codebase-scan.md: "# Where a login would go\\n"}
                usage: {input: 11900, output: 500, calls: 4, cost: 0.09}
              implement:
                - write: {src/login.sh: "login() { :; }\\n", tests/run.sh: "echo 'wrong password: expected 1, found 0'; exit 1\\n"}
                  paths: {implementation: [src/login.sh]}
                  usage: {input: 38600, output: 2900, calls: 9, cost: 0.31}
                - tools: [{name: Edit, summary: src/login.sh}]
                  write: {src/login.sh: "login() { test \\"$1\\"; }\\n", tests/run.sh: "exit 0\\n"}
                  paths: {implementation: [src/login.sh, tests/run.sh]}
                  usage: {input: 45200, output: 3400, calls: 11, cost: 0.40}
                  HANG
              document:
                tools: [{name: Write, summary: docs/login.md}]
                outputs: {guide.md: "# Logging in\\n"}
                usage: {input: 9100, output: 800, calls: 3, cost: 0.07}
                HANG
              review: {outputs: {verdict.md: "Good.\\n"}, usage: {input: 20100, output: 700, calls: 2, cost: 0.14}}
              release-notes: {outputs: {notes.md: "- You can log in.\\n"}, usage: {input: 5200, output: 200, calls: 1, cost: 0.03}}
            """;

    private static final List<String> STEPS = List.of("analyze", "implement", "document", "review", "release-notes");

    private static final Pattern TIME = Pattern.compile("( *)(\\d+ m \\d\\d s|\\d+\\.\\d s|\\d+ s)(?![a-z])");

    @TempDir
    Path temp;

    @Test
    void the_picture_is_what_a_terminal_shows() throws Exception {
        Tmux.assumeInstalled();
        var picture = new Picture(COLUMNS);
        picture.screen(fixed(whileItRuns(), "41 s", "1 m 34 s", "53 s", "53 s"));
        picture.screen(fixed(atItsEnd(), "41 s", "3 m 02 s", "58 s", "38 s", "9 s", "4 m 31 s"));

        var svg = picture.svg("A run of Wave on a terminal: while it goes on, and at its end");
        if ("write".equals(System.getenv("WAVE_GOLDEN"))) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, svg);
        }
        assertThat(svg).isEqualTo(Files.readString(FILE));
    }

    private List<String> whileItRuns() throws Exception {
        try (var tmux = terminal("running", "hang: true")) {
            tmux.type("wave run", "Enter");
            tmux.await("2/3");
            LiveProject.await(
                    "what both do",
                    () -> tmux.screen().contains("Write docs/login.md")
                            && tmux.screen().contains("Edit src/login.sh"));
            var rows = rows(tmux);
            tmux.type("C-c");
            tmux.await("cancelled after");
            tmux.await("\n$");
            return rows;
        }
    }

    private List<String> atItsEnd() throws Exception {
        try (var tmux = terminal("ended", "say: done")) {
            tmux.type("wave run", "Enter");
            tmux.await("wave apply");
            tmux.await("\n$");
            var rows = rows(tmux);
            return rows.subList(0, rows.size() - 1); // without the prompt
        }
    }

    private Tmux terminal(String name, String inTheMiddle) throws IOException, InterruptedException {
        var folder = Files.createDirectories(temp.resolve(name));
        var project = new LiveProject(folder, SCRIPT.replace("HANG", inTheMiddle), "name: none");
        Files.writeString(project.root.resolve("wave.yaml"), PROJECT);
        var line = project.shellLine(true);
        var tmux = new Tmux(folder.resolve("tmux"), project.root, COLUMNS, 40);
        tmux.type("wave() { " + line + " \"$@\"; }; PS1='$ '; clear", "Enter");
        LiveProject.await("a clean screen", () -> tmux.screen().strip().equals("$"));
        return tmux;
    }

    private static List<String> rows(Tmux tmux) {
        var rows = Picture.rows(tmux.coloured().stripTrailing());
        assumeFalse(String.join("", rows).contains(" · open"), "there is no sandbox here, and the picture shows one");
        return rows;
    }

    /// The rows of steps in the order of the plan, with these times in place of theirs, and with a run and a
    /// commit that are always called so.
    private static List<String> fixed(List<String> captured, String... times) {
        var rows = new ArrayList<>(captured);
        rows.subList(2, rows.size()).sort(Comparator.comparingInt(PictureTest::place)); // stable
        var next = List.of(times).iterator();
        return rows.stream()
                .map(row -> TIME.matcher(row).replaceAll(time -> inPlace(time, next.next(), row)))
                .map(row -> row.replaceAll(
                                "(feature-development(?:\u001b\\[\\d*m)* |wave (?:diff|apply) )[0-9a-f]{4}", "$17f3a")
                        .replaceAll("base [0-9a-f]{7}", "base 2cfdf5e")
                        .replaceAll("[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]", "⠹"))
                .toList();
    }

    /// Lines of steps that stay come first, as they are in the plan.
    private static int place(String row) {
        var name = row.replaceAll("\u001b\\[[0-9;]*m", "").replaceFirst(" .*", "");
        var place = STEPS.indexOf(name);
        return place < 0 ? STEPS.size() : place;
    }

    /// In the rows of what goes on times stand below each other.
    private static String inPlace(MatchResult time, String other, String row) {
        var wide = row.matches(".*[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏].*") ? time.group().length() : 0;
        var space = wide > other.length() ? " ".repeat(wide - other.length()) : time.group(1);
        return space + other;
    }
}
