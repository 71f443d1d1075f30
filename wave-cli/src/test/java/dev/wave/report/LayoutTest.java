package dev.wave.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Where boxes and lines are in the picture of a plan, from one step to 500.
class LayoutTest {
    private static final double BOX = 100;
    private static final double GAP = 10;

    @TempDir
    Path temp;

    @TestFactory
    Stream<DynamicTest> pictures_can_be_read() {
        return Stream.of(
                        List.of("a"),
                        List.of("a", "b: a", "c: b", "d: a, c"),
                        List.of("a", "b", "c: a", "d: b", "e: c, d, a", "f: e, a"),
                        chain(500),
                        fan(500),
                        layered(20, 25),
                        random(12, 1),
                        random(40, 2),
                        random(100, 3),
                        random(500, 4),
                        random(500, 5))
                .map(steps -> DynamicTest.dynamicTest(steps.size() + " steps", () -> check(steps)));
    }

    private void check(List<String> steps) throws Exception {
        var plan = new SampleRun(temp.resolve("p" + steps.hashCode()), SampleRun.yaml(steps)).plan();
        var groups = StepGroups.of(plan);

        assertThat(groups.size()).isLessThanOrEqualTo(StepGroups.MOST);
        assertThat(groups.members().stream().flatMap(List::stream))
                .hasSize(steps.size())
                .doesNotHaveDuplicates();
        for (var group = 0; group < groups.size(); group++) {
            for (var edge : groups.needs().get(group)) {
                assertThat(edge.group()).as("what is waited for comes before").isLessThan(group);
            }
        }
        var layout = new Layout(groups, BOX, GAP);
        boxesDoNotTouch(groups, layout);
        linesCrossNoBox(groups, layout);
        var again = new Layout(StepGroups.of(plan), BOX, GAP);
        assertThat(IntStream.range(0, groups.size()).mapToDouble(layout::place).toArray())
                .containsExactly(IntStream.range(0, groups.size())
                        .mapToDouble(again::place)
                        .toArray());
    }

    private static void boxesDoNotTouch(StepGroups groups, Layout layout) {
        for (var one = 0; one < groups.size(); one++) {
            assertThat(layout.place(one)).isBetween(BOX / 2 - 0.001, layout.breadth() - BOX / 2 + 0.001);
            for (var other = one + 1; other < groups.size(); other++) {
                if (layout.layer(one) == layout.layer(other)) {
                    assertThat(Math.abs(layout.place(one) - layout.place(other)))
                            .isGreaterThanOrEqualTo(BOX + GAP - 0.001);
                }
            }
        }
    }

    private static void linesCrossNoBox(StepGroups groups, Layout layout) {
        for (var to = 0; to < groups.size(); to++) {
            for (var edge : groups.needs().get(to)) {
                var layer = layout.layer(edge.group());
                for (var lane : layout.way(edge.group(), to)) {
                    layer++;
                    for (var box = 0; box < groups.size(); box++) {
                        if (layout.layer(box) == layer) {
                            assertThat(Math.abs(layout.place(box) - lane)).isGreaterThan(BOX / 2);
                        }
                    }
                }
            }
        }
    }

    @Test
    void few_steps_stand_alone_and_many_alike_together() throws Exception {
        assertThat(groups(fan(12)).size()).isEqualTo(12);
        assertThat(groups(fan(500)).members().stream().map(List::size)).containsExactly(1, 498, 1);
        assertThat(groups(chain(500)).members()).hasSize(1);
    }

    @Test
    void a_group_may_wait_as_long_as_one_of_its_steps_must() throws Exception {
        var groups = groups(layered(20, 25));
        assertThat(groups.members().stream().map(List::size).distinct()).containsExactly(25);
        assertThat(groups.needs().getLast()).containsExactly(new StepGroups.Edge(groups.size() - 2, true));
    }

    private StepGroups groups(List<String> steps) throws Exception {
        return StepGroups.of(new SampleRun(temp.resolve("p" + steps.hashCode()), SampleRun.yaml(steps)).plan());
    }

    private static List<String> chain(int length) {
        return IntStream.range(0, length)
                .mapToObj(i -> i == 0 ? "s0" : "s" + i + ": s" + (i - 1))
                .toList();
    }

    private static List<String> fan(int size) {
        var steps = new ArrayList<String>();
        steps.add("first");
        for (var i = 0; i < size - 2; i++) {
            steps.add("s" + i + ": first");
        }
        steps.add("last: "
                + String.join(
                        ", ",
                        IntStream.range(0, size - 2).mapToObj(i -> "s" + i).toList()));
        return steps;
    }

    /// Every step of a layer waits for every step of the one before.
    private static List<String> layered(int layers, int width) {
        var steps = new ArrayList<String>();
        for (var layer = 0; layer < layers; layer++) {
            var before = layer;
            for (var i = 0; i < width; i++) {
                steps.add("s" + layer + "-" + i + ": "
                        + (layer == 0
                                ? ""
                                : String.join(
                                        ", ",
                                        IntStream.range(0, width)
                                                .mapToObj(n -> "s" + (before - 1) + "-" + n)
                                                .toList())));
            }
        }
        return steps;
    }

    private static List<String> random(int size, long seed) {
        var random = new Random(seed);
        var steps = new ArrayList<String>();
        for (var i = 0; i < size; i++) {
            var needs = new HashSet<String>();
            for (var n = random.nextInt(4); n > 0 && i > 0; n--) {
                needs.add("s" + Math.max(0, i - 1 - random.nextInt(20)));
            }
            steps.add("s" + i + ": " + String.join(", ", needs.stream().sorted().toList()));
        }
        return steps;
    }
}
