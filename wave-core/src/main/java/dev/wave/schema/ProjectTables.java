package dev.wave.schema;

import dev.wave.load.Vocabulary;
import dev.wave.model.Param;
import dev.wave.model.SandboxMode;
import dev.wave.model.Value;
import java.util.List;

/// Fields outside of steps.
final class ProjectTables {
    static final String NAME = "^[a-z][a-z0-9_-]*$";
    static final String PIPELINE = "^[A-Za-z0-9][A-Za-z0-9._-]*$";
    static final String ADAPTER = "^[a-z][a-z0-9_-]*(:[a-z0-9][a-z0-9._-]*)?$";
    static final String PARAM = "^[A-Za-z][A-Za-z0-9_-]*$";
    static final String VARIABLE = "^[A-Za-z_][A-Za-z0-9_]*$";
    static final String SECRET = "^[A-Za-z_][A-Za-z0-9_]{0,99}$";

    private ProjectTables() {}

    static Table project() {
        return new Table()
                .field("pipeline", Shape.of(Vocabulary.PIPELINE), "The pipeline, if the project has only one.")
                .field(
                        "pipelines",
                        Shape.either(
                                Shape.mapping(PIPELINE, Shape.of(Vocabulary.PIPELINE)),
                                Shape.list(Shape.of(Vocabulary.PIPELINE))),
                        "Several pipelines, by name.")
                .field("steps", steps(), "The steps of the only pipeline, which is named after the folder.")
                .field(
                        "personas",
                        Shape.mapping(NAME, Shape.of(Vocabulary.PERSONA)),
                        "Who steps ask, by name: a prompt and what it may do. `wave persona list` shows the built-in ones.")
                .field("adapters", Shape.mapping(ADAPTER, Shape.of(Vocabulary.ADAPTER)), "What drives agents, by name.")
                .field("defaults", Shape.of(Vocabulary.DEFAULTS), "What holds where a step or persona says nothing.")
                .field(
                        "default_adapter",
                        Shape.pattern(ADAPTER),
                        "The adapter of personas that name none; `auto` takes the first agent this machine has.")
                .field(
                        "secrets",
                        Shape.mapping(SECRET, Shape.of(Vocabulary.SECRET)),
                        "Names of secrets, with where their values are. No value stands in a file of the project.")
                .field("project", Shape.of(Vocabulary.PROJECT), "About the project as a whole.");
    }

    private static Value.Obj steps() {
        return Shape.nonEmptyList(Shape.of(Vocabulary.STEP));
    }

    static Table defaults() {
        return new Table()
                .field("persona", Shape.pattern(NAME), "Who is asked by a task without a persona; else `assistant`.")
                .field("adapter", Shape.pattern(ADAPTER), "The same as `default_adapter`.")
                .field("model", Shape.textOrNumber(), "A tier (cheap, balanced, strong) or a model's exact name.")
                .field("sandbox", sandbox(), "What steps' programs run in.");
    }

    static Value.Obj sandbox() {
        return Shape.words(SandboxMode.values());
    }

    static Table about() {
        return new Table().field("name", Shape.textOrNumber(), "The project's name, in place of the folder's.");
    }

    static Table pipelineFile() {
        return new Table().field("pipeline", Shape.of(Vocabulary.PIPELINE), "The pipeline of this file.");
    }

    static Table pipeline() {
        return new Table()
                .field("name", Shape.pattern(PIPELINE), "The pipeline's name, in place of the file's or folder's.")
                .field("version", Shape.textOrNumber(), "Shown, otherwise without effect.")
                .field("description", Shape.textOrNumber(), "What the pipeline is good for; shown in lists.")
                .field(
                        "params",
                        Shape.mapping(PARAM, Shape.either(Shape.of(Vocabulary.PARAMETER), Shape.type("null"))),
                        "Typed inputs, by name; each is an option of `wave run`.")
                .field("max_parallel", Shape.integer(1, 10_000), "How many steps run at once; 4 if nothing is said.")
                .field("fail_fast", Shape.truth(), "Cancel running steps as soon as one has failed.")
                .field("steps", steps(), "What is done.")
                .field(
                        "outputs",
                        Shape.mapping(Shape.types("string", "number", "boolean")),
                        "Names for what the pipeline produces: `summary: report.summary`.");
    }

    static Table parameter() {
        return new Table()
                .field("type", Shape.words(Param.Type.values()), "What values it has; string if nothing is said.")
                .field("description", Shape.textOrNumber(), "What it is good for; shown in the help.")
                .field("default", Shape.any(), "Its value if none is given. Without one it is required.")
                .field("enum", Shape.oneOrList(Shape.any()), "The values it may have.");
    }

    static Table persona() {
        return new Table()
                .field("description", Shape.textOrNumber(), "One sentence: what it is good for.")
                .field("adapter", Shape.pattern(ADAPTER), "Who drives it, in place of `default_adapter`.")
                .field("model", Shape.textOrNumber(), "A tier (cheap, balanced, strong) or a model's exact name.")
                .field(
                        "permissions",
                        Shape.of(Vocabulary.PERMISSIONS),
                        "What it may do; without them nothing is allowed.")
                .field("sandbox", sandbox(), "What its programs run in.")
                .field("prompt", Shape.textOrNumber(), "Who it is and how it works.");
    }

    static Table permissions() {
        var rules = Shape.oneOrList(Shape.text());
        return new Table()
                .field(
                        "allow",
                        rules,
                        "Rules such as `Read`, `Write(src/**)`, `Bash(git log*)`, `Network(example.org)`.")
                .field("deny", rules, "Rules that beat those of `allow`.")
                .field(
                        "acknowledge",
                        Shape.oneOrList(Shape.words(List.of("bash-writes"))),
                        "Risks that are known: `bash-writes`, a shell that can write without a sandbox.");
    }

    static Table secret() {
        return new Table()
                .field("env", Shape.pattern(VARIABLE), "The variable of your environment that holds the value.")
                .field(
                        "file",
                        Shape.textOrNumber(),
                        "The file that holds the value: absolute, below `~/`, or of the project.")
                .field("command", Shape.oneOrList(Shape.textOrNumber()), "The command that prints the value.");
    }

    static Table adapter() {
        var acp = Shape.pattern("^acp:[a-z0-9][a-z0-9._-]*$");
        return new Table()
                .field(
                        "type",
                        Shape.either(Shape.words(Vocabulary.adapterTypes()), acp),
                        "What it drives; may be left out if the adapter's name is a type.")
                .field(
                        "command",
                        Shape.oneOrList(Shape.textOrNumber()),
                        "The program and its arguments, without a shell.")
                .field("script", Shape.text(), "`type: scripted`: the file with the answers.")
                .field("model", Shape.textOrNumber(), "A tier (cheap, balanced, strong) or a model's exact name.")
                .field("models", Shape.mapping(scalar()), "What tiers stand for here: `cheap: MODEL`.")
                .field("env", Shape.mapping(VARIABLE, scalar()), "Variables for its program.")
                .field("args", Shape.oneOrList(Shape.textOrNumber()), "More arguments, after those of `command`.")
                .field("base_url", Shape.pattern("^https?://"), "Where the model's API is.")
                .field("api_key_env", Shape.pattern(VARIABLE), "The variable that holds the key, never the key itself.")
                .field("auth", Shape.words(List.of("key", "login")), "A key, or the login the program keeps.");
    }

    static Value.Obj scalar() {
        return Shape.types("string", "number", "boolean");
    }
}
