package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wave.report.SampleRun;
import dev.wave.run.Failure;
import dev.wave.run.RunStatus;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// The page of a run as a real browser shows it.
class ReportInBrowserTest {
    private static final String EVIL =
            "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">"
                    + "<link rel=stylesheet href=https://example.org/x.css><style>@import 'https://example.org/'</style>";

    // The browser's last processes may still write when the test is over.
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path temp;

    private static @Nullable Browser browser;
    private static Path real = Path.of("");
    private static Path large = Path.of("");

    @BeforeAll
    static void a_browser() throws Exception {
        var program = Browser.program();
        assumeTrue(program.isPresent(), "no chromium on this machine");
        browser = new Browser(program.get(), temp.resolve("browser"));
        real = real();
        large = large();
    }

    @AfterAll
    static void its_end() {
        if (browser != null) {
            browser.close();
        }
    }

    /// As wide as a screen.
    private static Browser browser() throws InterruptedException {
        return Objects.requireNonNull(browser).width(1200, 900);
    }

    private static Path real() throws Exception {
        var wave = new WaveInProcess(Files.createTempDirectory(temp, "real"));
        wave.file("wave.yaml", """
                personas: {scout: {description: "Reads", prompt: "Read", permissions: {allow: [Read]}}}
                adapters: {mine: {type: command, command: [sh, -c, "cat >/dev/null; printf '%s' '{\\"found\\": [1, 2]}' > .wave/out/findings.json"]}}
                default_adapter: mine
                pipeline:
                  name: looked-at
                  steps:
                    - {id: scan, persona: scout, task: Look, deliverables: [{name: findings, format: json}]}
                    - {id: write, needs: [scan], run: "echo two > a.txt; echo EVIL > b.txt"}
                    - {id: prove, needs: [write], run: "echo EVIL; exit 3", retry: {max: 0}}
                """.replace(
                        "EVIL",
                        EVIL.replace("\"", "\\\"")
                                .replace("'", "")
                                .replace("<", "\\\\<")
                                .replace(">", "\\\\>")));
        wave.file("a.txt", "one\n").committed();
        assertThat(wave.wave("run", "--trust").code()).isEqualTo(1);
        var page = temp.resolve(Files.createTempDirectory(temp, "page").resolve("report.html"));
        var said = wave.wave("report", "--transcripts", "-o", page.toString());
        assertThat(said.code()).as(said.toString()).isZero();
        return page;
    }

    private static Path large() throws IOException {
        var steps = new ArrayList<String>();
        steps.add("first");
        for (var i = 0; i < 98; i++) {
            steps.add("part-" + i + ": first");
        }
        steps.add("last: part-0, part-97");
        var run = new SampleRun(Files.createTempDirectory(temp, "large"), SampleRun.yaml(steps));
        run.begins("first").after(2).succeeds("first", 1);
        for (var i = 0; i < 98; i++) {
            run.begins("part-" + i).after(0.5);
            if (i % 40 == 7) {
                run.fails("part-" + i, 1, new Failure.Exited(1, "x".repeat(300)));
            } else {
                run.succeeds("part-" + i, 1);
            }
        }
        run.begins("last").after(1).succeeds("last", 1).ends(RunStatus.FAILED, SampleRun.BASE);
        return Files.writeString(temp.resolve("large.html"), run.page());
    }

    @Test
    void it_asks_for_nothing_and_nothing_in_it_runs() throws Exception {
        var browser = browser().open(real, "");

        assertThat(browser.requests()).containsExactly(real.toUri().toString());
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.evaluate("document.title").getAsString())
                .startsWith("looked-at ")
                .endsWith(": failed");
        assertThat(browser.evaluate("document.querySelectorAll('script, img, link, iframe').length")
                        .getAsInt())
                .isZero();
        assertThat(browser.evaluate("document.styleSheets.length").getAsInt()).isEqualTo(1);
        assertThat(browser.evaluate("document.body.textContent").getAsString())
                .contains("<script>document.title=", "exited with 3", "\"found\": [", "+two");
    }

    /// What could go wrong is tried out: a page of which somebody has got hold still asks for nothing.
    @Test
    void its_policy_keeps_markup_down_that_should_never_be_there() throws Exception {
        var page = Files.writeString(
                temp.resolve("taken.html"), Files.readString(real).replace("<main>", "<main>" + EVIL));
        var browser = browser().open(page, "");

        assertThat(browser.evaluate("document.querySelectorAll('script').length")
                        .getAsInt())
                .isEqualTo(1);
        assertThat(browser.evaluate("document.title").getAsString()).startsWith("looked-at");
        assertThat(browser.complaints()).anyMatch(each -> each.contains("Content Security Policy"));
        assertThat(browser.requests()).contains("https://example.org/x.css");
        assertThat(browser.refused()).isEqualTo(browser.requests().size() - 1);
    }

    @Test
    void it_is_light_or_dark_as_its_reader_likes() throws Exception {
        var light = pixel(browser().medium("screen", "light").open(real, ""));
        var dark = pixel(browser().medium("screen", "dark").open(real, ""));

        assertThat(brightness(light)).isGreaterThan(240);
        assertThat(brightness(dark)).isLessThan(40);
        for (var scheme : List.of("light", "dark")) {
            browser().medium("screen", scheme).open(real, "");
            assertThat(browser().evaluate(CONTRASTS).getAsString()).as(scheme).isEmpty();
        }
    }

    /// All texts whose contrast with what is behind them is less than 4.5 to 1, as WCAG counts it.
    private static final String CONTRASTS = """
            (() => {
              const lit = c => { const [r, g, b] = c.match(/[0-9.]+/g).slice(0, 3).map(v => v / 255)
                .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
              const clear = c => c === 'transparent' || /, 0\\)$/.test(c);
              const behind = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor;
                if (!clear(c)) return c; } return 'rgb(255, 255, 255)'; };
              const low = new Set();
              document.querySelectorAll('details').forEach(d => d.open = true);
              for (const e of document.querySelectorAll('body *')) {
                if (e.closest('svg') || ![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
                const style = getComputedStyle(e), a = lit(style.color), b = lit(behind(e));
                const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
                if (ratio < 4.5) low.add(e.tagName + '.' + e.className + ' ' + ratio.toFixed(2));
              }
              return [...low].join('; ');
            })()""";

    @Test
    void a_phone_shows_it_without_moving_sideways() throws Exception {
        for (var page : List.of(real, large)) {
            var browser = browser().width(400, 800).open(page, "");
            for (var open : List.of(false, true)) {
                if (open) {
                    browser.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
                }
                assertThat(browser.evaluate(TOO_WIDE).getAsString()).isEmpty();
                assertThat(browser.evaluate("document.documentElement.scrollWidth")
                                .getAsInt())
                        .as("%s, all open: %s", page.getFileName(), open)
                        .isLessThanOrEqualTo(400);
            }
        }
    }

    /// What reaches over the right edge though nothing scrolls it.
    private static final String TOO_WIDE = """
            [...document.querySelectorAll('body *')].filter(e => !e.closest('.scroll, .unseen, .skip')
              && e.getBoundingClientRect().right > 401).map(e => e.outerHTML.slice(0, 80)).join('; ')""";

    @Test
    void a_link_to_a_step_opens_it() throws Exception {
        assertThat(browser().open(real, "").evaluate(isOpen("scan")).getAsBoolean())
                .isFalse();
        assertThat(browser().evaluate(isOpen("prove")).getAsBoolean()).isTrue();
        assertThat(browser().open(real, "#step-scan").evaluate(isOpen("scan")).getAsBoolean())
                .isTrue();
    }

    private static String isOpen(String step) {
        return "document.getElementById('step-" + step + "').parentElement.open";
    }

    @Test
    void keys_reach_all_that_opens_or_leads_somewhere() throws Exception {
        var browser = browser().open(real, "");
        var reached = new ArrayList<String>();
        for (var i = 0; i < 60; i++) {
            browser.press("Tab");
            reached.add(
                    browser.evaluate("(document.activeElement.getAttribute('href') || document.activeElement.tagName)")
                            .getAsString());
        }
        assertThat(reached)
                .startsWith("#steps")
                .contains("#step-scan", "#step-write", "#step-prove", "SUMMARY", "PRE", "DIV");

        browser.evaluate("document.getElementById('step-scan').parentElement.querySelector('summary').focus()");
        browser.press("Enter");
        assertThat(browser.evaluate(isOpen("scan")).getAsBoolean()).isTrue();
    }

    @Test
    void a_screen_reader_is_told_what_is_where() throws Exception {
        var told = browser().open(real, "").accessible();

        assertThat(told)
                .contains("heading: Graph", "heading: Timeline and costs", "heading: Change", "heading: Steps")
                .contains("heading: scan", "rowheader: succeeded scan", "rowheader: failed prove")
                .contains("region: Graph of the steps", "link: prove: failed", "region: Change of a.txt");
        assertThat(told).anyMatch(each -> each.startsWith("image: attempt 1 from "));
        assertThat(browser().evaluate("document.documentElement.lang").getAsString())
                .isEqualTo("en");
        assertThat(browser().evaluate(LEVELS).getAsString()).isEmpty();
    }

    /// Headings that leave a level out.
    private static final String LEVELS = """
            [...document.querySelectorAll('h1, h2, h3, h4')].map(h => [+h.tagName[1], h.textContent])
              .filter(([level], i, all) => i > 0 && level > all[i - 1][0] + 1).join('; ')""";

    @Test
    void paper_shows_what_was_closed() throws Exception {
        var browser = browser().medium("print", "dark").open(real, "");
        assertThat(browser.evaluate("document.getElementById('step-scan').getBoundingClientRect().height")
                        .getAsDouble())
                .isGreaterThan(50);
        assertThat(brightness(pixel(browser))).isGreaterThan(240);
    }

    @Test
    void a_hundred_steps_are_a_picture_and_a_table() throws Exception {
        var browser = browser().open(large, "");

        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.evaluate("document.querySelectorAll('details.step').length")
                        .getAsInt())
                .isEqualTo(100);
        assertThat(browser.evaluate("document.querySelectorAll('.graph .box').length")
                        .getAsInt())
                .isBetween(3, 40);
        assertThat(browser.evaluate(OVERFLOWING).getAsString()).isEmpty();
    }

    /// Words that reach over the edge of their box in the picture.
    private static final String OVERFLOWING = """
            [...document.querySelectorAll('.graph .box')].flatMap(box => [...box.querySelectorAll('text')]
              .filter(t => t.getBBox().x + t.getBBox().width > box.querySelector('rect').getBBox().x + 196)
              .map(t => t.textContent)).join('; ')""";

    private static int pixel(Browser browser) throws Exception {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(browser.screenshot()));
        return image.getRGB(2, 2);
    }

    private static int brightness(int rgb) {
        return ((rgb >> 16 & 0xff) + (rgb >> 8 & 0xff) + (rgb & 0xff)) / 3;
    }
}
