package dev.wave.report;

import dev.wave.model.StepId;
import dev.wave.plan.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/// A plan's steps in as many groups as a person can look at: each step alone if there are few. Groups wait for each
/// other like their steps, and never in a circle.
///
/// @param members the steps of each group, in plan order
/// @param needs for each group, the groups it waits for, by their position; all of them come before it
record StepGroups(List<List<StepId>> members, List<SortedSet<Edge>> needs) {
    /// So many boxes fit into a picture that a person takes in.
    static final int MOST = 40;

    /// A group that is waited for.
    ///
    /// @param required whether it must have succeeded for at least one step
    record Edge(int group, boolean required) implements Comparable<Edge> {
        @Override
        public int compareTo(Edge other) {
            return Integer.compare(group, other.group);
        }
    }

    StepGroups {
        members = List.copyOf(members);
        needs = List.copyOf(needs);
    }

    /// At most [#MOST] groups.
    static StepGroups of(Plan plan) {
        var groups = single(plan);
        while (groups.size() > MOST) {
            var fewer = groups.alike();
            if (fewer.size() == groups.size()) {
                fewer = groups.chains();
            }
            groups = fewer.size() == groups.size() ? groups.bands() : fewer;
        }
        return groups;
    }

    private static StepGroups single(Plan plan) {
        var members = new ArrayList<List<StepId>>();
        var needs = new ArrayList<SortedSet<Edge>>();
        var positions = new HashMap<StepId, Integer>();
        for (var step : plan.steps()) {
            positions.put(step.id(), members.size());
            members.add(List.of(step.id()));
            var edges = new TreeSet<Edge>();
            step.dependencies().forEach(on -> edges.add(new Edge(positions.getOrDefault(on.step(), 0), on.required())));
            needs.add(edges);
        }
        return new StepGroups(members, needs);
    }

    int size() {
        return members.size();
    }

    /// How many groups come before each one at least.
    List<Integer> layers() {
        var layers = new ArrayList<Integer>();
        for (var edges : needs) {
            layers.add(edges.stream()
                    .mapToInt(edge -> layers.get(edge.group()) + 1)
                    .max()
                    .orElse(0));
        }
        return layers;
    }

    private List<Set<Integer>> dependents() {
        var dependents = new ArrayList<Set<Integer>>();
        for (var group = 0; group < size(); group++) {
            dependents.add(new HashSet<>());
            for (var edge : needs.get(group)) {
                dependents.get(edge.group()).add(group);
            }
        }
        return dependents;
    }

    /// One group of all that wait for the same and are waited for by the same.
    private StepGroups alike() {
        var dependents = dependents();
        return merged(
                group -> List.of(needs.get(group).stream().map(Edge::group).toList(), dependents.get(group)));
    }

    /// One group of what only follows one after the other.
    private StepGroups chains() {
        var dependents = dependents();
        var heads = new ArrayList<Integer>();
        for (var group = 0; group < size(); group++) {
            var before = needs.get(group);
            var follows = before.size() == 1
                    && dependents.get(before.getFirst().group()).size() == 1;
            heads.add(follows ? heads.get(before.getFirst().group()) : group);
        }
        return merged(heads::get);
    }

    /// One group of all that run at about the same time.
    private StepGroups bands() {
        var layers = layers();
        var deepest = layers.stream().mapToInt(layer -> layer + 1).max().orElse(1);
        var thickness = Math.max(1, (deepest + MOST - 1) / MOST);
        return merged(group -> layers.get(group) / thickness);
    }

    /// Merges groups of the same name. What a merged group waits for, its first one waits for too or is in the
    /// group: so the order of the first ones is still one in which everything comes after what it waits for.
    private StepGroups merged(Function<Integer, Object> name) {
        var parts = new LinkedHashMap<Object, List<Integer>>();
        for (var group = 0; group < size(); group++) {
            parts.computeIfAbsent(name.apply(group), _ -> new ArrayList<>()).add(group);
        }
        var part = new HashMap<Integer, Integer>();
        var all = List.copyOf(parts.values());
        for (var i = 0; i < all.size(); i++) {
            for (var group : all.get(i)) {
                part.put(group, i);
            }
        }
        var edges = new ArrayList<SortedSet<Edge>>();
        for (var i = 0; i < all.size(); i++) {
            edges.add(edges(all.get(i), i, part));
        }
        return new StepGroups(all.stream().map(this::steps).toList(), edges);
    }

    private List<StepId> steps(List<Integer> groups) {
        return groups.stream().flatMap(group -> members.get(group).stream()).toList();
    }

    private SortedSet<Edge> edges(List<Integer> groups, int own, Map<Integer, Integer> part) {
        var edges = new TreeSet<Edge>();
        for (var group : groups) {
            for (var edge : needs.get(group)) {
                var on = part.getOrDefault(edge.group(), own);
                if (on != own && (edge.required() || !edges.contains(new Edge(on, true)))) {
                    edges.remove(new Edge(on, false));
                    edges.add(new Edge(on, edge.required()));
                }
            }
        }
        return edges;
    }
}
