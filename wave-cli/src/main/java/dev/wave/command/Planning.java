package dev.wave.command;

import dev.wave.diagnostic.Checked;
import dev.wave.model.Pipeline;
import dev.wave.model.Project;
import dev.wave.plan.Arguments;
import dev.wave.plan.Outline;
import dev.wave.plan.Pins;
import dev.wave.plan.Plan;
import dev.wave.plan.Planner;
import dev.wave.plan.Surroundings;
import java.util.List;
import java.util.Optional;

/// From a project's text to an outline and a plan, for the commands that need one. Problems end the command.
final class Planning {
    private final Tools tools;
    private final OpenProject project;
    private final Checked<Project> read;
    private final Surroundings machine;
    private final LockFile lock;
    private Optional<Checked<Pins>> pins;

    /// Plans with what the project's lock pins.
    Planning(Tools tools, OpenProject project) {
        this(tools, project, project.read(), tools.surroundings(project), Optional.empty());
    }

    /// @param pins what is pinned; absent: what the lock says, which is read when it is first needed
    private Planning(
            Tools tools, OpenProject project, Checked<Project> read, Surroundings machine, Optional<Pins> pins) {
        this.tools = tools;
        this.project = project;
        this.read = read;
        this.machine = machine;
        this.lock = new LockFile(tools, project);
        this.pins = pins.map(Checked::valid);
    }

    /// Plans with these pins, for a lock: from the files that everybody has.
    static Planning shared(Tools tools, OpenProject project, Pins pins) {
        return new Planning(tools, project, project.readShared(), tools.surroundings(project), Optional.of(pins));
    }

    /// The same from the files that everybody has.
    Planning everybodys() {
        return project.isOverridden() ? new Planning(tools, project, project.readShared(), machine, ownPins()) : this;
    }

    private Optional<Pins> ownPins() {
        return pins.map(this::orStop);
    }

    /// The same on no machine in particular: nobody is asked for programs.
    Planning anywhere() {
        return new Planning(tools, project, read, machine.anywhere(), ownPins());
    }

    /// The same with other pins.
    Planning pinned(Pins others) {
        return new Planning(tools, project, read, machine, Optional.of(others));
    }

    /// The project's text, read. Its warnings are shown with the pipeline's.
    Project project() {
        return read instanceof Checked.Valid<Project>(var model, var _) ? model : orStop(read);
    }

    /// What it plans with.
    Tools tools() {
        return tools;
    }

    /// Where the project is.
    OpenProject place() {
        return project;
    }

    /// The project's lock.
    LockFile lock() {
        return lock;
    }

    /// What is pinned. A lock that is none ends the command.
    Pins pins() {
        return orStop(checkedPins());
    }

    /// What planning knows besides the project's text.
    Surroundings surroundings() {
        return machine.pinned(pins());
    }

    /// The pipeline of that name, or the only one, with all its names resolved.
    Outline outline(Optional<String> name) {
        return orStop(checked(name));
    }

    Checked<Outline> checked(Optional<String> name) {
        return read.then(model -> PipelineNames.of(model, name).then(this::resolve));
    }

    /// A pipeline of the project with all its names resolved.
    Checked<Outline> resolve(Pipeline pipeline) {
        return checkedPins()
                .then(pinned -> Planner.resolve(project(), pipeline, machine.pinned(pinned)))
                .then(new SchemaProblems()::check);
    }

    private Checked<Pins> checkedPins() {
        var known = pins.orElseGet(lock::pins);
        pins = Optional.of(known);
        return known;
    }

    private <T> T orStop(Checked<T> checked) {
        return project.orStop(checked, tools.console());
    }

    /// The plan for these arguments; wrong ones end the command with the pipeline's parameters listed.
    static Plan plan(Outline outline, Arguments.Given given, List<String> flags) {
        return switch (Arguments.parse(outline, given, flags)) {
            case Arguments.Bound bound -> Planner.bind(outline, bound);
            case Arguments.Refused refused -> throw refused(refused);
        };
    }

    static CommandProblem refused(Arguments.Refused refused) {
        return CommandProblem.usage(
                String.join("\n", refused.problems()), refused.usage().lines().toList());
    }
}
