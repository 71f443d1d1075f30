package dev.wave.sandbox;

import dev.wave.process.Boot;
import dev.wave.process.Errand;
import dev.wave.sandbox.Enforcement.Guard;
import dev.wave.spi.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// Finds out whether the sandbox works here, by running a program in it that looks around: what a kernel, a
/// container or a security module refuse shows only when it is tried.
final class SandboxProbe {
    /// Prints what it is; ends badly if it can do what it must not.
    private static final String LOOK = """
            id -u; sed -n 's/^CapEff:[[:space:]]*//p' /proc/self/status; sed 1,2d /proc/net/dev | cut -d: -f1 | tr -d ' '
            echo x > seen && echo x > "$HOME/x" && echo x > "$TMPDIR/x"
            for no in /usr/wave /wave /etc/wave /run/wave /dev/wave; do ! ( : > $no ) 2>/dev/null || exit 3; done
            ! ( : >> /proc/sys/kernel/core_pattern ) 2>/dev/null || exit 4
            test ! -e "$1" || exit 5
            """;

    private final Path cache;
    private final Path program;
    private final InsideUser user;

    SandboxProbe(Path cache, Path program, InsideUser user) {
        this.cache = cache;
        this.program = program;
        this.user = user;
    }

    /// What is kept if it works.
    Enforcement works(Limits limits) {
        var kept = new Guard.Kept("bubblewrap (" + program + ")");
        return new Enforcement(kept, kept, kept, limits.ofMemory(), limits.count());
    }

    /// The one that worked the last time, if that is remembered, or else all.
    List<Enclosure> worthTrying(List<Enclosure> candidates) throws IOException {
        for (var candidate : candidates) {
            if (isRemembered(candidate)) {
                return List.of(candidate);
            }
        }
        return candidates;
    }

    /// What went wrong; empty if nothing did. Success is remembered until the machine or the program changes.
    Optional<String> refusal(Sandbox sandbox, Enclosure enclosure) throws IOException {
        if (isRemembered(enclosure)) {
            return Optional.empty();
        }
        var refusal = enclosure.passesSignals()
                ? attempt(sandbox)
                : Optional.of("unshare of util-linux before 2.38 keeps signals from programs");
        if (refusal.isEmpty()) {
            Files.writeString(memory(), about(enclosure));
        }
        return refusal;
    }

    private boolean isRemembered(Enclosure enclosure) throws IOException {
        return Files.exists(memory()) && Files.readString(memory()).equals(about(enclosure));
    }

    private Path memory() {
        return cache.resolve("sandbox/works");
    }

    private String about(Enclosure enclosure) throws IOException {
        return "%s %s %s %d %s %s\n"
                .formatted(
                        Boot.id(),
                        System.getProperty("os.version"),
                        program,
                        user.outside(),
                        Files.getLastModifiedTime(program),
                        enclosure);
    }

    private Optional<String> attempt(Sandbox sandbox) throws IOException {
        var folder = Files.createTempDirectory(cache.resolve("sandbox"), "probe");
        var workspace = Files.createDirectory(folder.resolve("workspace"));
        var home = Files.createDirectory(folder.resolve("home"));
        var tmp = Files.createDirectory(folder.resolve("tmp"));
        try {
            var cell = new Cell(
                    List.of(new View.Writable(workspace, Sandbox.WORKSPACE)),
                    home,
                    tmp,
                    List.of(),
                    new LinkedHashMap<>(),
                    Needs.NONE);
            var ran = Errand.run(sandbox.line(cell, ".", List.of("/bin/sh", "-c", LOOK, "sh", folder.toString())));
            if (ran.exit() != 0) {
                return Optional.of(ran.output().isEmpty() ? "exit code " + ran.exit() : firstLine(ran.output()));
            }
            var expected = user.user() + "\n0000000000000000\nlo";
            var isRight = ran.output().equals(expected) && Files.exists(workspace.resolve("seen"));
            return isRight ? Optional.empty() : Optional.of("bwrap works differently here");
        } finally {
            for (var file : List.of(workspace.resolve("seen"), home.resolve("x"), tmp.resolve("x"))) {
                Files.deleteIfExists(file);
            }
            for (var each : List.of(workspace, home, tmp, folder)) {
                Files.deleteIfExists(each);
            }
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse(text);
    }

    /// What a person can do about a refusal; empty if that is not known.
    static String fix(String refusal) {
        if (refusal.contains("--disable-userns") || refusal.contains("Unknown option")) {
            return "install bubblewrap 0.8 or later, or run Wave as an ordinary user";
        }
        if (refusal.contains("uid map") || refusal.contains("namespace") || refusal.contains("permitted")) {
            return "allow user namespaces: on Ubuntu an AppArmor profile for bwrap (or `sysctl"
                    + " kernel.apparmor_restrict_unprivileged_userns=0`), elsewhere `sysctl"
                    + " kernel.unprivileged_userns_clone=1`; in a container, run it with a seccomp profile that allows them";
        }
        return "run `bwrap --unshare-all --ro-bind / / true` by hand to see what it needs";
    }
}
