package dev.wave.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.model.Format;
import dev.wave.run.Activity;
import dev.wave.run.Failure;
import dev.wave.run.RunEvent;
import dev.wave.run.RunStatus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is on the page of a run. Events and contents are made by hand; nothing runs.
class RunPageTest {
    private static final String EVIL = "</pre></style><script>alert(1)</script>&lt;b&gt;\u202Ertl\0\u001b[2J\"'";
    private static final String SEEN =
            "&lt;/pre&gt;&lt;/style&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;lt;b&amp;gt;"
                    + "&lt;U+202E&gt;rtl␀␛[2J&quot;&#39;";

    @TempDir
    Path temp;

    private SampleRun run(String... steps) throws Exception {
        return new SampleRun(temp.resolve("p"), SampleRun.yaml(List.of(steps)));
    }

    @Test
    void a_run_that_failed_says_so_first_and_opens_what_failed() throws Exception {
        var page = run("scan", "build: scan", "publish: build")
                .begins("scan")
                .after(2)
                .succeeds("scan", 1)
                .begins("build")
                .after(1)
                .fails("build", 1, new Failure.Exited(3, "compiling\nno such file"))
                .skips("publish", "build")
                .ends(RunStatus.FAILED, SampleRun.BASE)
                .page();

        assertThat(words(page))
                .containsSubsequence(
                        "sample 7f3a",
                        "failed 1 failed, 1 succeeded, 1 skipped",
                        "Took 3.0 s",
                        "24.8k tokens, $0.18",
                        "What went wrong",
                        "build exited with 3: no such file",
                        "wave shell build --run 7f3a",
                        "Graph",
                        "Timeline and costs",
                        "in all",
                        "Change",
                        "The run changed no file.",
                        "Steps",
                        "Skipped: it needs build.",
                        "Evidence",
                        "c".repeat(64));
        assertThat(page)
                .contains("<details class=\"step failed\" open=\"\">", "<details class=\"step succeeded\">")
                .contains("<a href=\"#step-build\"");
    }

    @Test
    void nothing_that_anybody_said_becomes_markup() throws Exception {
        var run = run("scan", "write: scan");
        var page = run.saying(new Activity.Said(EVIL), new Activity.ToolStarted("1", EVIL, EVIL))
                .begins("scan")
                .breaks("scan", 1, EVIL, EVIL)
                .attempts("scan", 2)
                .changes(
                        "scan",
                        2,
                        "diff --git a/" + EVIL + " b/" + EVIL + "\nnew file mode 100644\n@@ -0,0 +1 @@\n+" + EVIL
                                + "\n",
                        run.file(
                                "findings",
                                Format.TEXT,
                                ".md",
                                EVIL.replace("\0", "").getBytes(StandardCharsets.UTF_8)))
                .begins("write")
                .fails("write", 1, new Failure.AgentFailed(EVIL))
                .add(new RunEvent.RunFinished(RunStatus.FAILED, java.util.Optional.of(SampleRun.END), EVIL))
                .page();

        assertThat(page).contains(SEEN, "1 attempt · 12.4k tokens").doesNotContain("<script", "\u202E", "\0", "\u001b");
        assertThat(occurrences(page, "</style>")).isEqualTo(1);
        assertThat(occurrences(page, "alert(1)")).isGreaterThan(8);
        elementsAreClosedInTheirOrder(page);
    }

    @Test
    void deliverables_are_previewed_and_what_is_cut_says_so() throws Exception {
        var run = run("scan");
        var page = run.begins("scan")
                .succeeds(
                        "scan",
                        1,
                        run.file(
                                "findings", Format.JSON, ".json", "{\"a\":{\"b\":1}}".getBytes(StandardCharsets.UTF_8)),
                        run.file(
                                "log",
                                Format.TEXT,
                                ".txt",
                                "line ä\n".repeat(10_000).getBytes(StandardCharsets.UTF_8)),
                        run.file("one", Format.TEXT, "", "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8)),
                        run.file("image", Format.ANY, ".png", new byte[] {1, 0, (byte) 0xff}),
                        run.file("nothing", Format.ANY, "", new byte[0]))
                .ends(RunStatus.SUCCEEDED, SampleRun.BASE)
                .page();

        assertThat(page).contains("{\n  &quot;a&quot;: {\n    &quot;b&quot;: 1\n  }\n}");
        assertThat(words(page))
                .contains("Cut here, after 16 KB of 80 KB. All of it: wave artifacts 7f3a --export DIR, then DIR/scan.")
                .contains("Cut here, after 16 KB of 1.0 MB.")
                .contains("It is no text.", "It is empty.")
                .doesNotContain("<U+FFFD>", "\uFFFD");
        assertThat(page.length()).isLessThan(100_000);
    }

    @Test
    void a_patch_is_shown_file_by_file_in_its_own_words() throws Exception {
        var page = run("scan")
                .begins("scan")
                .changes("scan", 1, """
                        diff --git a/src/a b.c b/src/a b.c
                        index 000..111 100644
                        --- a/src/a b.c
                        +++ b/src/a b.c
                        @@ -1,2 +1,2 @@
                         same
                        --- old
                        +++ new
                        diff --git a/new.bin b/new.bin
                        new file mode 100644
                        Binary files /dev/null and b/new.bin differ
                        """)
                .ends(RunStatus.SUCCEEDED, SampleRun.END)
                .page();

        assertThat(words(page)).contains("src/a b.c +1 −1", "new.bin new binary");
        assertThat(page)
                .contains("<span class=\"removed\">--- old\n</span><span class=\"added\">+++ new\n</span>")
                .doesNotContain("index 000..111");
    }

    @Test
    void five_hundred_steps_that_changed_a_lot_stay_a_page_that_opens() throws Exception {
        var steps = new ArrayList<String>();
        steps.add("first");
        for (var i = 0; i < 499; i++) {
            steps.add("work-" + i + ": first");
        }
        var run = run(steps.toArray(String[]::new)).saying(new Activity.Said("<\u202E>\n".repeat(50_000)));
        run.begins("first").succeeds("first", 1);
        for (var i = 0; i < 499; i++) {
            run.begins("work-" + i)
                    .breaks("work-" + i, 1, "x".repeat(5_000), "<".repeat(100_000))
                    .attempts("work-" + i, 2);
            run.changes(
                    "work-" + i,
                    2,
                    "diff --git a/f b/f\n@@ -0,0 +1 @@\n" + "+<&>\n".repeat(200_000),
                    run.file("out", Format.TEXT, "", "&\n".repeat(20_000).getBytes(StandardCharsets.UTF_8)));
        }
        var page = run.ends(RunStatus.SUCCEEDED, SampleRun.END).page();

        assertThat(page.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(2_000_000, 10_000_000);
        assertThat(words(page))
                .contains("499 steps: work-0 … work-498", "Each of the 500 steps", "Not shown: the page holds");
        elementsAreClosedInTheirOrder(page);
    }

    @Test
    void the_same_run_has_the_same_page() throws Exception {
        var run = run("scan", "write: scan")
                .begins("scan")
                .after(1)
                .succeeds("scan", 1)
                .begins("write");
        assertThat(run.page()).isEqualTo(run.page());
        assertThat(words(run.page())).contains("interrupted", "Last record");
    }

    @Test
    void time_in_which_nobody_worked_on_the_run_does_not_count() throws Exception {
        var page = run("scan")
                .begins("scan")
                .after(2)
                .fails("scan", 1, new Failure.Exited(1, ""))
                .ends(RunStatus.FAILED, SampleRun.BASE)
                .after(100_000)
                .add(new RunEvent.RunResumed())
                .begins("scan")
                .after(1)
                .succeeds("scan", 1)
                .page();
        assertThat(words(page)).contains("Took 3.0 s, resumed once");
    }

    @Test
    void secrets_are_hidden_wherever_they_are() throws Exception {
        var run = run("scan");
        var page = run.hiding(text -> text.replace("hush<&", "[secret S]"))
                .saying(new Activity.Said("hush<&"))
                .begins("scan")
                .breaks("scan", 1, "hush<&", "hush<&")
                .attempts("scan", 2)
                .changes(
                        "scan",
                        2,
                        "diff --git a/f b/f\n@@ -0,0 +1 @@\n+hush<&\n",
                        run.file("out", Format.TEXT, "", "hush<&".getBytes(StandardCharsets.UTF_8)))
                .ends(RunStatus.SUCCEEDED, SampleRun.END)
                .page();
        assertThat(page).doesNotContain("hush");
        assertThat(occurrences(page, "[secret S]")).isGreaterThan(5);
    }

    @Test
    void nothing_is_left_of_a_secret_that_reaches_over_a_cut() throws Exception {
        var secret = "hush-hush-hush";
        var message = "x".repeat(Html.LONGEST - 5) + secret;
        var printed = "y".repeat(64 * 1024 - 5) + secret;
        var run = run("scan", "other");
        var page = run.hiding(text -> text.replace(secret, "[secret S]"))
                .saying(new Activity.Said(printed))
                .begins("scan")
                .fails("scan", 1, new Failure.AgentFailed(message))
                .begins("other")
                .breaks("other", 1, message, message)
                .ends(RunStatus.FAILED, SampleRun.BASE)
                .page();
        assertThat(page).doesNotContain("hush").contains("Cut here");
        assertThat(occurrences(page, "x[sec")).isPositive();
    }

    /// What a person reads, with one space between words.
    private static String words(String page) {
        return page.replaceAll("(?s)<style>.*?</style>", "")
                .replaceAll("<[^>]*>", " ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replaceAll("\\s+", " ");
    }

    private static int occurrences(String page, String text) {
        return page.split(Pattern.quote(text), -1).length - 1;
    }

    private static void elementsAreClosedInTheirOrder(String page) {
        var open = new ArrayList<String>();
        var tags = Pattern.compile("<(/?)([a-z0-9]+)[^>]*>").matcher(page);
        while (tags.find()) {
            if (tags.group(2).equals("meta")) {
                continue;
            }
            if (tags.group(1).isEmpty()) {
                open.add(tags.group(2));
            } else {
                assertThat(open.removeLast()).isEqualTo(tags.group(2));
            }
        }
        assertThat(open).isEmpty();
    }
}
