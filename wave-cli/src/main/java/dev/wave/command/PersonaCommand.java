package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.diagnostic.Nearest;
import dev.wave.load.BuiltinPersonas;
import dev.wave.model.Persona;
import dev.wave.model.PersonaName;
import dev.wave.model.Project;
import dev.wave.view.Printable;
import dev.wave.view.Table;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `wave persona list|show|eject`: who there is to ask.
@Command(
        name = "persona",
        description = {
            "List the personas, show one, or eject one: write a built-in persona into the project, to change it.",
            "usage: wave persona list | show NAME | eject NAME"
        },
        sortOptions = false)
final class PersonaCommand implements WaveCommand {
    @Mixin
    CommonOptions common = new CommonOptions();

    @Parameters(index = "0", arity = "0..1", paramLabel = "ACTION", description = "list (default), show or eject.")
    String action = "list";

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "The persona to show or eject.")
    @Nullable
    String name;

    private final Tools tools;

    PersonaCommand(Tools tools) {
        this.tools = tools;
    }

    @Override
    public ExitCode run() {
        return switch (action) {
            case "list" -> list();
            case "show" -> show(required());
            case "eject" -> eject(required());
            default -> throw CommandProblem.usage("wave persona takes list, show or eject, not '" + action + "'");
        };
    }

    private String required() {
        if (name == null) {
            throw CommandProblem.usage("wave persona " + action + " needs a NAME; `wave persona list` shows them");
        }
        return name;
    }

    /// The project's personas; none where there is no project, since the built-in ones are for everybody.
    private Optional<Project> project() {
        try {
            var project = OpenProject.find(tools, common.directory);
            return Optional.of(project.orStop(project.read(), tools.console()));
        } catch (CommandProblem problem) {
            if (problem.exitCode() == ExitCode.INVALID && problem.getMessage().startsWith("no project here")) {
                return Optional.empty();
            }
            throw problem;
        }
    }

    private ExitCode list() {
        var project = project();
        var table = new Table("PERSONA", "FROM", "MAY CHANGE FILES", "DESCRIPTION");
        var names = new LinkedHashSet<PersonaName>();
        project.ifPresent(found -> names.addAll(found.personas().keySet()));
        names.addAll(BuiltinPersonas.names());
        for (var each : names) {
            var own = project.flatMap(
                    found -> Optional.ofNullable(found.personas().get(each)));
            var persona = own.or(() -> BuiltinPersonas.find(each)).orElseThrow();
            table.row(
                    each.value(),
                    own.isPresent() ? "project" : "built in",
                    mayWrite(persona) ? "yes" : "no",
                    Printable.line(persona.description()).text());
        }
        table.lines().forEach(tools.console()::print);
        return ExitCode.DONE;
    }

    private static boolean mayWrite(Persona persona) {
        return persona.permissions().allow().stream().anyMatch(rule -> isWriting(rule.tool()))
                && persona.permissions().deny().stream()
                        .noneMatch(
                                rule -> isWriting(rule.tool()) && rule.pattern().equals("*"));
    }

    private static boolean isWriting(String tool) {
        return tool.equals("Write") || tool.equals("Edit");
    }

    private ExitCode show(String wanted) {
        var own = project()
                .flatMap(found -> found.personas().values().stream()
                        .filter(persona -> persona.name().value().equals(wanted))
                        .findFirst());
        tools.console()
                .print(own.map(PersonaCommand::text)
                        .orElseGet(() -> builtin(wanted))
                        .stripTrailing());
        return ExitCode.DONE;
    }

    private static String text(Persona persona) {
        var rules = persona.permissions();
        return """
                ---
                description: %s
                permissions:
                  allow: [%s]
                  deny: [%s]
                ---
                %s""".formatted(
                        Printable.line(persona.description()),
                        rules.allow().stream().map(rule -> "\"" + rule + "\"").collect(Collectors.joining(", ")),
                        rules.deny().stream().map(rule -> "\"" + rule + "\"").collect(Collectors.joining(", ")),
                        Printable.block(persona.prompt()));
    }

    private static String builtin(String wanted) {
        return Optional.of(wanted)
                .filter(PersonaName::isValid)
                .flatMap(valid -> BuiltinPersonas.text(new PersonaName(valid)))
                .orElseThrow(() -> CommandProblem.usage("there is no persona '" + wanted + "'"
                        + Nearest.question(
                                        wanted,
                                        BuiltinPersonas.names().stream()
                                                .map(PersonaName::value)
                                                .toList())
                                .map(question -> "; " + question)
                                .orElse("")
                        + "\n`wave persona list` shows them"));
    }

    private ExitCode eject(String wanted) {
        var text = builtin(wanted);
        var file = OpenProject.find(tools, common.directory).root().resolve(".wave/personas/" + wanted + ".md");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException _) {
            throw CommandProblem.failed("the project has a persona " + wanted + " already: " + file);
        } catch (IOException e) {
            throw CommandProblem.failed("cannot write " + file + ": " + e.getMessage());
        }
        tools.console().print("wrote " + file);
        tools.console().print("it takes the place of the built-in persona from now on");
        return ExitCode.DONE;
    }
}
