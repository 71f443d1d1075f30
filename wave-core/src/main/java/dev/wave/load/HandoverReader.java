package dev.wave.load;

import dev.wave.diagnostic.Code;
import dev.wave.model.Contract;
import dev.wave.model.Format;
import dev.wave.model.Handover;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads `handover:`: contracts, each with its policy.
final class HandoverReader {
    static final FieldNames HANDOVER = FieldNames.of("'handover'", "contract", "contracts")
            .hint(
                    "the fields of a contract go under 'contract:'",
                    "type",
                    "schema",
                    "command",
                    "on_failure",
                    "max_retries");

    static final FieldNames POLICY = FieldNames.of("a contract", "type", "must_pass", "on_failure", "max_retries")
            .notYet("rework_step", "escalation")
            .meaning("max_retries", "retries", "attempts");

    static final FieldNames JSON_SCHEMA = contract("json_schema", "schema", "source");
    static final FieldNames TEST_SUITE = contract("test_suite", "command", "dir", "timeout", "network");
    static final FieldNames COMMAND = contract("command", "command", "dir", "timeout", "network");
    static final FieldNames NON_EMPTY = contract("non_empty", "source");
    static final FieldNames FORMAT = contract("format", "format", "source");

    static final List<String> EFFECTIVE_TYPES = List.of("json_schema", "test_suite", "command", "non_empty", "format");
    private static final List<String> TYPES_NOT_YET =
            List.of("typescript_interface", "markdown_spec", "diff", "judge", "llm_judge", "agent_review");
    private static final List<String> ON_FAILURE_NOT_YET = List.of("rework", "escalate");

    private final Reading reading;
    private final ActionReader actions;

    HandoverReader(Reading reading, ActionReader actions) {
        this.reading = reading;
        this.actions = actions;
    }

    List<Handover> read(Fields step) {
        return step.node("handover")
                .flatMap(node -> Fields.of(node, HANDOVER, reading.problems()))
                .map(this::contracts)
                .orElse(List.of());
    }

    private List<Handover> contracts(Fields handover) {
        handover.exclude("contract", "contracts");
        if (!handover.has("contract") && !handover.has("contracts")) {
            handover.missing("contract");
        }
        var nodes = new ArrayList<Node>();
        handover.node("contract").ifPresent(nodes::add);
        nodes.addAll(handover.items("contracts"));
        var contracts = new ArrayList<Handover>();
        nodes.forEach(node -> contract(node).ifPresent(contracts::add));
        return contracts;
    }

    private Optional<Handover> contract(Node node) {
        if (!(node instanceof Node.Mapping mapping)) {
            return Fields.of(node, POLICY, reading.problems()).flatMap(_ -> Optional.empty());
        }
        var type = mapping.entry("type").map(Node.Entry::value);
        if (type.isEmpty()) {
            reading.problems()
                    .add(
                            Code.E_MISSING_FIELD,
                            node.place(),
                            "a contract needs the field 'type'",
                            "one of " + String.join(", ", EFFECTIVE_TYPES));
            return Optional.empty();
        }
        if (!(type.get() instanceof Node.Scalar scalar)) {
            reading.problems()
                    .add(
                            Code.E_TYPE,
                            type.get().place(),
                            "'type' must be a text, found " + type.get().shown());
            return Optional.empty();
        }
        return typed(mapping, scalar);
    }

    private Optional<Handover> typed(Node.Mapping mapping, Node.Scalar type) {
        if (TYPES_NOT_YET.contains(type.text())) {
            reading.problems()
                    .add(
                            Code.E_NOT_YET,
                            type.place(),
                            "'type: " + type.text() + "' is part of the language, but not of this version",
                            "remove the contract");
            return Optional.empty();
        }
        return switch (type.text()) {
            case "json_schema" -> read(mapping, JSON_SCHEMA, this::jsonSchema);
            case "test_suite" -> read(mapping, TEST_SUITE, fields -> command(fields, type.text()));
            case "command" -> read(mapping, COMMAND, fields -> command(fields, type.text()));
            case "non_empty" -> read(mapping, NON_EMPTY, this::nonEmpty);
            case "format" -> read(mapping, FORMAT, this::format);
            default -> {
                reading.problems()
                        .notOneOf(Code.E_VALUE, type, "there is no contract of type " + type.shown(), EFFECTIVE_TYPES);
                yield Optional.empty();
            }
        };
    }

    private Optional<Handover> read(Node.Mapping mapping, FieldNames names, Kind kind) {
        var fields = new Fields(mapping, names, reading.problems());
        var policy = policy(fields);
        return kind.read(fields).map(contract -> new Handover(contract, policy, mapping.place()));
    }

    /// Reads the predicate of one kind of contract.
    @FunctionalInterface
    private interface Kind {
        Optional<? extends Contract> read(Fields fields);
    }

    private static FieldNames contract(String type, String... own) {
        return FieldNames.of("a " + type + " contract", own).with(POLICY);
    }

    private Optional<Contract> jsonSchema(Fields fields) {
        if (!fields.has("schema")) {
            fields.missing("schema");
        }
        var source = fields.named("source");
        return fields.node("schema")
                .flatMap(reading.schemas()::read)
                .map(schema -> new Contract.JsonSchema(schema, source));
    }

    private Optional<Contract> command(Fields fields, String type) {
        if (!fields.has("command")) {
            fields.missing("command");
        }
        var dir = fields.scalar("dir");
        dir.filter(scalar -> !scalar.text().equals(".")
                        && ProjectPaths.inProject(scalar.text()).isEmpty())
                .ifPresent(scalar -> reading.problems()
                        .add(
                                Code.E_VALUE,
                                scalar.place(),
                                scalar.shown() + " is not a folder of the workspace",
                                "write it relative to the workspace"));
        var timeout = fields.duration("timeout").orElse(Contract.Command.DEFAULT_TIMEOUT);
        var network = HostReader.read(fields, reading.problems());
        return actions.command(fields, "command")
                .map(command -> new Contract.Command(
                        type, command, dir.map(Node.Scalar::text).orElse("."), timeout, network));
    }

    private Optional<Contract> nonEmpty(Fields fields) {
        return Optional.of(new Contract.NonEmpty(fields.named("source")));
    }

    private Optional<Contract> format(Fields fields) {
        if (!fields.has("format")) {
            fields.missing("format");
        }
        var source = fields.named("source");
        return fields.choice("format", Format.class).map(format -> new Contract.HasFormat(format, source));
    }

    private Handover.Policy policy(Fields fields) {
        var standard = Handover.Policy.DEFAULT;
        var mustPass = fields.truth("must_pass").orElse(standard.mustPass());
        var maxRetries = fields.integer("max_retries", 0, 100).orElse(standard.maxRetries());
        var written = fields.scalar("on_failure");
        if (written.filter(scalar -> ON_FAILURE_NOT_YET.contains(scalar.text())).isPresent()) {
            reading.problems()
                    .add(
                            Code.E_NOT_YET,
                            written.get().place(),
                            "'on_failure: " + written.get().text()
                                    + "' is part of the language, but not of this version",
                            "write retry, halt or continue");
            return new Handover.Policy(mustPass, standard.onFailure(), maxRetries);
        }
        var onFailure = fields.choice("on_failure", Handover.OnFailure.class).orElse(standard.onFailure());
        if (fields.has("max_retries") && onFailure != Handover.OnFailure.RETRY) {
            reading.problems()
                    .add(
                            Code.E_CONFLICT,
                            fields.placeOf("max_retries"),
                            "'max_retries' has no effect: with 'on_failure: "
                                    + onFailure.name().toLowerCase(java.util.Locale.ROOT) + "' nothing is retried",
                            "remove it, or write 'on_failure: retry'");
        }
        return new Handover.Policy(mustPass, onFailure, maxRetries);
    }
}
