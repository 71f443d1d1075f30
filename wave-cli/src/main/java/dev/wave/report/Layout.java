package dev.wave.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where the boxes of a graph stand: in layers, one after the other in the direction of the arrows. An arrow over
/// several layers has a lane of its own in each of them, so no line crosses a box. After Sugiyama, Tagawa and Toda,
/// "Methods for visual understanding of hierarchical system structures", 1981. The same graph is laid out the same
/// way.
///
/// Places are centres, in pixels, across the direction of the arrows; along it a layer is one place.
final class Layout {
    private static final int SWEEPS = 8;
    private static final double LANE = 14;

    private final StepGroups groups;
    private final double box;
    private final double gap;
    private final List<Integer> layerOf;
    private final List<List<Spot>> layers = new ArrayList<>();
    private final Map<Spot, List<Spot>> before = new HashMap<>();
    private final Map<Spot, List<Spot>> after = new HashMap<>();
    private final Map<Spot, Double> places = new HashMap<>();

    /// A box, or the lane of the arrows from a box through a later layer.
    ///
    /// @param group the box, or the box that the arrows come from
    private record Spot(int group, int layer, boolean isBox) {}

    /// @param box how wide a box is across the direction of the arrows
    /// @param gap between two boxes
    Layout(StepGroups groups, double box, double gap) {
        this.groups = groups;
        this.box = box;
        this.gap = gap;
        this.layerOf = groups.layers();
        layers();
        order();
        place();
    }

    int depth() {
        return layers.size();
    }

    /// How wide it is across.
    double breadth() {
        return layers.stream()
                .flatMap(List::stream)
                .mapToDouble(spot -> at(spot) + width(spot) / 2)
                .max()
                .orElse(box);
    }

    int layer(int group) {
        return layerOf.get(group);
    }

    /// Where a box is.
    double place(int group) {
        return at(spot(group));
    }

    /// Where an arrow goes through the layers between its ends, first to last.
    List<Double> way(int from, int to) {
        var way = new ArrayList<Double>();
        for (var layer = layer(from) + 1; layer < layer(to); layer++) {
            way.add(at(new Spot(from, layer, false)));
        }
        return way;
    }

    private Spot spot(int group) {
        return new Spot(group, layerOf.get(group), true);
    }

    private double at(Spot spot) {
        return places.getOrDefault(spot, 0.0);
    }

    private double width(Spot spot) {
        return spot.isBox() ? box : LANE;
    }

    private void layers() {
        for (var group = 0; group < groups.size(); group++) {
            add(spot(group));
        }
        for (var group = 0; group < groups.size(); group++) {
            for (var edge : groups.needs().get(group)) {
                var from = spot(edge.group());
                for (var layer = layerOf.get(edge.group()) + 1; layer < layerOf.get(group); layer++) {
                    var lane = new Spot(edge.group(), layer, false);
                    add(lane);
                    link(from, lane);
                    from = lane;
                }
                link(from, spot(group));
            }
        }
    }

    private void add(Spot spot) {
        while (layers.size() <= spot.layer()) {
            layers.add(new ArrayList<>());
        }
        if (!layers.get(spot.layer()).contains(spot)) {
            layers.get(spot.layer()).add(spot);
        }
    }

    private void link(Spot from, Spot to) {
        var next = after.computeIfAbsent(from, _ -> new ArrayList<>());
        if (!next.contains(to)) {
            next.add(to);
            before.computeIfAbsent(to, _ -> new ArrayList<>()).add(from);
        }
    }

    /// Puts what is connected near each other; of all orders that are tried the one with the fewest crossings stays.
    private void order() {
        var best = copy();
        var fewest = crossings();
        for (var sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
            if (sweep % 2 == 0) {
                for (var layer = 1; layer < layers.size(); layer++) {
                    sort(layers.get(layer), before);
                }
            } else {
                for (var layer = layers.size() - 2; layer >= 0; layer--) {
                    sort(layers.get(layer), after);
                }
            }
            var now = crossings();
            if (now < fewest) {
                fewest = now;
                best = copy();
            }
        }
        Collections.copy(layers, best);
    }

    private List<List<Spot>> copy() {
        return new ArrayList<>(layers.stream().<List<Spot>>map(ArrayList::new).toList());
    }

    private void sort(List<Spot> layer, Map<Spot, List<Spot>> neighbours) {
        var ranks = ranks();
        var wanted = new LinkedHashMap<Spot, Double>();
        for (var spot : layer) {
            wanted.put(
                    spot,
                    neighbours.getOrDefault(spot, List.of()).stream()
                            .mapToInt(other -> ranks.getOrDefault(other, 0))
                            .average()
                            .orElse(ranks.getOrDefault(spot, 0)));
        }
        layer.sort(Comparator.comparingDouble(spot -> wanted.getOrDefault(spot, 0.0)));
    }

    private Map<Spot, Integer> ranks() {
        var ranks = new HashMap<Spot, Integer>();
        for (var layer : layers) {
            for (var i = 0; i < layer.size(); i++) {
                ranks.put(layer.get(i), i);
            }
        }
        return ranks;
    }

    private long crossings() {
        var ranks = ranks();
        var crossings = 0L;
        for (var layer : layers) {
            var lines = new ArrayList<int[]>();
            for (var spot : layer) {
                for (var next : after.getOrDefault(spot, List.of())) {
                    lines.add(new int[] {ranks.getOrDefault(spot, 0), ranks.getOrDefault(next, 0)});
                }
            }
            for (var i = 0; i < lines.size(); i++) {
                for (var j = i + 1; j < lines.size(); j++) {
                    var one = lines.get(i);
                    var other = lines.get(j);
                    crossings += (one[0] - other[0]) * (one[1] - other[1]) < 0 ? 1 : 0;
                }
            }
        }
        return crossings;
    }

    /// Pulls every box to the middle of what it is connected with, as far as its neighbours in the layer let it.
    private void place() {
        for (var layer : layers) {
            var at = 0.0;
            for (var spot : layer) {
                places.put(spot, at + width(spot) / 2);
                at += width(spot) + gap;
            }
        }
        for (var sweep = 0; sweep < SWEEPS; sweep++) {
            for (var layer = 1; layer < layers.size(); layer++) {
                pull(layers.get(layer), before);
            }
            for (var layer = layers.size() - 2; layer >= 0; layer--) {
                pull(layers.get(layer), after);
            }
        }
        var first = layers.stream()
                .flatMap(List::stream)
                .mapToDouble(spot -> at(spot) - width(spot) / 2)
                .min()
                .orElse(0);
        places.replaceAll((_, at) -> at - first);
    }

    private void pull(List<Spot> layer, Map<Spot, List<Spot>> neighbours) {
        var wanted = layer.stream()
                .map(spot -> neighbours.getOrDefault(spot, List.of()).stream()
                        .mapToDouble(this::at)
                        .average()
                        .orElse(at(spot)))
                .toList();
        var low = new double[layer.size()];
        var high = new double[layer.size()];
        for (var i = 0; i < layer.size(); i++) {
            low[i] = i == 0 ? wanted.get(i) : Math.max(wanted.get(i), low[i - 1] + distance(layer, i));
        }
        for (var i = layer.size() - 1; i >= 0; i--) {
            high[i] = i == layer.size() - 1
                    ? wanted.get(i)
                    : Math.min(wanted.get(i), high[i + 1] - distance(layer, i + 1));
        }
        for (var i = 0; i < layer.size(); i++) {
            places.put(layer.get(i), (low[i] + high[i]) / 2);
        }
    }

    /// Between the centres of a spot and the one before it.
    private double distance(List<Spot> layer, int i) {
        return (width(layer.get(i - 1)) + width(layer.get(i))) / 2 + gap;
    }
}
