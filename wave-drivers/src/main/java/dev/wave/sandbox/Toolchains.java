package dev.wave.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Programs installed outside the system's folders, found from the `PATH`: a JDK in `/opt`, Node of nvm or
/// fnm, Python of pyenv, Rust of rustup, Go, what npm or pipx installed for the user.
///
/// Of an installation the folders are shown that installations are made of, by name: `bin`, `lib`, `share`
/// and such beside a `bin` of the `PATH`. Other things that lie there (`~/.cargo/credentials.toml`) are not,
/// and nothing is taken for an installation that holds the user's home or what is hidden.
final class Toolchains {
    private static final List<String> SYSTEM =
            List.of("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/nix/store", "/gnu/store");

    private static final List<String> BIN = List.of("bin", "sbin", "shims");

    /// Not `pyenv.d` and `rbenv.d`: what they add to `pip install` and `gem install` writes to the installation,
    /// and fails where it cannot.
    private static final List<String> PARTS = List.of(
            "bin",
            "sbin",
            "shims",
            "lib",
            "lib32",
            "lib64",
            "libexec",
            "include",
            "share",
            "jre",
            "jmods",
            "release",
            "versions",
            "version",
            "installs",
            "plugins",
            "pyvenv.cfg",
            "VERSION",
            "go.env");

    /// What is part of an installation only if it has something else beside it. Of Maven's `conf` only what it
    /// does not start without: `settings.xml` may hold passwords.
    private static final Map<String, String> PARTS_BESIDE = Map.of(
            "pkg", "VERSION",
            "src", "VERSION",
            "conf", "release",
            "boot", "conf/logging",
            "conf/logging", "boot",
            "Cellar", "Cellar",
            "opt", "Cellar");

    /// Where version managers keep what they manage, by the folder in the user's home if the variable is not set.
    private static final Map<String, String> ROOTS = Map.of("PYENV_ROOT", ".pyenv", "RUSTUP_HOME", ".rustup");

    /// None at all.
    static final Toolchains NONE = new Toolchains(Optional.empty(), List.of());

    private final List<Path> hidden;
    private final Optional<Path> home;
    private final SequencedMap<Path, Path> shown = new LinkedHashMap<>();
    private final SequencedMap<String, String> variables = new LinkedHashMap<>();

    private Toolchains(Optional<Path> home, List<Path> hidden) {
        this.home = home;
        this.hidden = List.copyOf(hidden);
    }

    /// Those of this machine.
    ///
    /// @param environment `PATH`, `HOME`, `JAVA_HOME`, `GOROOT`, `PYENV_ROOT`, `RUSTUP_HOME`
    /// @param hidden folders nothing of which is shown, nor anything they are in
    static Toolchains of(Map<String, String> environment, List<Path> hidden) throws IOException {
        var found = new Toolchains(path(environment.getOrDefault("HOME", "")), hidden);
        for (var entry : environment.getOrDefault("PATH", "").split(":", -1)) {
            var folder = path(entry);
            if (folder.isPresent()) {
                found.entry(folder.get());
            }
        }
        for (var variable : List.of("JAVA_HOME", "GOROOT")) {
            var root = path(environment.getOrDefault(variable, ""));
            if (root.isPresent()) {
                found.entry(root.get().resolve("bin"));
            }
        }
        for (var name : List.of("PYENV_ROOT", "RUSTUP_HOME")) {
            found.root(name, environment);
        }
        return found;
    }

    List<View> views() {
        var views = new ArrayList<View>();
        shown.forEach((at, source) -> views.add(new View.Shown(source, at.toString())));
        return views;
    }

    /// Set for every program that is not given them otherwise.
    SequencedMap<String, String> variables() {
        return variables;
    }

    /// An absolute path; anything else is none.
    private static Optional<Path> path(String text) {
        try {
            return text.startsWith("/") ? Optional.of(Path.of(text).normalize()) : Optional.empty();
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }

    private void root(String variable, Map<String, String> environment) throws IOException {
        var root = path(environment.getOrDefault(variable, ""))
                .or(() -> home.map(folder -> folder.resolve(ROOTS.getOrDefault(variable, ""))));
        if (root.isPresent() && Files.isDirectory(root.get()) && !isHidden(root.get())) {
            for (var part : List.of("toolchains", "settings.toml", "versions")) {
                show(root.get().resolve(part), root.get().resolve(part));
            }
            variables.put(variable, root.get().toString());
        }
    }

    /// A folder of the `PATH`, which may be a link to one.
    private void entry(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        var real = folder.toRealPath();
        if (!real.equals(folder)) {
            show(real, folder);
        }
        if (folder.equals(Path.of("/usr/local/bin"))) {
            links(real);
        }
        installation(real);
    }

    /// What belongs to the programs in the folder.
    private void installation(Path bin) throws IOException {
        var name = bin.getFileName();
        var root = bin.getParent();
        if (isShown(bin) || name == null || root == null) {
            return;
        }
        show(bin, bin);
        if (BIN.contains(name.toString()) && isInstallation(root)) {
            for (var part : PARTS) {
                show(root.resolve(part), root.resolve(part));
            }
            for (var part : PARTS_BESIDE.entrySet()) {
                if (Files.exists(root.resolve(part.getValue()))) {
                    show(root.resolve(part.getKey()), root.resolve(part.getKey()));
                }
            }
        }
        if (isShown(bin)) {
            links(bin);
        }
    }

    private boolean isInstallation(Path root) {
        return root.getNameCount() > 1
                && home.stream().noneMatch(folder -> root.equals(folder) || root.equals(folder.resolve(".local")));
    }

    /// What the links in the folder lead to.
    private void links(Path folder) throws IOException {
        var targets = new ArrayList<Path>();
        try (var files = Files.newDirectoryStream(folder, Files::isSymbolicLink)) {
            for (var file : files) {
                if (Files.isRegularFile(file)) {
                    targets.add(file.toRealPath());
                }
            }
        }
        targets.sort(null);
        for (var target : targets) {
            program(target);
        }
    }

    private void program(Path file) throws IOException {
        if (isShown(file)) {
            return;
        }
        for (var i = 1; i < file.getNameCount(); i++) {
            if (file.getName(i).toString().equals("node_modules")) {
                var modules = file.getRoot().resolve(file.subpath(0, i + 1));
                show(modules, modules);
                return;
            }
        }
        var folder = file.getParent();
        if (folder != null
                && folder.getFileName() != null
                && BIN.contains(folder.getFileName().toString())) {
            installation(folder);
        } else {
            show(file, file);
        }
    }

    private void show(Path source, Path at) {
        if (Files.exists(source) && !isShown(at) && !isHidden(source) && !isHidden(at)) {
            shown.put(at, source);
        }
    }

    private boolean isShown(Path at) {
        return SYSTEM.stream().anyMatch(at::startsWith)
                || shown.keySet().stream().anyMatch(at::startsWith);
    }

    private boolean isHidden(Path path) {
        return hidden.stream().anyMatch(folder -> path.startsWith(folder) || folder.startsWith(path))
                || home.filter(folder -> folder.startsWith(path)).isPresent();
    }
}
