package dev.wave.agent.claude;

import dev.wave.model.Permissions;
import dev.wave.model.Permissions.Rule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/// A persona's permissions in Claude Code's own terms.
///
/// What a persona has no rule for is not declared to the model at all, which no prompt can get around. What it
/// has a rule for is declared, and the program keeps the patterns, denying whatever no rule allows (its mode
/// `dontAsk`). That is usability and no boundary: the boundary is the sandbox.
///
/// @param tools the program's own tools that are declared; all others are not there
/// @param allow rules of `permissions.allow` in its settings
/// @param deny rules of `permissions.deny`, which win
/// @param unkept permissions that the program cannot keep, as the persona says them
record ClaudePermissions(List<String> tools, List<String> allow, List<String> deny, List<String> unkept) {

    /// The tool that hands over a deliverable, as the model sees it.
    static final String SUBMIT = "mcp__wave__submit_deliverable";

    /// Where a step puts what it hands over; no part of its tree.
    private static final String OUT = "Edit(./.wave/out/**)";

    private static final List<String> READERS = List.of("Read", "Grep", "Glob");
    private static final List<String> WRITERS = List.of("Write", "Edit");

    ClaudePermissions {
        tools = List.copyOf(tools);
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
        unkept = List.copyOf(unkept);
    }

    /// @param submits whether deliverables are handed over by the tool; otherwise a persona that may write
    /// nothing may still write to `.wave/out`
    static ClaudePermissions of(Permissions permissions, boolean submits) {
        var tools = new LinkedHashSet<String>();
        var allow = new LinkedHashSet<String>();
        var deny = new LinkedHashSet<String>();
        var unkept = new ArrayList<String>();
        for (var rule : permissions.allow()) {
            if (!permissions.deny().contains(Rule.of(rule.tool()))) {
                allow(rule, tools, allow, unkept);
            }
        }
        permissions.deny().stream().filter(rule -> !isAll(rule)).forEach(rule -> deny.addAll(denied(rule)));
        if (submits) {
            allow.add(SUBMIT);
        } else {
            tools.add("Write");
        }
        if (tools.contains("Write")) {
            allow.add(OUT);
        }
        return new ClaudePermissions(List.copyOf(tools), List.copyOf(allow), List.copyOf(deny), unkept);
    }

    private static void allow(Rule rule, SequencedSet<String> tools, SequencedSet<String> allow, List<String> unkept) {
        switch (rule.tool()) {
            case "Read", "Grep", "Glob" -> {
                tools.add(rule.tool()); // it may read its whole working folder, rule or not, and nothing beyond
                if (!isAll(rule)) {
                    unkept.add(rule.toString());
                }
            }
            case "Write", "Edit" -> {
                tools.add(rule.tool());
                allow.add("Edit(" + (isAll(rule) ? "./**" : path(rule.pattern())) + ")");
            }
            case "Network" -> {} // for what commands reach; the sandbox's proxy keeps it
            case "WebFetch" -> {
                tools.add(rule.tool());
                allow.add(fetch(rule));
            }
            case "Mcp" -> {
                if (isAll(rule)) {
                    unkept.add(rule.toString());
                } else {
                    allow.add(mcp(rule.pattern()));
                }
            }
            default -> {
                if (!rule.tool().startsWith("mcp__")) {
                    tools.add(rule.tool());
                }
                allow.add(rule.toString());
            }
        }
    }

    private static List<String> denied(Rule rule) {
        return switch (rule.tool()) {
            case String tool when READERS.contains(tool) -> List.of("Read(" + path(rule.pattern()) + ")");
            case String tool when WRITERS.contains(tool) -> List.of("Edit(" + path(rule.pattern()) + ")");
            case "Network", "WebFetch" -> List.of("WebFetch(domain:" + rule.pattern() + ")");
            case "Mcp" -> List.of(mcp(rule.pattern()));
            default -> List.of(rule.toString());
        };
    }

    private static String fetch(Rule rule) {
        return isAll(rule) ? rule.tool() : "WebFetch(domain:" + rule.pattern() + ")";
    }

    /// `server.tool`, or all tools of a server: `server` or `server.*`.
    private static String mcp(String pattern) {
        int dot = pattern.indexOf('.');
        if (dot < 0 || pattern.substring(dot + 1).equals("*")) {
            return "mcp__" + (dot < 0 ? pattern : pattern.substring(0, dot));
        }
        return "mcp__" + pattern.substring(0, dot) + "__" + pattern.substring(dot + 1);
    }

    /// A pattern of [dev.wave.model.Glob] as the program takes it. Both follow git, but to the program a `/`
    /// at the start, a `~` and a `!` mean something else.
    private static String path(String pattern) {
        var text = pattern.startsWith("./") ? pattern.substring(1) : pattern;
        var anchored = text.substring(0, Math.max(text.length() - 1, 0)).contains("/");
        if (anchored || text.startsWith("~") || text.startsWith("!")) {
            return text.startsWith("**/") ? text : "./" + text.replaceFirst("^/+", "");
        }
        return text;
    }

    private static boolean isAll(Rule rule) {
        return rule.pattern().equals("*");
    }
}
