package dev.wave.gateway.inside;

import java.util.List;
import java.util.Map;

/// The variables from which a JVM takes options. Those of a step are for its own programs: an agent for Java's
/// debugger or a heap of some size would break the forwarder, or make it talk.
public final class JvmOptions {

    /// What they are called.
    public static final List<String> NAMES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    /// What stands before the names while they are put aside.
    public static final String APART = "WAVE_APART_";

    private JvmOptions() {}

    /// Gives them their names back.
    static void restore(Map<String, String> environment) {
        for (var name : NAMES) {
            var value = environment.remove(APART.concat(name));
            if (value != null) {
                environment.put(name, value);
            }
        }
    }
}
