package dev.wave.load;

import dev.wave.diagnostic.Code;
import dev.wave.model.Action;
import dev.wave.model.CacheMode;
import dev.wave.model.Limits;
import dev.wave.model.Named;
import dev.wave.model.Resources;
import dev.wave.model.Retry;
import dev.wave.model.SandboxMode;
import dev.wave.model.Step;
import dev.wave.model.StepId;
import dev.wave.model.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/// Reads one step. Its larger parts have readers of their own.
final class StepReader {
    static final FieldNames FIELDS = FieldNames.of(
                    "a step",
                    "id",
                    "persona",
                    "task",
                    "task_file",
                    "run",
                    "dependencies",
                    "needs",
                    "inputs",
                    "artifacts",
                    "deliverables",
                    "handover",
                    "when",
                    "timeout",
                    "idle_timeout",
                    "retry",
                    "resources",
                    "permissions",
                    "sources",
                    "workspace",
                    "cache",
                    "optional",
                    "env",
                    "secrets",
                    "network",
                    "sandbox")
            .notYet(
                    "gate",
                    "loop",
                    "pipeline",
                    "uses",
                    "params",
                    "for_each",
                    "matrix",
                    "as",
                    "key",
                    "max_parallel",
                    "fail_fast",
                    "budget",
                    "labels",
                    "hooks")
            .meaning("id", "name")
            .meaning("dependencies", "depends_on", "dependsOn", "depends", "requires", "after")
            .meaning("task", "prompt", "instructions", "description")
            .meaning("persona", "agent", "role")
            .meaning("run", "command", "cmd", "script", "shell", "exec")
            .meaning("when", "if", "condition", "only_if")
            .meaning("artifacts", "outputs", "produces")
            .meaning("handover", "contract", "contracts", "validate")
            .meaning("timeout", "timeout_minutes", "timeout-minutes", "deadline")
            .meaning("retry", "retries", "max_retries")
            .meaning("env", "environment", "vars", "variables")
            .meaning("optional", "continue-on-error", "continue_on_error", "allow_failure")
            .hint("'adapter' and 'model' belong to the persona", "adapter", "model");

    static final FieldNames RETRY = FieldNames.of("'retry'", "max", "backoff", "delay", "from")
            .meaning("max", "attempts", "count", "max_retries", "retries", "limit");
    static final FieldNames RESOURCES = FieldNames.of("'resources'", "output_limit", "memory_limit")
            .notYet("cpu")
            .meaning("memory_limit", "memory", "mem", "mem_limit", "ram")
            .meaning("cpu", "cpus", "cores");
    static final FieldNames CACHE = FieldNames.of("'cache'", "ttl", "samples")
            .meaning("ttl", "age", "max_age", "for", "expires")
            .meaning("samples", "count", "draws", "n");

    private final Reading reading;
    private final ActionReader actions;

    StepReader(Reading reading) {
        this.reading = reading;
        this.actions = new ActionReader(reading);
    }

    /// The step; empty if it has no id or no action, which has been reported.
    Optional<Step> read(Node node) {
        return Fields.of(node, FIELDS, reading.problems()).flatMap(this::step);
    }

    private Optional<Step> step(Fields fields) {
        if (!fields.has("id")) {
            fields.missing("id");
        }
        var id = fields.name("id", "a step", StepId::isValid, StepId::new);
        var action = actions.read(fields);
        var dependencies = dependencies(fields);
        var inputs = new InputReader(reading).read(fields);
        var outputs = new OutputReader(reading).read(fields);
        var contracts = new HandoverReader(reading, actions).read(fields);
        var when = when(fields);
        var limits = limits(fields);
        var retry = retry(fields);
        var workspace = new WorkspaceReader(reading, actions).read(fields);
        var sources = Globs.read(fields, "sources", reading.problems());
        var permissions = new PermissionReader(reading.problems()).read(fields);
        var cache = cache(fields);
        var optional = fields.truth("optional").orElse(false);
        var env = env(fields);
        var secrets = secrets(fields, env);
        var sandbox = fields.choice("sandbox", SandboxMode.class);
        var network = HostReader.read(fields, reading.problems());
        if (fields.has("run")) {
            refuseWithoutEffect(fields, "permissions", "a 'run' step has no persona whose permissions it could narrow");
            InputReader.refuseInline(inputs, reading.problems());
        }
        return id.flatMap(name -> action.map(what -> new Step(
                name,
                fields.node("id").orElseThrow().place(),
                what,
                dependencies,
                InputReader.isWritten(fields) ? Optional.of(inputs) : Optional.empty(),
                outputs,
                contracts,
                when,
                limits,
                retry,
                workspace,
                sources,
                permissions,
                cache,
                optional,
                env,
                sandbox,
                secrets,
                network)));
    }

    private void refuseWithoutEffect(Fields fields, String name, String reason) {
        if (fields.has(name)) {
            reading.problems()
                    .add(Code.E_CONFLICT, fields.placeOf(name), "'" + name + "' has no effect: " + reason, "remove it");
        }
    }

    private List<Named> dependencies(Fields fields) {
        fields.exclude("dependencies", "needs");
        return fields.distinct(fields.has("dependencies") ? "dependencies" : "needs", "dependency");
    }

    /// The names of the step's secrets. One whose variable `env` sets too is a problem.
    private List<Named> secrets(Fields fields, SequencedMap<String, Text> env) {
        var secrets = fields.distinct("secrets", "secret");
        secrets.stream()
                .filter(secret -> env.containsKey(secret.name()))
                .forEach(secret -> reading.problems()
                        .add(
                                Code.E_CONFLICT,
                                secret.place(),
                                "the variable '" + secret.name() + "' is also set by 'env'",
                                "keep one of them"));
        return secrets;
    }

    private Optional<Text> when(Fields fields) {
        var node = fields.node("when");
        if (node.isPresent() && node.get() instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.BOOLEAN) {
            return Optional.of(new Text(scalar.text().toLowerCase(Locale.ROOT), scalar.place()));
        }
        return fields.text("when").map(reading::condition);
    }

    private Limits limits(Fields fields) {
        var standard = Limits.DEFAULT;
        var resources = fields.node("resources").flatMap(node -> Fields.of(node, RESOURCES, reading.problems()));
        return new Limits(
                fields.duration("timeout").orElse(standard.timeout()),
                fields.duration("idle_timeout").orElse(standard.idle()),
                resources.flatMap(written -> written.size("output_limit")).orElse(standard.outputBytes()),
                new Resources(resources.flatMap(written -> written.size("memory_limit"))));
    }

    private Retry retry(Fields step) {
        return step.node("retry")
                .flatMap(node -> Fields.of(node, RETRY, reading.problems()))
                .map(fields -> new Retry(
                        fields.integer("max", 0, 100).orElse(Retry.DEFAULT.max()),
                        fields.choice("backoff", Retry.Backoff.class).orElse(Retry.DEFAULT.backoff()),
                        fields.duration("delay").orElse(Retry.DEFAULT.delay()),
                        fields.choice("from", Retry.From.class).orElse(Retry.DEFAULT.from())))
                .orElse(Retry.DEFAULT);
    }

    private Optional<CacheMode> cache(Fields step) {
        if (!(step.node("cache").orElse(null) instanceof Node.Mapping mapping)) {
            return step.choice("cache", CacheWord.class).map(word -> switch (word) {
                case AUTO -> CacheMode.AUTO;
                case NEVER -> new CacheMode.Never();
            });
        }
        var fields = new Fields(mapping, CACHE, reading.problems());
        if (mapping.entries().isEmpty()) {
            fields.missing("ttl");
        }
        fields.exclude("samples", "ttl");
        Optional<CacheMode> ttl = fields.duration("ttl").map(CacheMode.Ttl::new);
        return ttl.or(() -> fields.integer("samples", 1, CacheMode.Samples.MOST).map(CacheMode.Samples::new));
    }

    private enum CacheWord {
        AUTO,
        NEVER
    }

    private SequencedMap<String, Text> env(Fields fields) {
        var env = new LinkedHashMap<String, Text>();
        EnvNames.scalars(fields, "env", reading.problems())
                .forEach((name, scalar) -> env.put(name, reading.template(Fields.text(scalar))));
        return env;
    }

    /// Whether a step lets somebody do something, for checks that only concern agents.
    static Optional<Action.Ask> ask(Step step) {
        return step.action() instanceof Action.Ask ask ? Optional.of(ask) : Optional.empty();
    }
}
