package dev.wave.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.spi.Workspaces.Extra;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncludesTest {
    private static final MemoryFiles FILES = new MemoryFiles()
            .with("wave.yaml", "steps: []")
            .with("wave.lock", "lock: 1")
            .with("src/main.c", "int")
            .with(".wave/local.yaml", "default_adapter: mine")
            .with(".wave/prompts/tone.md", "kind")
            .with(".wave/prompts/de/tone.md", "nett")
            .with(".wave/recordings/sha256/00", "{}")
            .with(".wave/state/x", "y");

    @Test
    void are_the_files_of_waves_own_that_the_globs_name() {
        assertThat(Includes.of(FILES, List.of(".wave/prompts/*.md")))
                .containsExactly(new Extra(".wave/prompts/tone.md", "kind"));
        assertThat(paths(".wave/prompts/de/*")).containsExactly(".wave/prompts/de/tone.md");
        assertThat(paths("wave.yaml")).containsExactly("wave.yaml");
        assertThat(paths()).isEmpty();
    }

    @Test
    void are_never_the_lock_recordings_the_state_or_what_one_machine_overrides() {
        assertThat(paths("**")).containsExactly("wave.yaml", ".wave/prompts/tone.md");
        assertThat(paths("wave.lock", ".wave/local.yaml", ".wave/recordings/sha256/*", ".wave/state/*", "src/*"))
                .isEmpty();
    }

    private static List<String> paths(String... globs) {
        return Includes.of(FILES, List.of(globs)).stream().map(Extra::path).toList();
    }
}
