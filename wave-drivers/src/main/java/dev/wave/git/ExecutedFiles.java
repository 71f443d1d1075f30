package dev.wave.git;

import dev.wave.model.Glob;
import java.util.List;

/// Files that tools run, or that tell tools what to run, when a person works in the project: workflows,
/// hooks, build files, scripts. A change of one is shown apart before it is applied.
final class ExecutedFiles {
    private static final List<Glob> KNOWN = List.of(
                    // services
                    "/.github/",
                    "/.gitlab/",
                    "/.circleci/",
                    "/.buildkite/",
                    "/.woodpecker/",
                    ".gitlab-ci.yml",
                    ".travis.yml",
                    ".drone.yml",
                    ".woodpecker.yml",
                    ".pre-commit-config.yaml",
                    "azure-pipelines.yml",
                    "bitbucket-pipelines.yml",
                    "appveyor.yml",
                    "Jenkinsfile*",
                    "/.ci/",
                    // hooks and editors that start things
                    ".husky/",
                    ".githooks/",
                    "lefthook.y*ml",
                    ".lefthook.y*ml",
                    ".vscode/",
                    ".idea/",
                    ".devcontainer/",
                    ".devcontainer.json",
                    ".envrc",
                    ".gitattributes",
                    ".gitmodules",
                    // agents
                    ".claude/",
                    ".codex/",
                    ".gemini/",
                    ".opencode/",
                    ".cursor/",
                    "opencode.json",
                    ".mcp.json",
                    // builds
                    "Makefile*",
                    "makefile",
                    "GNUmakefile",
                    "*.mk",
                    "CMakeLists.txt",
                    "*.cmake",
                    "configure",
                    "configure.ac",
                    "meson.build",
                    "justfile",
                    "Justfile",
                    "Taskfile.y*ml",
                    "Rakefile",
                    "Gemfile",
                    "*.gemspec",
                    "package.json",
                    ".npmrc",
                    ".yarnrc*",
                    ".pnpmfile.cjs",
                    "*.config.[cm]js",
                    "*.config.js",
                    "*.config.ts",
                    "*.config.mts",
                    "gulpfile.*",
                    "Gruntfile.*",
                    "deno.json*",
                    "pom.xml",
                    ".mvn/",
                    "mvnw",
                    "mvnw.cmd",
                    "build.gradle*",
                    "settings.gradle*",
                    "init.gradle*",
                    "gradle.properties",
                    "gradle/wrapper/",
                    "gradlew",
                    "gradlew.bat",
                    "buildSrc/",
                    "build.xml",
                    "build.sbt",
                    "project/*.sbt",
                    "setup.py",
                    "setup.cfg",
                    "pyproject.toml",
                    "conftest.py",
                    "tox.ini",
                    "noxfile.py",
                    "build.rs",
                    "Cargo.toml",
                    ".cargo/",
                    "*.csproj",
                    "*.fsproj",
                    "*.vcxproj",
                    "*.targets",
                    "*.props",
                    "BUILD",
                    "BUILD.bazel",
                    "WORKSPACE",
                    "WORKSPACE.bazel",
                    "MODULE.bazel",
                    "*.bzl",
                    ".bazelrc",
                    "flake.nix",
                    "default.nix",
                    "shell.nix",
                    "Dockerfile*",
                    "*.Dockerfile",
                    "Containerfile*",
                    "docker-compose*.y*ml",
                    "compose*.y*ml",
                    "Vagrantfile",
                    "Procfile",
                    "Tiltfile")
            .stream()
            .map(Glob::of)
            .toList();

    private ExecutedFiles() {}

    /// Whether the change is one a person should look at twice. An executable file always is, also one that
    /// just became executable; a deleted one only if tools know its name.
    static boolean isExecuted(FileChange change) {
        return change.to()
                        .filter(entry -> entry.mode() == TreeEntry.Mode.EXECUTABLE)
                        .isPresent()
                || KNOWN.stream().anyMatch(glob -> glob.matches(change.shown()));
    }
}
