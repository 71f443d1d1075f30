package dev.wave.workspace;

import dev.wave.model.SandboxMode;
import dev.wave.process.Boot;
import dev.wave.process.Errand;
import dev.wave.sandbox.Cell;
import dev.wave.sandbox.Sandbox;
import dev.wave.sandbox.View;
import dev.wave.spi.Needs;
import dev.wave.workspace.MountScript.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Finds out how workspaces can be made here, by making one: what the kernel, a container or a security
/// module refuse shows only when it is tried.
///
/// @param tools the programs an overlay needs; absent if one is missing
/// @param why what the first refused way said; empty if the first worked
record Probe(Way way, Optional<Tools> tools, String why) {
    private static final List<String> FOLDERS = List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin");
    private static final String STEP = """
            echo more >> a && rm b && rm -r d && mkdir d && echo new > d/n && echo new > c \
            && cp .wave/in/given .wave/out/got && id -u > .wave/out/user && ! echo no 2>/dev/null > .wave/in/given""";

    /// The best way that works in the cache folder. That overlays work is remembered until the machine starts
    /// again; that they do not is tried again, since a setting may have been changed.
    ///
    /// @param sandbox if there is one, it must work in the way too
    /// @param environment `WAVE_WORKSPACES=overlay|pool` takes the choice away; `overlay` fails where it is
    /// refused
    static Probe of(Path cache, Map<String, String> environment, Sandbox sandbox) throws IOException {
        var forced = environment.getOrDefault("WAVE_WORKSPACES", "");
        if (forced.equals("pool")) {
            return new Probe(Way.POOL, Optional.empty(), "WAVE_WORKSPACES=pool");
        }
        var tools = tools(environment);
        var probe = tools.isPresent()
                ? remembered(cache, tools.get(), sandbox)
                : new Probe(Way.POOL, Optional.empty(), "unshare, mount and flock are not all installed");
        if (forced.equals("overlay") && !probe.way().isOverlay()) {
            throw new IOException("WAVE_WORKSPACES=overlay, but overlays do not work here: " + probe.why());
        }
        return probe;
    }

    private static Probe remembered(Path cache, Tools tools, Sandbox sandbox) throws IOException {
        Files.createDirectories(cache);
        var about = "%s %s %s %s %s"
                .formatted(
                        Boot.id(),
                        System.getProperty("os.version"),
                        Files.getFileStore(cache).type(),
                        tools,
                        sandbox.enforcement().level());
        var memory = cache.resolve("way");
        if (Files.exists(memory)) {
            var lines = Files.readAllLines(memory);
            if (lines.size() == 3 && lines.getFirst().equals(about)) {
                return new Probe(Way.valueOf(lines.get(1)), Optional.of(tools), lines.get(2));
            }
        }
        var probe = tryAll(cache, tools, sandbox);
        if (probe.way().isOverlay()) {
            Files.writeString(memory, "%s\n%s\n%s\n".formatted(about, probe.way(), probe.why()));
        }
        return probe;
    }

    private static Probe tryAll(Path cache, Tools tools, Sandbox sandbox) throws IOException {
        var ways = new ArrayList<>(List.of(Way.OVERLAY_USER, Way.OVERLAY_MAPPED));
        if (tools.user() == 0) {
            ways.addFirst(Way.OVERLAY_ROOT);
        }
        var why = "";
        for (var way : ways) {
            var refusal = attempt(way, cache, tools, Optional.empty());
            if (refusal.isEmpty() && sandbox.holds(SandboxMode.AUTO)) {
                refusal = attempt(way, cache, tools, Optional.of(sandbox));
            }
            if (refusal.isEmpty()) {
                return new Probe(way, Optional.of(tools), why);
            }
            why = why.isEmpty() ? refusal.get().lines().findFirst().orElse("no reason given") : why;
        }
        return new Probe(Way.POOL, Optional.of(tools), why);
    }

    /// Works in a workspace and looks at what it left; answers what went wrong.
    private static Optional<String> attempt(Way way, Path cache, Tools tools, Optional<Sandbox> sandbox)
            throws IOException {
        var place = Place.prepare(cache, "probe-" + UUID.randomUUID());
        try {
            var step = new StepFolder(place, Files.createDirectory(place.step().resolve("probe")));
            for (var name : List.of("low/.wave", "low/d", "up", "wk", "wave/in", "wave/out", "out")) {
                step.folder(name);
            }
            for (var file : List.of("low/a", "low/b", "low/d/x", "wave/in/given")) {
                Files.writeString(step.at(file), "old\n");
            }
            var mounts = List.<Mount>of(
                    new Mount.Writable("", List.of(step.option("low")), step.option("up"), step.option("wk")),
                    new Mount.ReadOnly(".wave", List.of(step.option("wave"))),
                    new Mount.Bind(".wave/out", step.option("out")));
            var script = new MountScript(way, tools, place);
            var work = List.of("/bin/sh", "-c", STEP);
            var lease = step.at("lease");
            var line = sandbox.isPresent()
                    ? script.sandboxed(mounts, lease, List.of(), sandboxed(sandbox.get(), step, work))
                    : script.commandLine(mounts, lease, work, ".");
            var ran = Errand.run(line);
            if (ran.exit() != 0) {
                return Optional.of(ran.output().isEmpty() ? "exit code " + ran.exit() : ran.output());
            }
            var user = sandbox.isPresent() ? Optional.<Integer>empty() : Optional.of(user(way, tools));
            return isRight(step, user) ? Optional.empty() : Optional.of("an overlay works differently here");
        } finally {
            Trash.delete(place.root());
        }
    }

    private static List<String> sandboxed(Sandbox sandbox, StepFolder step, List<String> work) throws IOException {
        var views = List.<View>of(new View.Writable(step.place().inside(), Sandbox.WORKSPACE));
        var cell =
                new Cell(views, step.folder("home"), step.folder("tmp"), List.of(), new LinkedHashMap<>(), Needs.NONE);
        return sandbox.line(cell, ".", work);
    }

    private static int user(Way way, Tools tools) {
        return way == Way.OVERLAY_MAPPED ? 0 : tools.user();
    }

    /// @param user who the program must have seen itself as; the sandbox has seen to that itself
    private static boolean isRight(StepFolder step, Optional<Integer> user) throws IOException {
        var seen = Integer.valueOf(Files.readString(step.at("out/user")).strip());
        return Files.readString(step.at("low/a")).equals("old\n")
                && Files.readString(step.at("up/a")).equals("old\nmore\n")
                && FileStat.of(step.at("up/b")).isWhiteout()
                && UpperLayer.isOpaque(step.at("up/d"))
                && Files.exists(step.at("up/d/n"))
                && Files.readString(step.at("out/got")).equals("old\n")
                && user.map(seen::equals).orElse(true);
    }

    private static Optional<Tools> tools(Map<String, String> environment) throws IOException {
        var unshare = find("unshare", environment);
        var mount = find("mount", environment);
        var flock = find("flock", environment);
        if (unshare.isEmpty() || mount.isEmpty() || flock.isEmpty()) {
            return Optional.empty();
        }
        var self = Path.of("/proc/self");
        return Optional.of(new Tools(
                unshare.get(),
                mount.get(),
                flock.get(),
                ((Number) Files.getAttribute(self, "unix:uid")).intValue(),
                ((Number) Files.getAttribute(self, "unix:gid")).intValue()));
    }

    private static Optional<Path> find(String program, Map<String, String> environment) {
        var folders = new ArrayList<>(FOLDERS);
        for (var folder : environment.getOrDefault("PATH", "").split(":", -1)) {
            if (folder.startsWith("/")) {
                folders.add(folder);
            }
        }
        return folders.stream()
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
