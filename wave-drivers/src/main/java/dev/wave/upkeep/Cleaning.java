package dev.wave.upkeep;

import dev.wave.git.GitStore;
import dev.wave.git.StoreCollection;
import dev.wave.journal.ActivityLog;
import dev.wave.journal.Journals;
import dev.wave.journal.RunSummary;
import dev.wave.model.Digest;
import dev.wave.model.RunId;
import dev.wave.store.FileBlobs;
import dev.wave.store.Lease;
import dev.wave.store.Leases;
import dev.wave.store.SqliteResults;
import dev.wave.upkeep.Retention.Held;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// Lets runs go, and with them what nobody else needs of the store.
///
/// A run's records go first: what they named is then in use by nobody, also if the process dies in between.
///
/// @param locks the texts of all locks that may name something in this store, by their paths for people
public record Cleaning(
        Journals journals,
        SqliteResults results,
        FileBlobs blobs,
        GitStore trees,
        ActivityLog activities,
        Leases leases,
        SequencedMap<String, String> locks) {

    /// What would go.
    ///
    /// @param runs the oldest first
    /// @param blobs that no run or recording needs then
    public record Plan(List<Going> runs, List<Digest> blobs, long blobBytes) {
        public Plan {
            runs = List.copyOf(runs);
            blobs = List.copyOf(blobs);
        }
    }

    /// A run that goes.
    ///
    /// @param bytes of what its agents did
    public record Going(RunSummary summary, long bytes) {}

    /// What goes by these rules. Nothing is changed.
    public Plan plan(Retention retention, Instant now) {
        var runs = journals.list(Integer.MAX_VALUE);
        var weights = new Weights(blobs, trees);
        var held = runs.stream().map(run -> held(run, weights)).toList();
        var own = new HashSet<RunId>();
        runs.forEach(run -> own.add(run.id()));
        var going = retention.going(held, weights.things(inventory(own)), now, weights::holders);
        var unused = retention.isAsked() ? unused(inventory(new HashSet<>(going))) : List.<Digest>of();
        return new Plan(
                going.stream()
                        .map(id -> held.stream()
                                .filter(run -> run.summary().id().equals(id))
                                .findFirst()
                                .orElseThrow())
                        .map(run -> new Going(run.summary(), run.logs()))
                        .toList(),
                unused,
                bytes(unused));
    }

    private Held held(RunSummary run, Weights weights) {
        return new Held(
                run,
                leases.holder(lease(run.id())).isPresent(),
                activities.size(run.id()),
                weights.things(new Inventory(blobs).add("", journals.texts(run.id()))));
    }

    /// Forgets the runs that nobody has begun to work on meanwhile, and deletes what their agents did.
    ///
    /// @return those that went
    public List<Going> forget(List<Going> runs) {
        var taken = new ArrayList<Lease>();
        try {
            var gone = new ArrayList<Going>();
            for (var run : runs) {
                leases.tryAcquire(lease(run.summary().id())).ifPresent(lease -> {
                    taken.add(lease);
                    gone.add(run);
                });
            }
            var ids = gone.stream().map(run -> run.summary().id()).toList();
            results.forget(ids, inventory(new LinkedHashSet<>(ids)).digests());
            journals.remove(ids);
            ids.forEach(activities::remove);
            return gone;
        } finally {
            taken.forEach(Lease::close);
        }
    }

    /// Deletes everything that nobody needs. The caller has the store alone.
    public Gone collect() {
        var inventory = inventory();
        var unused = unused(inventory);
        var bytes = bytes(unused);
        unused.forEach(blobs::remove);
        var packed = new StoreCollection(trees).keep(inventory.trees().sequencedKeySet());
        return new Gone(unused.size(), bytes, packed);
    }

    /// What [#collect] deleted, in bytes; of trees their share of the disk.
    public record Gone(int blobs, long blobBytes, long treeBytes) {}

    /// Everything that is in use.
    public Inventory inventory() {
        return inventory(Set.of());
    }

    /// Everything that is in use, but for what only these runs need.
    private Inventory inventory(Set<RunId> without) {
        var inventory = new Inventory(blobs);
        locks.forEach((path, text) -> inventory.add(path, List.of(text)));
        for (var run : journals.everywhere()) {
            if (!without.contains(run)) {
                inventory.add("run " + run, journals.texts(run));
            }
        }
        for (var kept : results.all()) {
            if (!without.contains(kept.run())) {
                inventory.add("run " + kept.run(), kept.key().digest());
                inventory.add("run " + kept.run(), kept.result());
            }
        }
        return inventory;
    }

    private List<Digest> unused(Inventory inventory) {
        return blobs.list().stream().filter(digest -> !inventory.uses(digest)).toList();
    }

    private long bytes(List<Digest> digests) {
        return digests.stream()
                .map(blobs::size)
                .flatMap(Optional::stream)
                .mapToLong(Long::longValue)
                .sum();
    }

    private static String lease(RunId run) {
        return "run/" + run;
    }
}
