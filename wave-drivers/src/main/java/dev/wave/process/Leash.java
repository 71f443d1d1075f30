package dev.wave.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What a command line begins with so that its program is killed when Wave dies, however Wave dies: the program
/// `setpriv` of util-linux 2.33 or later, and nothing where there is none.
///
/// Linux forgets such a wish when a program with other rights than its starter's is executed, and never hands it
/// on to what the program starts (`PR_SET_PDEATHSIG` in `prctl(2)`). It stays through `unshare`, a shell and `exec`,
/// so it holds while a workspace is being mounted; from then on the sandbox itself ends all that is in it.
///
/// @param words of the command line; empty if nothing can be done
record Leash(List<String> words) {
    Leash {
        words = List.copyOf(words);
    }

    /// Finds it out by trying: the `setpriv` of other makers does not know the option.
    ///
    /// @param path where programs are looked for
    static Leash find(String path) {
        return Programs.find("setpriv", path, Path.of("/"))
                .map(program -> new Leash(List.of(program.toString(), "--pdeathsig", "KILL", "--")))
                .filter(Leash::works)
                .orElse(new Leash(List.of()));
    }

    private boolean works() {
        var line = new ArrayList<>(words);
        line.addAll(List.of("sh", "-c", ":"));
        try {
            return Errand.run(line).exit() == 0;
        } catch (IOException _) {
            return false;
        }
    }
}
