package dev.wave.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The tutorial, followed to the letter: what it says to type is typed into one shell in an empty folder, and
/// all that is printed, no line more and no line less, is what it shows.
///
/// Not compared are names of runs, commits and digests, times, how wide a column is, the level of the machine,
/// the folder of the cache, and notes (`wave: …`), which tell of the machine. A block that ends with `…` shows
/// the beginning.
class TutorialTest {
    private static final String PAGE = Pages.text("docs/tutorial.md");
    private static final String END = "@@ end of block";

    @TempDir
    Path temp;

    @Test
    @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void everything_happens_as_it_is_told() throws Exception {
        var typed = typed();
        var person = new Person(temp, "empty");
        var script = new StringBuilder();
        typed.forEach(block -> script.append(block.command()).append("echo \"" + END + " $?\"\n"));
        var file = Files.writeString(temp.resolve("typed.sh"), script);

        var said = person.sh("sh '" + file + "' </dev/null");

        var printed = said.text().split("(?m)^" + END + " ", -1);
        for (var i = 0; i < typed.size(); i++) {
            var block = typed.get(i);
            var text = i == 0 ? printed[0] : printed[i].substring(printed[i].indexOf('\n') + 1);
            var code = printed[i + 1].lines().findFirst().orElseThrow();
            assertThat(code).as(block.command() + text).isEqualTo(block.code());
            var shown = steady(block.shown());
            var actual = steady(text);
            if (!shown.isEmpty() && shown.getLast().equals("…")) {
                assertThat(actual).as(block.command()).hasSizeGreaterThan(shown.size());
                assertThat(actual.subList(0, shown.size() - 1))
                        .as(block.command())
                        .isEqualTo(shown.subList(0, shown.size() - 1));
            } else {
                assertThat(actual).as(block.command()).isEqualTo(shown);
            }
        }
    }

    private static List<String> steady(String text) {
        return Person.steady(text.replaceAll("\\S+/wave/ws/", "…/wave/ws/")).stream()
                .filter(line -> !line.startsWith("wave: "))
                .map(String::stripTrailing)
                .toList();
    }

    /// @param shown what the page says is printed
    /// @param code the exit code that the page says its last command has
    private record Typed(String command, String shown, String code) {}

    /// The `sh` blocks in order, each with the block right after it that is no `sh` block, if there is one.
    private static List<Typed> typed() throws IOException {
        var blocks = Pattern.compile("(?sm)^```(\\w*)\n(.*?)^```$\n?")
                .matcher(PAGE)
                .results()
                .toList();
        var typed = new ArrayList<Typed>();
        for (var i = 0; i < blocks.size(); i++) {
            if (blocks.get(i).group(1).equals("sh")) {
                var isAnswered = i + 1 < blocks.size()
                        && List.of("", "diff").contains(blocks.get(i + 1).group(1));
                var end = isAnswered ? blocks.get(i + 1).end() : blocks.get(i).end();
                var isFailure = PAGE.substring(end).stripLeading().startsWith("The exit code is 1.");
                typed.add(new Typed(
                        blocks.get(i).group(2), isAnswered ? blocks.get(i + 1).group(2) : "", isFailure ? "1" : "0"));
            }
        }
        assertThat(typed).hasSizeGreaterThan(8);
        return typed;
    }
}
