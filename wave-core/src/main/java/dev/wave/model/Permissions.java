package dev.wave.model;

import java.util.List;

/// What a persona may do. Deny beats allow; what no rule matches is denied.
public record Permissions(List<Rule> allow, List<Rule> deny) {
    public Permissions {
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
    }

    /// One rule: a tool, for all it can do or for what a pattern matches.
    ///
    /// @param tool `Read`, `Write`, `Edit`, `Grep`, `Glob`, `Bash`, `Network`, `Mcp` or another tool's name
    /// @param pattern `*` for everything
    public record Rule(String tool, String pattern) {
        @Override
        public String toString() {
            return pattern.equals("*") ? tool : tool + "(" + pattern + ")";
        }
    }
}
