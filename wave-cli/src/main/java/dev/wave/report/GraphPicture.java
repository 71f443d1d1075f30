package dev.wave.report;

import dev.wave.model.StepId;
import dev.wave.plan.PlannedAction;
import dev.wave.plan.PlannedStep;
import dev.wave.story.RunStory;
import dev.wave.story.StepStatus;
import dev.wave.view.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The steps of a run and what they wait for, as a picture.
final class GraphPicture {
    private static final int WIDTH = 196;
    private static final int HEIGHT = 46;
    private static final int GAP = 18;
    private static final int BETWEEN = 44;
    private static final int MARGIN = 6;

    /// So wide is a page on a screen; what is wider has to be moved under one's eyes.
    private static final int SCREEN = 1000;

    /// Of a name, in characters: so many fit into a box.
    private static final int NAME = 21;

    private static final int DETAIL = 30;
    private static final int NAMES = 20;

    private final RunStory run;
    private final StepGroups groups;
    private final boolean across;
    private final Layout layout;

    private GraphPicture(RunStory run, StepGroups groups) {
        this.run = run;
        this.groups = groups;
        var down = new Layout(groups, WIDTH, GAP);
        var length = down.depth() * (WIDTH + BETWEEN);
        this.across = length <= SCREEN || length < down.breadth();
        this.layout = across ? new Layout(groups, HEIGHT, GAP) : down;
    }

    static Html of(RunStory run, StepGroups groups) {
        return new GraphPicture(run, groups).picture();
    }

    private record Point(double x, double y) {}

    private Html picture() {
        var lines = new ArrayList<Html>();
        var boxes = new ArrayList<Html>();
        for (var group = 0; group < groups.size(); group++) {
            for (var edge : groups.needs().get(group)) {
                lines.addAll(arrow(edge.group(), group, edge.required()));
            }
            boxes.add(box(group));
        }
        var along = layout.depth() * (extent() + BETWEEN) - BETWEEN + 2 * MARGIN;
        var crosswise = Math.ceil(layout.breadth()) + 2 * MARGIN;
        var width = across ? along : crosswise;
        var height = across ? crosswise : along;
        var svg = Html.of(
                        "svg",
                        Html.of("title", "The steps and what they wait for").with("id", "graph-title"),
                        Html.of(
                                        "desc",
                                        "Each box is a step, or a group of steps that are alike; an arrow leads from a"
                                                + " step to one that waits for it. The table of steps says the same in words.")
                                .with("id", "graph-desc"),
                        Html.of("g", lines),
                        Html.of("g", boxes))
                .with("width", number(width))
                .with("height", number(height))
                .with("viewBox", "0 0 " + number(width) + " " + number(height))
                .with("role", "group")
                .with("aria-labelledby", "graph-title")
                .with("aria-describedby", "graph-desc");
        return Html.of("div", svg)
                .as("scroll graph")
                .with("tabindex", "0")
                .with("role", "region")
                .with("aria-label", "Graph of the steps");
    }

    /// Of a box, in the direction of the arrows.
    private double extent() {
        return across ? WIDTH : HEIGHT;
    }

    private double begin(int layer) {
        return MARGIN + layer * (extent() + BETWEEN);
    }

    private Point point(double along, double crosswise) {
        return across ? new Point(along, crosswise + MARGIN) : new Point(crosswise + MARGIN, along);
    }

    private Html box(int group) {
        var steps = groups.members().get(group);
        var centre = point(begin(layout.layer(group)) + extent() / 2, layout.place(group));
        var x = centre.x() - WIDTH / 2.0;
        var y = centre.y() - HEIGHT / 2.0;
        var statuses = steps.stream().map(run::status).toList();
        var status = StatusBadge.worst(statuses);
        var name = steps.size() == 1 ? steps.getFirst().value() : steps.size() + " steps";
        var box = Html.of("rect")
                .with("x", number(x))
                .with("y", number(y))
                .with("width", number(WIDTH))
                .with("height", number(HEIGHT))
                .with("rx", "6");
        var link = Html.link(
                        steps.size() == 1 ? StepSection.id(steps.getFirst()) : "steps",
                        Html.of("title", title(steps, statuses)),
                        box,
                        line(StatusBadge.sign(status) + " " + cut(name, NAME), x + 10, y + 19)
                                .as("name"),
                        line(cut(detail(steps), DETAIL), x + 10, y + 36).as("detail"))
                .as("box " + status.word() + (steps.size() == 1 ? "" : " many"));
        return steps.size() == 1 ? link : Html.of("g", behind(x, y, status), link);
    }

    /// What shows that a box stands for several.
    private static Html behind(double x, double y, StepStatus status) {
        return Html.of(
                        "g",
                        Html.of("rect")
                                .with("x", number(x + 4))
                                .with("y", number(y + 4))
                                .with("width", number(WIDTH))
                                .with("height", number(HEIGHT))
                                .with("rx", "6"))
                .as("behind " + status.word());
    }

    private static Html.Element line(String text, double x, double y) {
        return Html.of("text", text).with("x", number(x)).with("y", number(y));
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }

    private static String title(List<StepId> steps, List<StepStatus> statuses) {
        if (steps.size() == 1) {
            return steps.getFirst() + ": " + statuses.getFirst().word();
        }
        var more = steps.size() - NAMES;
        return counts(statuses) + ": "
                + steps.stream().limit(NAMES).map(StepId::value).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }

    private String detail(List<StepId> steps) {
        return steps.size() == 1
                ? run.plan().step(steps.getFirst()).map(this::detail).orElse("")
                : counts(steps.stream().map(run::status).toList());
    }

    private String detail(PlannedStep step) {
        var story = run.step(step.id());
        var who = who(step);
        return story.attempts().isEmpty()
                ? who + " · " + run.status(step.id()).word()
                : who + " · " + Shown.duration(story.took())
                        + (story.attempts().size() > 1
                                ? " · " + Shown.plural(story.attempts().size(), "attempt")
                                : "");
    }

    /// The persona, or `command`.
    static String who(PlannedStep step) {
        return switch (step.action()) {
            case PlannedAction.Ask ask -> ask.persona().name().value();
            case PlannedAction.Run _ -> "command";
        };
    }

    /// For example `38 succeeded, 2 failed`.
    static String counts(List<StepStatus> statuses) {
        return statuses.stream().distinct().sorted().toList().stream()
                .map(status -> statuses.stream().filter(status::equals).count() + " " + status.word())
                .collect(Collectors.joining(", "));
    }

    private List<Html> arrow(int from, int to, boolean required) {
        var at = point(begin(layout.layer(from)) + extent(), layout.place(from));
        var path = new StringBuilder("M").append(point(at));
        var layer = layout.layer(from);
        for (var place : layout.way(from, to)) {
            layer++;
            var in = point(begin(layer), place);
            path.append(curve(at, in));
            at = point(begin(layer) + extent(), place);
            path.append(" L").append(point(at));
        }
        var end = point(begin(layout.layer(to)) - 1, layout.place(to));
        path.append(curve(at, end));
        return List.of(
                Html.of("path").with("d", path.toString()).as(required ? "arrow" : "arrow loose"),
                Html.of("path").with("d", tip(end)).as("tip"));
    }

    private String curve(Point from, Point to) {
        return across
                ? " C" + point(new Point((from.x() + to.x()) / 2, from.y())) + " "
                        + point(new Point((from.x() + to.x()) / 2, to.y())) + " " + point(to)
                : " C" + point(new Point(from.x(), (from.y() + to.y()) / 2)) + " "
                        + point(new Point(to.x(), (from.y() + to.y()) / 2)) + " " + point(to);
    }

    private String tip(Point end) {
        return across ? "M" + point(end) + " l-7,-4 l0,8 Z" : "M" + point(end) + " l-4,-7 l8,0 Z";
    }

    private static String point(Point point) {
        return number(point.x()) + "," + number(point.y());
    }

    private static String number(double value) {
        var text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
