package dev.wave.program;

/// What a machine has on its `PATH`.
final class Machines {

    private Machines() {}

    /// A machine that has a program `claude` of this version, as npm installs it, and a key for it.
    ///
    /// @param script what it does, in the language of `sh`
    static WaveInProcess withClaude(WaveInProcess wave, String version, String script) throws InterruptedException {
        var home = "../claude-" + version;
        wave.file(home + "/package.json", "{\"version\": \"" + version + "\"}")
                .file(home + "/bin/claude", "#!/bin/sh\n" + script + "exit\n" + "# padding\n".repeat(7000))
                .sh("chmod +x " + home + "/bin/claude");
        var programs = wave.root().resolve(home).normalize() + "/bin";
        return wave.with("PATH", programs + ":" + withoutAgents(wave)).with("ANTHROPIC_API_KEY", "none");
    }

    /// The `PATH` of a machine without any agent: a folder with the programs that Wave needs, and no others.
    static String withoutAgents(WaveInProcess wave) throws InterruptedException {
        wave.sh("""
                mkdir -p ../programs
                for each in git sh cat bwrap setsid setpriv env; do
                  found=$(command -v $each) || continue
                  printf '#!/bin/sh\\nexec %s "$@"\\n' "$found" >../programs/$each && chmod +x ../programs/$each
                done
                """);
        return wave.root().resolveSibling("programs").toString();
    }
}
