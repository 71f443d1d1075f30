package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wave.process.Errand;
import dev.wave.program.DamagedState.Damage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every file in which Wave keeps something, damaged, one at a time: what a run then comes to is right, or it
/// says what is wrong; and nothing else is lost.
class DamagedStateTest {
    private static final String NOBODY = "65534";

    @TempDir
    Path temp;

    @Test
    void a_damaged_file_is_never_taken_for_what_it_was() throws Exception {
        var state = new DamagedState(temp);

        assertThat(state.files()).hasSizeGreaterThan(25).contains("state.db", "state.db-wal");
        assertThat(state.faults(List.of(Damage.EMPTIED, Damage.CUT, Damage.FLIPPED, Damage.DELETED), state.files()))
                .isEmpty();
    }

    @Test
    void a_file_that_may_not_be_read_or_written_is_named_or_mended() throws Exception {
        if (!isRoot()) {
            var state = new DamagedState(temp);
            assertThat(state.faults(List.of(Damage.UNREADABLE, Damage.UNWRITABLE), state.files()))
                    .isEmpty();
            return;
        }
        assertThat(asOrdinaryUser()).matches("tried [0-9]+");
    }

    private static boolean isRoot() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }

    /// Root may do everything: the same in a process of somebody who may not.
    private String asOrdinaryUser() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "setpriv is not installed");
        var classes = Files.createDirectory(temp.resolve("classes"));
        var path = new ArrayList<String>();
        for (var part : System.getProperty("java.class.path").split(":", -1)) {
            if (Files.exists(Path.of(part))) {
                var copy = classes.resolve(Integer.toString(path.size()));
                Files.createDirectory(copy);
                sh("cp", "-r", Files.isDirectory(Path.of(part)) ? part + "/." : part, copy.toString());
                path.add(Files.isDirectory(Path.of(part)) ? copy.toString() : copy + "/*");
            }
        }
        Files.createDirectory(temp.resolve("own"));
        sh("chmod", "-R", "a+rX", temp.toString());
        sh("chown", NOBODY + ":" + NOBODY, temp.resolve("own").toString());
        return sh(
                "setpriv",
                "--reuid",
                NOBODY,
                "--regid",
                NOBODY,
                "--clear-groups",
                "--",
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                String.join(":", path),
                DamagedState.class.getName(),
                temp.resolve("own").toString());
    }

    private static String sh(String... words) throws IOException {
        var ran = Errand.run(List.of(words));
        assertThat(ran.exit()).as(ran.output()).isZero();
        return ran.output();
    }
}
