package dev.wave.gateway;

import dev.wave.gateway.inside.Forward;
import dev.wave.gateway.inside.JvmOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// The command lines of the program that joins processes without a network with unix sockets: Wave's own
/// JVM runs it, so what is [#readable] here must be readable where it runs, at the same paths.
///
/// Variables that a JVM takes options from are kept from the program and handed on to the command: they are
/// the step's.
public final class Forwarder {

    /// For a fast start and little memory; `docs/concepts/network.md` has what came of it.
    private static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-XX:-UsePerfData",
            "-Xms2m",
            "-Xmx24m",
            "-Xss256k",
            "-XX:MaxDirectMemorySize=256m",
            "-XX:ReservedCodeCacheSize=8m",
            "-Xlog:disable",
            "-Xlog:all=error:stderr");

    /// Puts the variables aside, under names by which [JvmOptions#restore] finds them.
    private static final String APART = JvmOptions.NAMES.stream()
            .map(name -> "test -n \"${%1$s+x}\" && export %2$s%1$s=\"$%1$s\" && unset %1$s\n"
                    .formatted(name, JvmOptions.APART))
            .collect(Collectors.joining("", "", "exec \"$@\"\n"));

    private Forwarder() {}

    /// Runs the command with its standard streams, environment and directory, while each port of
    /// `127.0.0.1` leads to a socket: they all listen before the command starts. A SIGTERM, SIGINT or
    /// SIGHUP is passed on to it. Ends when the command does, with its exit code, or 128 and the number of
    /// the signal that killed it; with 127 if there is no such program, 126 if it cannot be started, 125 if
    /// a port cannot be had. A stream that ends or breaks on one side ends or breaks on the other.
    ///
    /// @param ports sockets as they are seen where it runs, by port; may be empty
    public static List<String> command(SequencedMap<Integer, Path> ports, List<String> command) {
        if (ports.isEmpty()) {
            return List.copyOf(command);
        }
        var words = new ArrayList<>(program());
        words.add("ports");
        ports.forEach((port, socket) -> words.add(port + "=" + socket));
        words.add("--");
        words.addAll(command);
        return List.copyOf(words);
    }

    /// Joins standard input and output with the socket; ends when the other side has said its last word.
    ///
    /// @param socket as it is seen where it runs
    public static List<String> stdio(Path socket) {
        var words = new ArrayList<>(program());
        words.add("stdio");
        words.add(socket.toString());
        return List.copyOf(words);
    }

    /// What must be readable where it runs, by real paths: the Java, and the jar or folder of Wave's classes.
    public static List<Path> readable() {
        try {
            var paths = new LinkedHashSet<Path>();
            paths.add(java());
            for (var part : List.of("conf", "lib")) { // which some distributions keep elsewhere
                var real = java().resolve(part);
                if (Files.exists(real) && !real.toRealPath().startsWith(java())) {
                    paths.add(real.toRealPath());
                }
            }
            paths.add(classes());
            return List.copyOf(paths);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the Java that runs Wave: " + e.getMessage(), e);
        }
    }

    private static List<String> program() {
        try {
            var words = new ArrayList<>(List.of("/bin/sh", "-c", APART, "wave"));
            words.add(java().resolve("bin/java").toString());
            words.addAll(FLAGS);
            words.addAll(List.of("-cp", classes().toString(), Forward.class.getName()));
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the Java that runs Wave: " + e.getMessage(), e);
        }
    }

    private static Path java() throws IOException {
        return Path.of(System.getProperty("java.home")).toRealPath();
    }

    private static Path classes() throws IOException {
        var source = Forward.class.getProtectionDomain().getCodeSource().getLocation();
        try {
            return Path.of(new URI(source.toString())).toRealPath();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("Wave was loaded from a place that is no file: " + source, e);
        }
    }
}
