package dev.wave.schema;

import dev.wave.load.Vocabulary;
import dev.wave.model.CacheMode;
import dev.wave.model.Format;
import dev.wave.model.Handover;
import dev.wave.model.Retry;
import dev.wave.model.Value;
import java.util.List;
import java.util.stream.Stream;

/// Fields of steps and of what is in them.
final class StepTables {
    static final String ARTIFACT = "^(?![.-])([A-Za-z0-9._-]|\\{[A-Za-z][A-Za-z0-9_-]*\\}){1,100}$";

    private StepTables() {}

    static Table step() {
        var names = Shape.oneOrList(Shape.textOrNumber());
        return new Table()
                .required("id")
                .field("id", Shape.pattern(ProjectTables.NAME), "The step's name, unique in the pipeline.")
                .field("persona", Shape.textOrNumber(), "Who is asked; `wave persona list` shows who there is.")
                .field("task", Shape.notBlank(), "What is asked. `{name}` and `{{ expression }}` are filled in.")
                .field("task_file", Shape.text(), "The same, from a file of the project.")
                .field("run", Shape.command(), "A command in place of an agent: shell text, or a list of words.")
                .field("dependencies", names, "Steps that must have succeeded first.")
                .field("needs", names, "The same as `dependencies`.")
                .field(
                        "inputs",
                        Shape.oneOrList(Shape.either(artifact(), Shape.of(Vocabulary.INPUT))),
                        "Artifacts it is given. Left out: all that its direct dependencies produce.")
                .field("artifacts", outputs(), "What it may produce.")
                .field("deliverables", outputs(), "What it must produce: without it the attempt has failed.")
                .field("handover", Shape.of(Vocabulary.HANDOVER), "What must hold of what it produced.")
                .field(
                        "when",
                        Shape.types("string", "boolean", "number"),
                        "An expression; if it is false, the step is skipped.")
                .field("timeout", Shape.duration(), "For one attempt; 30m if nothing is said.")
                .field("idle_timeout", Shape.duration(), "The longest silence; 5m if nothing is said.")
                .field(
                        "retry",
                        Shape.of(Vocabulary.RETRY),
                        "What follows an attempt that ended without outputs to check.")
                .field("resources", Shape.of(Vocabulary.RESOURCES), "How much it may use.")
                .field("permissions", Shape.of(Vocabulary.PERMISSIONS), "Narrows what the persona may do.")
                .field("sources", globs(), "The files it sees, and is keyed by; all if nothing is said.")
                .field(
                        "workspace",
                        Shape.either(Shape.words(List.of("tree", "empty")), Shape.of(Vocabulary.WORKSPACE)),
                        "What it works in.")
                .field(
                        "cache",
                        Shape.either(Shape.words(List.of("auto", "never")), Shape.of(Vocabulary.CACHE)),
                        "Which other runs use its result.")
                .field("optional", Shape.truth(), "Its failure does not fail the run.")
                .field(
                        "env",
                        Shape.mapping(ProjectTables.VARIABLE, ProjectTables.scalar()),
                        "Variables for its program; names in the values are filled in.")
                .field("secrets", names, "Secrets of the project that its program finds as variables.")
                .field("network", hosts(), "Hosts it may reach besides those of its persona.")
                .field("sandbox", ProjectTables.sandbox(), "What its programs run in.");
    }

    private static Value.Obj artifact() {
        return Shape.pattern(ARTIFACT);
    }

    private static Value.Obj outputs() {
        return Shape.oneOrList(Shape.either(artifact(), Shape.of(Vocabulary.OUTPUT)));
    }

    private static Value.Obj globs() {
        return Shape.oneOrList(Shape.text());
    }

    private static Value.Obj hosts() {
        return Shape.oneOrList(Shape.pattern("^[A-Za-z0-9*_.\\[\\]:-]+$"));
    }

    static Table retry() {
        return new Table()
                .field("max", Shape.integer(0, 100), "Retries, not attempts; 1 if nothing is said.")
                .field("backoff", Shape.words(Retry.Backoff.values()), "How the delay grows.")
                .field("delay", Shape.duration(), "Before the first retry.")
                .field("from", Shape.words(Retry.From.values()), "The files a retry starts from.");
    }

    static Table resources() {
        return new Table()
                .field("output_limit", Shape.size(), "The most it may print; 64MB if nothing is said.")
                .field("memory_limit", Shape.size(), "The most memory of all its processes together.");
    }

    static Table cache() {
        return new Table()
                .field("ttl", Shape.duration(), "Other runs use its result while it is younger than that.")
                .field(
                        "samples",
                        Shape.integer(1, CacheMode.Samples.MOST),
                        "Each run makes one more until there are so many.");
    }

    static Table workspace() {
        return new Table()
                .field("base", Shape.words(List.of("tree", "empty")), "The project's files, or none of them.")
                .field("include", globs(), "Files of Wave's own that the step may read.")
                .field("share", globs(), "Folders of yours that are shown, such as `node_modules`.")
                .field(
                        "setup",
                        Shape.either(Shape.command(), Shape.of(Vocabulary.SETUP)),
                        "A command before the step, such as `npm ci`, done once for the same files.")
                .field("history", Shape.truth(), "Its git shows the commits; it runs again with each new one.");
    }

    static Table setup() {
        return new Table()
                .required("run")
                .field("run", Shape.command(), "The command.")
                .field("sources", globs(), "The files it sees; all if nothing is said.")
                .field("secrets", Shape.oneOrList(Shape.textOrNumber()), "Secrets that it finds as variables.");
    }

    static Table input() {
        return new Table()
                .required("artifact")
                .field("artifact", artifact(), "An artifact, `STEP.ARTIFACT`, or a step for all that it produces.")
                .field("from", Shape.textOrNumber(), "The step, if the artifact's name alone is ambiguous.")
                .field("as", artifact(), "What it is called in this step.")
                .field("optional", Shape.truth(), "Go on without it if it is not there.")
                .field("schema", schema(), "A JSON Schema that it should satisfy.")
                .field("inline", Shape.truth(), "Put its text into the task.");
    }

    static Table output() {
        return new Table()
                .required("name")
                .field("name", artifact(), "Its name: letters, digits, `.`, `_`, `-`.")
                .field("format", formats(), "What it is; checked.")
                .field("path", Shape.textOrNumber(), "Where in the workspace it is written.")
                .field("description", Shape.textOrNumber(), "Told to the agent that makes it and to those that get it.")
                .field("schema", schema(), "A JSON Schema, told to the agent.");
    }

    private static Value.Obj formats() {
        return Shape.words(Stream.of(Format.values()).map(Format::text).toList());
    }

    /// A path, or the schema itself.
    private static Value.Obj schema() {
        return Shape.types("string", "object", "boolean");
    }

    static Table handover() {
        return new Table()
                .field("contract", Shape.contract(), "One contract.")
                .field(
                        "contracts",
                        Shape.either(Shape.contract(), Shape.list(Shape.contract())),
                        "Several; all of them are checked.");
    }

    static Table contract() {
        return new Table()
                .required("type")
                .field("type", Shape.words(Vocabulary.contractTypes()), "What is checked.")
                .field("must_pass", Shape.truth(), "Whether the step needs it.")
                .field("on_failure", Shape.words(Handover.OnFailure.values()), "What to do when it does not hold.")
                .field(
                        "max_retries",
                        Shape.integer(0, 100),
                        "Attempts after the first that it may cost; 2 if nothing is said.");
    }

    static Table jsonSchema() {
        return new Table()
                .with(contract())
                .required("type", "schema")
                .field("schema", schema(), "A JSON Schema: the path of a file of the project, or the schema itself.")
                .field("source", Shape.textOrNumber(), "The output that must satisfy it.");
    }

    static Table command() {
        return new Table()
                .with(contract())
                .required("type", "command")
                .field("command", Shape.command(), "Holds if it exits with 0, in a copy of the workspace.")
                .field("dir", Shape.textOrNumber(), "The folder of the workspace to run it in.")
                .field("timeout", Shape.duration(), "After it the contract is broken; 10m if nothing is said.")
                .field("network", hosts(), "Hosts it may reach.");
    }

    static Table nonEmpty() {
        return new Table()
                .with(contract())
                .required("type")
                .field("source", Shape.textOrNumber(), "The output; all if nothing is said.");
    }

    static Table format() {
        return new Table()
                .with(contract())
                .required("type", "format")
                .field("format", formats(), "What the output must be.")
                .field("source", Shape.textOrNumber(), "The output; all if nothing is said.");
    }
}
