package dev.wave.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.command.Commands;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `docs/reference/commands.md` from top to bottom, in the project that it shows.
class CommandsPageTest {
    private static final String PAGE = Pages.text("docs/reference/commands.md");

    @TempDir
    Path temp;

    @Test
    @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void every_command_has_an_example_that_works_as_written() throws Exception {
        var person = new Person(temp);
        person.writesFilesOf(PAGE);
        var begun = person.sh(
                "git init -q -b main . && git add . && git commit -qm Begin && git init -q --bare ../origin.git"
                        + " && git remote add origin ../origin.git && git push -q origin main");
        assertThat(begun.code()).as(begun.text()).isZero();

        var sections = Pages.sections(PAGE);
        for (var command : Commands.TABLE.names()) {
            var section = "wave " + command;
            assertThat(sections.keySet())
                    .as("docs/reference/commands.md needs a section '## %s'", section)
                    .contains(section);
        }
        for (var section : sections.entrySet()) {
            var typed = person.follows(section.getValue());
            if (section.getKey().startsWith("wave ")) {
                assertThat(typed)
                        .as(
                                "docs/reference/commands.md, section '## %s', needs an `sh` block with a line that calls it. It"
                                        + " is typed into the project at the top of the page, after all the blocks above it;"
                                        + " each line must end with exit code 0, and the block without a language after it,"
                                        + " if there is one, must be what is printed",
                                section.getKey())
                        .anyMatch(line -> line.matches("(.*\\W)?" + section.getKey() + "(\\W.*)?"));
            }
        }
    }
}
