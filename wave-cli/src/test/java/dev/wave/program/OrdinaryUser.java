package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wave.process.Errand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Somebody who has nothing on this machine but a folder, and may do what anybody may. Only root can be another one.
final class OrdinaryUser {
    private static final String NOBODY = "65534";

    private final Path temp;
    private final List<String> classes = new ArrayList<>();

    /// @param temp a folder whose own folders everybody may look into; the user's will be `own` in it
    OrdinaryUser(Path temp) throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "setpriv is not installed");
        this.temp = temp;
        var copies = Files.createDirectory(temp.resolve("classes"));
        for (var part : System.getProperty("java.class.path").split(":", -1)) {
            if (!part.isEmpty() && Files.exists(Path.of(part))) { // an empty one is the working folder
                var copy = Files.createDirectory(copies.resolve(Integer.toString(classes.size())));
                sh("cp", "-r", Files.isDirectory(Path.of(part)) ? part + "/." : part, copy.toString());
                classes.add(Files.isDirectory(Path.of(part)) ? copy.toString() : copy + "/*");
            }
        }
        Files.createDirectories(own());
        sh("chmod", "-R", "a+rX", temp.toString());
        owns(own());
    }

    static boolean isRoot() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }

    /// The user's folder.
    Path own() {
        return temp.resolve("own");
    }

    /// Gives a folder to the user.
    void owns(Path folder) throws IOException {
        sh("chown", "-R", NOBODY + ":" + NOBODY, folder.toString());
    }

    /// A line that lets the user start a program of these classes.
    List<String> java(String... options) {
        var line = new ArrayList<>(List.of("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups", "--"));
        line.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        line.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
        line.addAll(List.of(options));
        line.addAll(List.of("-cp", String.join(":", classes)));
        return line;
    }

    static String sh(String... words) throws IOException {
        var ran = Errand.run(List.of(words));
        assertThat(ran.exit()).as(ran.output()).isZero();
        return ran.output();
    }
}
