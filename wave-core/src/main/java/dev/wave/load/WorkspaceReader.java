package dev.wave.load;

import dev.wave.diagnostic.Code;
import dev.wave.model.WorkspaceSpec;
import java.util.List;
import java.util.Optional;

/// Reads `workspace:`.
final class WorkspaceReader {
    static final FieldNames FIELDS = FieldNames.of("'workspace'", "base", "include", "share", "setup", "history")
            .notYet("lfs");
    static final FieldNames SETUP =
            FieldNames.of("'setup'", "run", "sources", "secrets").meaning("run", "command", "cmd");
    private static final WorkspaceSpec EMPTY = new WorkspaceSpec(true, List.of(), List.of(), Optional.empty(), false);

    private final Reading reading;
    private final ActionReader actions;

    WorkspaceReader(Reading reading, ActionReader actions) {
        this.reading = reading;
        this.actions = actions;
    }

    WorkspaceSpec read(Fields step) {
        return step.node("workspace").map(this::workspace).orElse(WorkspaceSpec.TREE);
    }

    private WorkspaceSpec workspace(Node node) {
        if (node instanceof Node.Scalar scalar) {
            return isEmpty(scalar) ? EMPTY : WorkspaceSpec.TREE;
        }
        return Fields.of(node, FIELDS, reading.problems())
                .map(fields -> new WorkspaceSpec(
                        fields.scalar("base").filter(this::isEmpty).isPresent(),
                        paths(fields, "include"),
                        paths(fields, "share"),
                        setup(fields),
                        fields.truth("history").orElse(false)))
                .orElse(WorkspaceSpec.TREE);
    }

    private boolean isEmpty(Node.Scalar base) {
        return switch (base.text()) {
            case "tree" -> false;
            case "empty" -> true;
            default -> {
                reading.problems()
                        .notOneOf(
                                Code.E_VALUE, base, "there is no workspace " + base.shown(), List.of("tree", "empty"));
                yield false;
            }
        };
    }

    private List<String> paths(Fields fields, String name) {
        return Globs.read(fields, name, reading.problems());
    }

    private Optional<WorkspaceSpec.Setup> setup(Fields workspace) {
        var node = workspace.node("setup");
        if (node.isPresent() && node.get() instanceof Node.Mapping mapping) {
            var fields = new Fields(mapping, SETUP, reading.problems());
            if (!fields.has("run")) {
                fields.missing("run");
            }
            var sources = paths(fields, "sources");
            var secrets = fields.distinct("secrets", "secret");
            return actions.command(fields, "run").map(command -> new WorkspaceSpec.Setup(command, sources, secrets));
        }
        return actions.command(workspace, "setup")
                .map(command -> new WorkspaceSpec.Setup(command, List.of(), List.of()));
    }
}
