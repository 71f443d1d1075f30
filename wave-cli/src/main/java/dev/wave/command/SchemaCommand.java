package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.diagnostic.Nearest;
import dev.wave.model.CanonicalJson;
import dev.wave.option.Syntax;
import dev.wave.option.Times;
import dev.wave.schema.FileKind;
import dev.wave.schema.FileSchemas;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// `wave schema`: the JSON Schema of a kind of file, for editors. Needs no project.
final class SchemaCommand extends WaveCommand {
    String kind = FileKind.PROJECT.text();

    SchemaCommand(Tools tools) {
        super(tools);
    }

    @Override
    void declare(Syntax syntax) {
        syntax.purpose("Print the JSON Schema of a file that Wave reads, for your editor.");
        syntax.argument(
                Times.AT_MOST_ONCE,
                "FILE-KIND",
                "project (default), pipeline, persona, local, script or lock.",
                word -> kind = word);
    }

    @Override
    List<String> moreHelp() {
        var lines = new ArrayList<String>();
        lines.add("kinds of files:");
        Stream.of(FileKind.values()).forEach(each -> lines.add("  %-9s %s".formatted(each.text(), each.files())));
        return lines;
    }

    @Override
    ExitCode run() {
        var schema = FileSchemas.of(wanted());
        answer(() -> List.of(CanonicalJson.inOrder(schema)), () -> schema);
        return ExitCode.DONE;
    }

    /// The kind of that name, or of the file of that name.
    private FileKind wanted() {
        return Stream.of(FileKind.values())
                .filter(each -> each.text().equals(kind) || each.files().equals(kind))
                .findFirst()
                .orElseThrow(() -> {
                    var names = Stream.of(FileKind.values()).map(FileKind::text).toList();
                    return CommandProblem.usage("there is no kind of file '" + kind + "'"
                            + Nearest.question(kind, names)
                                    .map(question -> "; " + question)
                                    .orElse("")
                            + "\nthe kinds are " + String.join(", ", names));
                });
    }
}
