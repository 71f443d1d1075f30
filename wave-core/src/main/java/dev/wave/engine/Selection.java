package dev.wave.engine;

import dev.wave.model.StepId;
import java.util.BitSet;
import java.util.List;

/// Which steps a run is about.
///
/// Steps outside of it that it needs are *served*: a stored result may stand for them, an attempt is never
/// made. All others are left out.
///
/// @param chosen what `--only` and `--until` came to; every step if they were not given
/// @param needed chosen steps and what they must have
/// @param wanted the same and what they can use
record Selection(BitSet chosen, BitSet needed, BitSet wanted) {

    static Selection of(Graph graph, List<StepId> only) {
        var chosen = new BitSet();
        if (only.isEmpty()) {
            chosen.set(0, graph.size());
        }
        only.forEach(step -> chosen.set(graph.position(step)));
        return new Selection(chosen, graph.closure(chosen, Graph.Edge::required), graph.closure(chosen, _ -> true));
    }
}
