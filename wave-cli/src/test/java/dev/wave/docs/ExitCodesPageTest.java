package dev.wave.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.diagnostic.ExitCode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `docs/reference/exit-codes.md`: every code there is, and how to come by it.
class ExitCodesPageTest {
    private static final String PAGE = Pages.text("docs/reference/exit-codes.md");

    /// A gate would be needed, or a bug.
    private static final List<ExitCode> WITHOUT_EXAMPLE = List.of(ExitCode.WAITING, ExitCode.BUG);

    @TempDir
    Path temp;

    @Test
    void every_exit_code_has_its_section() {
        assertThat(Pages.sections(PAGE).keySet().stream().skip(1).map(title -> title.split(" ", 2)[0]))
                .as("the sections of docs/reference/exit-codes.md, '## CODE WORDS', in the order of ExitCode")
                .containsExactlyElementsOf(Stream.of(ExitCode.values())
                        .map(code -> String.valueOf(code.code()))
                        .toList());
        for (var code : ExitCode.values()) {
            assertThat(PAGE).contains("| [%d](#%d-".formatted(code.code(), code.code()));
        }
    }

    @Test
    @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void every_example_ends_with_its_code() throws Exception {
        var person = new Person(temp);
        person.writesFilesOf(PAGE);
        for (var section : Pages.sections(PAGE).entrySet()) {
            for (var code : ExitCode.values()) {
                if (section.getKey().startsWith(code.code() + " ") && !WITHOUT_EXAMPLE.contains(code)) {
                    assertThat(Pages.sessions(section.getValue()).lastEntry().getValue())
                            .as("section '## %s' of docs/reference/exit-codes.md", section.getKey())
                            .endsWith("exit code " + code.code() + "\n");
                }
            }
            person.follows(section.getValue());
        }
    }
}
