package dev.wave.report;

import dev.wave.model.RunId;
import dev.wave.plan.ArtifactRef;
import dev.wave.plan.Pins;
import dev.wave.plan.Plan;
import dev.wave.run.Recorded;
import dev.wave.run.RunEvent;
import dev.wave.story.RunStory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The page of a run. The same run has the same page: what is not in its journal or in the store is not on it.
public final class RunPage {
    /// What long texts may take of a page, in bytes. A page of 500 steps stays below 10 MB with it.
    private static final int LONG_TEXTS = 4 * 1024 * 1024;

    /// Of the change of the whole run, in characters.
    private static final int CHANGES = 512 * 1024;

    /// What every page begins with, so that one can be told from another file.
    public static final String SIGNATURE = HtmlWriter.BEGINNING;

    private final RunStory run;
    private final Surroundings from;
    private final Evidence evidence;
    private final Pieces pieces;

    private RunPage(RunStory run, Surroundings from, Evidence evidence, Pieces pieces) {
        this.run = run;
        this.from = from;
        this.evidence = evidence;
        this.pieces = pieces;
    }

    /// What a run began with that is in no event.
    ///
    /// @param pins what the lock decided
    /// @param transcripts whether what was printed is on the page
    /// @param goingOn whether a process works on the run
    public record Surroundings(
            String project,
            Optional<String> branch,
            Optional<String> commit,
            Optional<String> input,
            Pins pins,
            boolean transcripts,
            boolean goingOn) {}

    /// The whole page, as UTF-8 text.
    ///
    /// @param records not empty, the run's start first
    /// @param hide replaces values of secrets in a text
    public static String of(
            RunId id,
            Plan plan,
            List<Recorded> records,
            Surroundings from,
            Evidence evidence,
            UnaryOperator<String> hide) {
        var run = RunStory.of(id, plan, records, from.goingOn());
        var pieces = new Pieces(new Budget(LONG_TEXTS), hide);
        return HtmlWriter.write(new RunPage(run, from, evidence, pieces).page(), hide);
    }

    private Html.Element page() {
        var overview = new Overview(run, from, evidence, pieces);
        var wrong = overview.wrong();
        var change = change(); // before the steps: it is what most readers come for
        return Html.of(
                        "html",
                        head(overview),
                        Html.of(
                                "body",
                                Html.link("steps", Html.text("Skip to the steps"))
                                        .as("skip"),
                                overview.head(),
                                Html.of("main", wrong, graph(), table(), outputs(), change, steps()),
                                Html.of("footer", new Integrity(run, from).view())))
                .with("lang", "en");
    }

    private Html head(Overview overview) {
        var sheet = StyleSheet.own();
        return Html.of(
                "head",
                Html.of("meta").with("charset", "utf-8"),
                Html.of("meta").with("http-equiv", "Content-Security-Policy").with("content", sheet.policy()),
                Html.of("meta").with("name", "viewport").with("content", "width=device-width, initial-scale=1"),
                Html.of("meta").with("name", "color-scheme").with("content", "light dark"),
                Html.of("meta").with("name", "referrer").with("content", "no-referrer"),
                Html.of("title", run.plan().pipeline() + " " + run.id() + ": " + overview.word()),
                new Html.Style(sheet));
    }

    private Html graph() {
        return Html.of(
                "section", Html.of("h2", "Graph").with("id", "graph"), GraphPicture.of(run, StepGroups.of(run.plan())));
    }

    private Html table() {
        var groups = StepGroups.of(run.plan());
        var table = new StepTable(run);
        var all = table.steps("The steps, what they used, and when they worked");
        var content = groups.size() == run.plan().steps().size()
                ? all
                : Html.all(
                        table.groups(groups, "The steps in groups"),
                        Html.of(
                                "details",
                                Html.of(
                                        "summary",
                                        "Each of the " + run.plan().steps().size() + " steps"),
                                all));
        return Html.of("section", Html.of("h2", "Timeline and costs").with("id", "timeline"), content);
    }

    private Html outputs() {
        var outputs = run.plan().outputs();
        if (outputs.isEmpty()) {
            return Html.none();
        }
        return Html.of(
                "section",
                Html.of("h2", "Outputs").with("id", "outputs"),
                Html.of("ul", outputs.entrySet().stream().map(this::output).toList()));
    }

    private Html output(Map.Entry<String, ArtifactRef> output) {
        var source = output.getValue();
        return Html.of(
                "li",
                Html.of("code", output.getKey()),
                Html.text(" from "),
                Html.link(StepSection.id(source.step()), Html.text(source.toString())),
                Html.text(run.step(source.step()).result().isPresent() ? "" : ", not made"));
    }

    private Html change() {
        var tree = run.state().finished().flatMap(RunEvent.RunFinished::tree);
        if (tree.isEmpty()) {
            return Html.none();
        }
        var base = run.started().base();
        var patch = tree.get().equals(base) ? Optional.of("") : evidence.patch(base, tree.get(), CHANGES);
        var content = patch.map(text -> text.isEmpty()
                        ? Pieces.note("The run changed no file.")
                        : new PatchView(pieces).view(text, CHANGES, "All of it: wave diff " + run.id() + "."))
                .orElseGet(() -> Pieces.note("The files are not in the store any more."));
        return Html.of("section", Html.of("h2", "Change").with("id", "change"), content);
    }

    private Html steps() {
        var section = new StepSection(run, evidence, pieces);
        var parts = new ArrayList<Html>();
        parts.add(Html.of("h2", "Steps").with("id", "steps"));
        if (!from.transcripts()) {
            parts.add(Pieces.note("What agents and commands printed is not on this page. wave logs --run " + run.id()
                    + " shows it; wave report " + run.id() + " --transcripts puts it here."));
        }
        run.plan().steps().forEach(step -> parts.add(section.of(step)));
        return Html.of("section", parts);
    }
}
