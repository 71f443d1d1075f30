package dev.wave.command;

import dev.wave.command.Completer.Candidate;
import dev.wave.diagnostic.Checked;
import dev.wave.journal.RunGlimpse;
import dev.wave.journal.RunStanding;
import dev.wave.load.BuiltinPersonas;
import dev.wave.model.Param;
import dev.wave.model.Pipeline;
import dev.wave.model.Project;
import dev.wave.plan.Outline;
import dev.wave.store.StateDir;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What could stand where a command takes a value: by the label that its help gives the value.
final class CompletedValues {
    static final List<Candidate> FILES = List.of(new Candidate(":files", ""));
    static final List<Candidate> FOLDERS = List.of(new Candidate(":folders", ""));
    private static final int MOST_RUNS = 50;

    /// Labels of values that only their writer knows.
    private static final List<String> FREE = List.of("AGE", "B", "CASE", "N", "SIZE", "TEXT", "WHEN");

    private final Tools tools;
    private final Path directory;
    private final String name;
    private final WaveCommand command;
    private final List<String> arguments;

    /// @param directory where the project is looked for
    /// @param name the command's
    /// @param arguments those that stand there already
    CompletedValues(Tools tools, Path directory, String name, WaveCommand command, List<String> arguments) {
        this.tools = tools;
        this.directory = directory;
        this.name = name;
        this.command = command;
        this.arguments = List.copyOf(arguments);
    }

    /// Whether something is known of values with that label, or known that nothing can be.
    static boolean knows(String label) {
        return FREE.contains(label) || !isUnknown(label);
    }

    private static boolean isUnknown(String label) {
        return switch (label) {
            case "PIPELINE", "RECORDING", "STEP", "RUN", "PERSONA", "NAME=VALUE", "FORMAT", "FILE", "DIR", "WHERE" ->
                false;
            default -> fixed(label, "").isEmpty();
        };
    }

    List<Candidate> of(String label) {
        return switch (label) {
            case "PIPELINE", "RECORDING" -> pipelines();
            case "STEP" -> steps();
            case "RUN" -> runs();
            case "PERSONA" -> personas();
            case "NAME=VALUE" -> assignments();
            case "FORMAT" -> words(command.formatNames());
            case "FILE" -> FILES;
            case "DIR", "WHERE" -> FOLDERS;
            default -> words(fixed(label, name));
        };
    }

    private static List<String> fixed(String label, String command) {
        return switch (label) {
            case "ACTION" -> command.equals("pipeline") ? List.of("list", "show") : List.of("list", "show", "eject");
            case "KIND" -> List.of("mermaid", "text");
            case "FILE-KIND" -> List.of("project", "pipeline", "persona", "local", "script", "lock");
            case "MODE" -> List.of("auto", "required", "none");
            case "SHELL" -> CompletionCommand.SHELLS;
            case "SIDE" -> List.of("ours", "theirs");
            case "STATUS" ->
                Stream.of(RunStanding.values()).map(RunStanding::word).toList();
            case "WHAT" -> List.of("adapters", "models");
            default -> List.of();
        };
    }

    private static List<Candidate> words(Collection<String> words) {
        return words.stream().map(word -> new Candidate(word, "")).toList();
    }

    private Optional<Project> project() {
        return OpenProject.near(tools, directory)
                .map(OpenProject::read)
                .flatMap(read -> read instanceof Checked.Valid<Project>(var model, var _)
                        ? Optional.of(model)
                        : Optional.empty());
    }

    private Stream<Pipeline> all() {
        return project().stream().flatMap(project -> project.pipelines().values().stream());
    }

    private List<Candidate> pipelines() {
        return all().map(each -> new Candidate(each.name().value(), each.description()))
                .toList();
    }

    /// Those of the pipeline that was named; without one, of all.
    private List<Candidate> steps() {
        var named = command instanceof PlanningCommand && !name.equals("why") && !arguments.isEmpty();
        return all().filter(each -> !named || each.name().value().equals(arguments.getFirst()))
                .flatMap(each -> each.steps().stream()
                        .map(step -> new Candidate(step.id().value(), "step of " + each.name())))
                .toList();
    }

    private List<Candidate> personas() {
        var own = project().stream()
                .flatMap(project -> project.personas().values().stream())
                .map(each -> new Candidate(each.name().value(), each.description()));
        var builtIn = BuiltinPersonas.names().stream().map(each -> new Candidate(each.value(), "built in"));
        return Stream.concat(own, builtIn).toList();
    }

    private List<Candidate> runs() {
        var project = OpenProject.near(tools, directory);
        if (project.isEmpty()) {
            return List.of();
        }
        var git = project.get().git();
        var state = git.map(place -> StateDir.ofGit(place.commonDir()))
                .orElseGet(() -> StateDir.ofFolder(project.get().root()));
        var below = git.map(
                        place -> place.top().relativize(project.get().root()).toString())
                .filter(path -> !path.isEmpty())
                .map(path -> new String(path.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1) + "/")
                .orElse("");
        return RunGlimpse.newest(state.root(), below, MOST_RUNS, tools.cache()).stream()
                .map(each -> new Candidate(each.id().value(), each.about()))
                .toList();
    }

    /// The parameters of the pipeline that was named, or of the only one.
    private Stream<Param> declared() {
        var project = OpenProject.near(tools, directory);
        if (project.isEmpty()) {
            return Stream.of();
        }
        var pipeline = name.equals("why")
                ? Optional.<String>empty()
                : arguments.stream().findFirst();
        return new Planning(tools, project.get()).checked(pipeline)
                        instanceof Checked.Valid<Outline>(var outline, var _)
                ? outline.params().values().stream()
                : Stream.of();
    }

    /// The parameters as options.
    List<Candidate> params() {
        return declared()
                .map(param -> new Candidate("--" + param.name() + "=", about(param)))
                .toList();
    }

    private List<Candidate> assignments() {
        return declared()
                .map(param -> new Candidate(param.name() + "=", about(param)))
                .toList();
    }

    private static String about(Param param) {
        return param.description().isEmpty() ? "parameter" : param.description();
    }

    /// The values that a parameter may have, as far as they can be listed.
    List<Candidate> ofParam(String name) {
        return declared()
                .filter(param -> param.name().value().equals(name))
                .flatMap(param -> param.type() == Param.Type.BOOLEAN
                        ? Stream.of("true", "false")
                        : param.allowed().stream().map(CaseNames::text))
                .map(value -> new Candidate(value, ""))
                .toList();
    }
}
