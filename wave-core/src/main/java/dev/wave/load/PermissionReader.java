package dev.wave.load;

import dev.wave.diagnostic.Code;
import dev.wave.diagnostic.Nearest;
import dev.wave.model.HostRule;
import dev.wave.model.Permissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads `permissions:`: rules such as `Read`, `Bash(git log*)`, `Network(docs.example.org)`, and the other
/// accepted spellings `file_read:GLOB`, `file_write:GLOB`, `network_access:HOST`, `exec:CMD`.
final class PermissionReader {
    static final FieldNames FIELDS = FieldNames.of("'permissions'", "allow", "deny", "acknowledge")
            .meaning("allow", "allowed", "allowed_tools", "tools")
            .meaning("deny", "denied", "disallow", "disallowed_tools", "forbid");

    private static final List<String> TOOLS =
            List.of("Read", "Write", "Edit", "Grep", "Glob", "Bash", "Network", "Mcp", "WebFetch", "WebSearch");
    private static final Map<String, List<String>> SPELLINGS = Map.of(
            "file_read", List.of("Read"),
            "file_write", List.of("Write", "Edit"),
            "network_access", List.of("Network"),
            "exec", List.of("Bash"));
    private static final Pattern RULE = Pattern.compile("([A-Za-z][A-Za-z0-9_]*)(?:\\((.+)\\))?", Pattern.DOTALL);
    private static final Pattern SPELLING = Pattern.compile("([a-z_]+):(.+)", Pattern.DOTALL);

    private final Problems problems;

    PermissionReader(Problems problems) {
        this.problems = problems;
    }

    Optional<Permissions> read(Fields fields) {
        return fields.node("permissions")
                .flatMap(node -> Fields.of(node, FIELDS, problems))
                .map(permissions -> new Permissions(
                        rules(permissions, "allow"), rules(permissions, "deny"), acknowledged(permissions)));
    }

    private List<Permissions.Rule> rules(Fields fields, String name) {
        var rules = new ArrayList<Permissions.Rule>();
        fields.scalars(name).forEach(scalar -> rules.addAll(rule(scalar)));
        return rules;
    }

    private List<Permissions.Rule> rule(Node.Scalar scalar) {
        var text = scalar.text().strip();
        var spelling = SPELLING.matcher(text);
        if (spelling.matches() && SPELLINGS.containsKey(spelling.group(1))) {
            var pattern = spelling.group(2).strip();
            checkHost(spelling.group(1).equals("network_access"), pattern, scalar);
            return SPELLINGS.getOrDefault(spelling.group(1), List.of()).stream()
                    .map(tool -> new Permissions.Rule(tool, pattern))
                    .toList();
        }
        var rule = RULE.matcher(text);
        if (!rule.matches()) {
            problems.add(
                    Code.E_VALUE,
                    scalar.place(),
                    scalar.shown() + " is not a permission",
                    "write a tool, or a tool with a pattern: Read, Bash(git log*), file_read:src/**");
            return List.of();
        }
        var tool = rule.group(1);
        if (!isTool(tool)) {
            problems.add(
                    Code.E_VALUE,
                    scalar.place(),
                    "there is no tool '" + tool + "'",
                    Nearest.question(tool, TOOLS).or(() -> Optional.of("the tools are " + String.join(", ", TOOLS))));
            return List.of();
        }
        var pattern = Optional.ofNullable(rule.group(2)).orElse("*");
        checkHost(tool.equals("Network"), pattern, scalar);
        return List.of(new Permissions.Rule(tool, pattern));
    }

    private void checkHost(boolean isHost, String pattern, Node.Scalar scalar) {
        if (isHost && HostRule.read(pattern).isEmpty()) {
            HostReader.refuse(scalar, problems);
        }
    }

    /// A tool Wave knows, or one that only the agent knows: capitalised, and no misspelling of one of ours.
    private static boolean isTool(String name) {
        return TOOLS.contains(name)
                || (Character.isUpperCase(name.charAt(0))
                        && Nearest.of(name, TOOLS).isEmpty())
                || name.startsWith("mcp__");
    }

    private List<Permissions.Risk> acknowledged(Fields fields) {
        var risks = new ArrayList<Permissions.Risk>();
        for (var scalar : fields.scalars("acknowledge")) {
            if (scalar.text().equals(Permissions.Risk.BASH_WRITES.text())) {
                risks.add(Permissions.Risk.BASH_WRITES);
            } else {
                problems.notOneOf(
                        Code.E_VALUE,
                        scalar,
                        "there is no risk " + scalar.shown() + " to acknowledge",
                        List.of(Permissions.Risk.BASH_WRITES.text()));
            }
        }
        return risks;
    }
}
