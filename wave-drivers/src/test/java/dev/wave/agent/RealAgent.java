package dev.wave.agent;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.wave.process.Programs;
import java.nio.file.Path;
import java.util.Optional;

/// The real program of an agent. Where a build must have it (`CI=true`) its absence fails the tests; elsewhere
/// they are skipped.
final class RealAgent {

    private RealAgent() {}

    /// @param name of the program
    /// @param variable that says where it is, if it is not on the `PATH`
    static Path find(String name, String variable) {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        var found = Optional.ofNullable(System.getenv(variable))
                .map(Path::of)
                .or(() -> Programs.find(name, path, Path.of("/")));
        if (found.isEmpty()) {
            return missing("there is no program '" + name + "' here; " + variable + " can say where one is");
        }
        if (Programs.find("node", path, Path.of("/")).isEmpty()) {
            return missing("there is no program 'node' here, which the scripted model API needs");
        }
        return found.get();
    }

    private static Path missing(String reason) {
        if ("true".equals(System.getenv("CI"))) {
            return fail(reason);
        }
        return abort(reason);
    }
}
