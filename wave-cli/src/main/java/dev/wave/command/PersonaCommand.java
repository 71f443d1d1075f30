package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.diagnostic.Nearest;
import dev.wave.load.BuiltinPersonas;
import dev.wave.model.ObjectWriter;
import dev.wave.model.Persona;
import dev.wave.model.PersonaName;
import dev.wave.model.Project;
import dev.wave.option.Syntax;
import dev.wave.option.Times;
import dev.wave.store.DurableFiles;
import dev.wave.view.Printable;
import dev.wave.view.Table;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// `wave persona list|show|eject`: who there is to ask.
final class PersonaCommand extends WaveCommand {
    String action = "list";

    @Nullable
    String name;

    PersonaCommand(Tools tools) {
        super(tools);
    }

    @Override
    void declare(Syntax syntax) {
        syntax.purpose(
                "List the personas, show one, or eject one: write a built-in persona into the project, to change it.");
        syntax.usages(
                "wave persona [list] [OPTIONS]",
                "wave persona show PERSONA [OPTIONS]",
                "wave persona eject PERSONA [OPTIONS]");
        syntax.argument(Times.AT_MOST_ONCE, "ACTION", "list (default), show or eject.", word -> action = word);
        syntax.argument(Times.AT_MOST_ONCE, "PERSONA", "The persona to show or eject.", word -> name = word);
    }

    @Override
    List<OutputFormat> formats() {
        return action.equals("list") ? LIST : List.of(OutputFormat.TEXT, OutputFormat.JSON);
    }

    @Override
    ExitCode run() {
        return switch (action) {
            case "list" -> list();
            case "show" -> show(required());
            case "eject" -> eject(required());
            default -> throw CommandProblem.usage("wave persona takes list, show or eject, not '" + action + "'");
        };
    }

    private String required() {
        if (name == null) {
            throw CommandProblem.usage("wave persona " + action + " needs a name; `wave persona list` shows them");
        }
        return name;
    }

    /// The project, if there is one: the built-in personas are for everybody.
    private Optional<Project> project() {
        return OpenProject.near(tools(), common.directory).map(project -> project.orStop(project.read(), console()));
    }

    /// A persona and whose it is.
    private record Known(Persona persona, boolean own) {}

    private ExitCode list() {
        var project = project();
        var names = new LinkedHashSet<PersonaName>();
        project.ifPresent(found -> names.addAll(found.personas().keySet()));
        names.addAll(BuiltinPersonas.names());
        var known = names.stream().map(each -> known(project, each)).toList();
        answer(() -> table(known), "personas", known, each -> about(each).done());
        return ExitCode.DONE;
    }

    private static Known known(Optional<Project> project, PersonaName name) {
        return project.flatMap(found -> Optional.ofNullable(found.personas().get(name)))
                .map(own -> new Known(own, true))
                .orElseGet(() -> new Known(BuiltinPersonas.find(name).orElseThrow(), false));
    }

    private List<String> table(List<Known> known) {
        var table = new Table("PERSONA", "FROM", "MAY CHANGE FILES", "DESCRIPTION");
        for (var each : known) {
            table.row(
                    each.persona().name().value(),
                    each.own() ? "project" : "built in",
                    mayWrite(each.persona()) ? "yes" : "no",
                    Printable.line(each.persona().description()).text());
        }
        return table.folded(console().screen());
    }

    private static ObjectWriter about(Known known) {
        var persona = known.persona();
        return new ObjectWriter()
                .text("name", persona.name())
                .text("from", known.own() ? "project" : "built_in")
                .text("description", persona.description())
                .texts("allow", persona.permissions().allow())
                .texts("deny", persona.permissions().deny());
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
        var text =
                own.map(PersonaCommand::text).orElseGet(() -> builtin(wanted)).stripTrailing();
        var persona =
                own.or(() -> BuiltinPersonas.find(new PersonaName(wanted))).orElseThrow();
        answer(() -> List.of(text), () -> {
            var json = new ObjectWriter().number("v", 1);
            about(new Known(persona, own.isPresent())).done().fields().forEach(json::value);
            return json.text("prompt", persona.prompt()).done();
        });
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
            %s\
            """.formatted(
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
        var file = openProject().root().resolve(".wave/personas/" + wanted + ".md");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException _) {
            throw CommandProblem.failed("the project has a persona " + wanted + " already: " + file
                    + "\n`wave persona show " + wanted + "` shows it");
        } catch (IOException e) {
            throw CommandProblem.failed("cannot write " + file + ": " + DurableFiles.reason(e));
        }
        answer(
                () -> List.of("wrote " + file),
                () -> new ObjectWriter().number("v", 1).text("wrote", file).done());
        console().note("it takes the place of the built-in persona from now on");
        return ExitCode.DONE;
    }
}
