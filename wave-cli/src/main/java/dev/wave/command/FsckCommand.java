package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.model.ObjectWriter;
import dev.wave.model.Value;
import dev.wave.option.Syntax;
import dev.wave.store.StoreException;
import dev.wave.store.StoreUse;
import dev.wave.upkeep.Flaw;
import dev.wave.upkeep.Inspection;
import dev.wave.view.Printable;
import dev.wave.view.Shown;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/// `wave fsck`: reads everything that is stored and says what is not as it was written.
final class FsckCommand extends WaveCommand {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    boolean repair;

    FsckCommand(Tools tools) {
        super(tools);
    }

    @Override
    void declare(Syntax syntax) {
        syntax.purpose("Read everything that runs left in the store, and say what is damaged or missing.");
        syntax.flag("--repair", "Set aside what is damaged, so that its steps run again.", () -> repair = true);
    }

    @Override
    List<OutputFormat> formats() {
        return LIST;
    }

    @Override
    ExitCode run() throws InterruptedException {
        var flaws = flaws(openProject());
        answer(() -> lines(flaws), "flaws", flaws, FsckCommand::json);
        if (!flaws.isEmpty()) {
            return ExitCode.FAILED;
        }
        console().note("everything that is stored is as it was written");
        return ExitCode.DONE;
    }

    private List<Flaw> flaws(OpenProject project) throws InterruptedException {
        try (var stores = tools().stores(project)) {
            var inspection = new Inspection(
                    stores.database(), stores.journals(), stores.results(), stores.blobs(), stores.trees());
            if (repair) {
                repair(stores, inspection);
            }
            return inspection.flaws();
        } catch (StoreException failed) {
            return switch (failed.kind()) {
                case CORRUPT, NO_ACCESS, FAILED -> flawsWithoutDatabase(project, failed);
                case FULL, NEWER, BUSY -> throw failed;
            };
        }
    }

    /// What can be told without knowing what runs need.
    private List<Flaw> flawsWithoutDatabase(OpenProject project, StoreException unusable) {
        if (repair) {
            console().note("nothing was set aside: without the database nobody knows what runs need");
        }
        try (var remains = tools().remains(project)) {
            return remains.flaws(unusable);
        }
    }

    private void repair(Stores stores, Inspection inspection) throws InterruptedException {
        var alone = new StoreUse(stores.leases())
                .alone(PATIENCE)
                .orElseThrow(() -> CommandProblem.failed(
                        "another Wave is at work in this repository; `wave fsck --repair` needs it to be done"));
        try (alone) {
            var found = inspection.flaws();
            inspection.repair();
            if (!found.isEmpty()) {
                console().note("found " + Shown.plural(found.size(), "flaw") + ", and set aside what is damaged:");
                lines(found).forEach(console()::detail);
            }
        }
    }

    private static List<String> lines(List<Flaw> flaws) {
        Function<Flaw, Stream<String>> lines = flaw -> Stream.of(
                kind(flaw) + "  " + shown(flaw.file().toString()), "  " + shown(flaw.what()), "  " + flaw.remedy());
        return flaws.stream().flatMap(lines).toList();
    }

    private static String shown(String text) {
        return Printable.line(text).text();
    }

    private static String kind(Flaw flaw) {
        return flaw.kind().name().toLowerCase(Locale.ROOT);
    }

    private static Value json(Flaw flaw) {
        return new ObjectWriter()
                .text("kind", kind(flaw))
                .text("file", flaw.file())
                .text("what", flaw.what())
                .text("remedy", flaw.remedy())
                .done();
    }
}
