package dev.wave.model;

import java.util.List;
import java.util.stream.Stream;

/// What a persona may do. Deny beats allow; what no rule matches is denied.
///
/// @param acknowledged risks the author knows of and takes, `acknowledge:`
public record Permissions(List<Rule> allow, List<Rule> deny, List<Risk> acknowledged) {
    public Permissions {
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
        acknowledged = List.copyOf(acknowledged);
    }

    /// Permissions with no risk acknowledged.
    public Permissions(List<Rule> allow, List<Rule> deny) {
        this(allow, deny, List.of());
    }

    /// Whether nothing but the agent's own good will keeps these permissions without a sandbox: writing is
    /// denied, any shell command is allowed, and a shell command can write. False if acknowledged.
    public boolean isBashLoophole() {
        return deny.stream()
                        .anyMatch(rule ->
                                rule.tool().equals("Write") || rule.tool().equals("Edit"))
                && allow.contains(Rule.of("Bash"))
                && !deny.contains(Rule.of("Bash"))
                && !acknowledged.contains(Risk.BASH_WRITES);
    }

    /// These rules, narrowed by a step's: its denials are added; if it allows anything, only its rules that
    /// these cover stay.
    public Permissions narrowedBy(Permissions step) {
        return new Permissions(
                step.allow.isEmpty()
                        ? allow
                        : allow.stream()
                                .flatMap(rule -> narrowed(rule, step))
                                .distinct()
                                .toList(),
                joined(deny, step.deny),
                joined(acknowledged, step.acknowledged));
    }

    private static Stream<Rule> narrowed(Rule rule, Permissions step) {
        return step.allow.stream()
                .filter(narrow -> narrow.covers(rule) || rule.covers(narrow))
                .map(narrow -> rule.covers(narrow) ? narrow : rule);
    }

    private static <T> List<T> joined(List<T> some, List<T> others) {
        return Stream.concat(some.stream(), others.stream()).distinct().toList();
    }

    /// One rule: a tool, for all it can do or for what a pattern matches.
    ///
    /// @param tool `Read`, `Write`, `Edit`, `Grep`, `Glob`, `Bash`, `Network`, `Mcp` or another tool's name
    /// @param pattern `*` for everything
    public record Rule(String tool, String pattern) {

        /// A rule for all a tool can do.
        public static Rule of(String tool) {
            return new Rule(tool, "*");
        }

        /// Whether this rule matches all the other one matches, as far as the patterns' texts tell.
        public boolean covers(Rule other) {
            return tool.equals(other.tool)
                    && (pattern.equals(other.pattern)
                            || (pattern.indexOf('*') == pattern.length() - 1
                                    && other.pattern.startsWith(pattern.substring(0, pattern.length() - 1))));
        }

        @Override
        public String toString() {
            return pattern.equals("*") ? tool : tool + "(" + pattern + ")";
        }
    }

    /// Something permissions cannot prevent, and what the author writes under `acknowledge:` to go on.
    public enum Risk {
        /// Writing is denied, but without a sandbox shell commands write all the same.
        BASH_WRITES("bash-writes");

        private final String text;

        Risk(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }
}
