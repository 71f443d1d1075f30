package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A project that was deleted and made again at the same path is another project to everything that is kept.
class RecreatedProjectTest {

    @TempDir
    Path temp;

    @Test
    void runs_as_if_it_were_the_first() throws Exception {
        var wave = new WaveInProcess(temp).with("WAVE_TRUST", "1");
        project(wave);
        assertThat(wave.wave("run").code()).isZero();

        wave.sh("find . -mindepth 1 -delete");
        project(wave);

        var again = wave.wave("run");
        assertThat(again.code()).as(again.all()).isZero();
        assertThat(again.out()).contains("make  succeeded").doesNotContain("reused");
    }

    private static void project(WaveInProcess wave) throws InterruptedException {
        wave.file("wave.yaml", """
                steps:
                  - id: make
                    run: cp a .wave/out/copy
                    deliverables: [copy]
                """);
        wave.file("a", "the same text\n");
        wave.committed();
    }
}
