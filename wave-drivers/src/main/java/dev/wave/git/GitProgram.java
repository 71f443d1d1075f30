package dev.wave.git;

import dev.wave.process.Programs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/// The `git` program. Every call says whose configuration it runs under: nobody's ([#neutral]), which is the
/// rule, or the user's ([#asUser]), which only reading the user's working tree needs.
public final class GitProgram {
    private static final Pattern VERSION = Pattern.compile("git version (\\d+)\\.(\\d+).*", Pattern.DOTALL);
    private static final String NEEDED = "Wave needs git 2.38 or newer";

    /// Variables that would point git at another repository or index; set by git itself when Wave runs in a
    /// hook. See `git rev-parse --local-env-vars`.
    private static final List<String> LOCAL = List.of(
            "GIT_ALTERNATE_OBJECT_DIRECTORIES",
            "GIT_CONFIG",
            "GIT_OBJECT_DIRECTORY",
            "GIT_DIR",
            "GIT_WORK_TREE",
            "GIT_IMPLICIT_WORK_TREE",
            "GIT_GRAFT_FILE",
            "GIT_INDEX_FILE",
            "GIT_INDEX_VERSION",
            "GIT_NO_REPLACE_OBJECTS",
            "GIT_REPLACE_REF_BASE",
            "GIT_PREFIX",
            "GIT_SHALLOW_FILE",
            "GIT_COMMON_DIR",
            "GIT_NAMESPACE",
            "GIT_QUARANTINE_PATH",
            "GIT_LITERAL_PATHSPECS",
            "GIT_GLOB_PATHSPECS",
            "GIT_NOGLOB_PATHSPECS",
            "GIT_ICASE_PATHSPECS",
            "GIT_DEFAULT_HASH",
            "GIT_EXTERNAL_DIFF",
            "LANGUAGE");

    private final String program;
    private final SequencedMap<String, String> neutral;
    private final SequencedMap<String, String> user;

    private GitProgram(String program, Map<String, String> environment) {
        this.program = program;
        this.neutral = neutralEnvironment(environment);
        this.user = userEnvironment(environment);
    }

    /// The `git` on the `PATH` of this environment, if it is new enough; otherwise [GitFailed] says what to
    /// do.
    public static GitProgram find(Map<String, String> environment) {
        var file = Programs.find("git", environment.getOrDefault("PATH", ""), Path.of("/"));
        if (file.isEmpty()) {
            throw new GitFailed("there is no git; " + NEEDED + " on the PATH"
                    + "\ninstall it, for example: apt-get install git, or: brew install git");
        }
        return at(file.get().toString(), environment);
    }

    /// The git program at that path or of that name.
    public static GitProgram at(String program, Map<String, String> environment) {
        var git = new GitProgram(program, environment);
        git.check();
        return git;
    }

    /// The `git` on the `PATH` of this environment; one that was new enough before is not asked again, for as
    /// long as its file stays as it is.
    ///
    /// @param cache Wave's cache folder; one that cannot be written to costs a process, nothing else
    public static GitProgram find(Map<String, String> environment, Path cache) {
        var file = Programs.find("git", environment.getOrDefault("PATH", ""), Path.of("/"));
        if (file.isEmpty()) {
            return find(environment);
        }
        var git = new GitProgram(file.get().toString(), environment);
        var known = new KnownFacts(cache.resolve("git"), file.get());
        if (known.recall().isEmpty()) {
            git.check();
            known.remember("new enough");
        }
        return git;
    }

    private void check() {
        var version = version();
        var matcher = VERSION.matcher(version);
        if (!matcher.matches()) {
            throw new GitFailed(NEEDED + "; '" + program + " --version' answered: " + version.strip());
        }
        var major = Integer.parseInt(matcher.group(1));
        var minor = Integer.parseInt(matcher.group(2));
        if (major < 2 || (major == 2 && minor < 38)) {
            throw new GitFailed(NEEDED + "; this is " + version.strip() + " (" + program + ")"
                    + "\ninstall a newer one, or put it first on the PATH; `wave doctor` says which one is found");
        }
    }

    /// What `git --version` prints.
    public String version() {
        return new GitCommand(List.of(program, "--version"), neutral).text();
    }

    /// A call on the repository `gitDir` under nobody's configuration: no system, global or XDG settings,
    /// fixed author and dates, no prompts, no hooks, no locks for looking.
    public GitCommand neutral(Path gitDir, String... arguments) {
        return neutral(arguments).env("GIT_DIR", gitDir.toString());
    }

    /// The same without a repository, for `init`.
    GitCommand neutral(String... arguments) {
        return new GitCommand(line(arguments), neutral);
    }

    /// A call under the user's own configuration, started in `directory`. Hooks and the file system monitor
    /// are off all the same; git finds the repository itself and so applies its check of who owns it.
    public GitCommand asUser(Path directory, String... arguments) {
        return new GitCommand(line(arguments), user).in(directory);
    }

    private List<String> line(String... arguments) {
        var line = new ArrayList<>(List.of(
                program,
                "-c",
                "core.fsmonitor=false",
                "-c",
                "core.hooksPath=/dev/null",
                "-c",
                "core.quotePath=true",
                "-c",
                "color.ui=false",
                "-c",
                "advice.detachedHead=false"));
        line.addAll(List.of(arguments));
        return line;
    }

    private static SequencedMap<String, String> neutralEnvironment(Map<String, String> environment) {
        var neutral = new LinkedHashMap<String, String>();
        for (var kept : List.of("PATH", "TMPDIR", "LD_LIBRARY_PATH", "GIT_EXEC_PATH")) {
            var value = environment.get(kept);
            if (value != null) {
                neutral.put(kept, value);
            }
        }
        neutral.put("GIT_CONFIG_NOSYSTEM", "1");
        neutral.put("GIT_CONFIG_GLOBAL", "/dev/null");
        neutral.put("GIT_ATTR_NOSYSTEM", "1");
        neutral.put("GIT_AUTHOR_NAME", Commit.NAME);
        neutral.put("GIT_AUTHOR_EMAIL", Commit.EMAIL);
        neutral.put("GIT_AUTHOR_DATE", Commit.DATE);
        neutral.put("GIT_COMMITTER_NAME", Commit.NAME);
        neutral.put("GIT_COMMITTER_EMAIL", Commit.EMAIL);
        neutral.put("GIT_COMMITTER_DATE", Commit.DATE);
        neutral.put("TZ", "UTC");
        addCommon(neutral);
        return Collections.unmodifiableSequencedMap(neutral);
    }

    private static SequencedMap<String, String> userEnvironment(Map<String, String> environment) {
        var user = new LinkedHashMap<String, String>();
        environment.forEach((name, value) -> {
            if (!LOCAL.contains(name) && !name.startsWith("GIT_TRACE")) {
                user.put(name, value);
            }
        });
        addCommon(user);
        return Collections.unmodifiableSequencedMap(user);
    }

    private static void addCommon(Map<String, String> variables) {
        variables.put("LC_ALL", "C.UTF-8");
        variables.put("GIT_TERMINAL_PROMPT", "0");
        variables.put("GIT_OPTIONAL_LOCKS", "0");
        variables.put("GIT_NO_REPLACE_OBJECTS", "1");
        variables.put("GIT_PAGER", "cat");
        variables.put("GIT_EDITOR", "false");
    }
}
