package dev.wave.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wave.model.TreeId;
import dev.wave.process.Errand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The build may run as root; most people do not.
class OrdinaryUserTest {
    private static final String NOBODY = "65534";

    @TempDir
    Path temporary;

    @Test
    void overlays_work_without_any_rights() throws Exception {
        assumeTrue(
                Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0), "only root can become another user");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "setpriv is not installed");
        var folder = Files.createDirectory(temporary.resolve("nobody"));
        var classes = Files.createDirectory(temporary.resolve("classes"));
        for (var type : List.of(TreeId.class, LocalWorkspaces.class, OrdinaryUser.class)) {
            var from = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
            copyClasses(from, classes);
        }
        WorkspaceFixture.sh(temporary, "chmod -R a+rX . && chown " + NOBODY + ":" + NOBODY + " nobody");
        var java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        var ran = Errand.run(List.of(
                "setpriv",
                "--reuid",
                NOBODY,
                "--regid",
                NOBODY,
                "--clear-groups",
                "--",
                java,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classes + ":" + classes + "/*",
                OrdinaryUser.class.getName(),
                folder.toString()));

        assumeTrue(!ran.output().contains("overlays do not work here"), ran.output());
        assertThat(ran.output()).isEqualTo("""
                OVERLAY_USER
                65534
                65534
                lib
                65534 65534
                cannot unmount
                exit 0
                MODIFIED a
                DELETED b
                ADDED d/y
                a
                x
                a
                c
                d
                node_modules
                exit 0
                exit 0
                0 left, 0 in the trash""");
    }

    /// Classes are in folders where only tests were asked for, and in jars where the whole was packaged.
    private static void copyClasses(Path from, Path to) throws IOException {
        var source = Files.isDirectory(from) ? from + "/." : from.toString();
        assertThat(Errand.run(List.of("cp", "-r", source, to.toString())).exit())
                .isZero();
    }
}
