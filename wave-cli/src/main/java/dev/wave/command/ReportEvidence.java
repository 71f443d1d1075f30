package dev.wave.command;

import dev.wave.git.GitFailed;
import dev.wave.git.UnifiedDiff;
import dev.wave.journal.ActivityJson;
import dev.wave.journal.ActivityLog;
import dev.wave.key.Components;
import dev.wave.model.Digest;
import dev.wave.model.RunId;
import dev.wave.model.StepId;
import dev.wave.model.TreeId;
import dev.wave.model.Value;
import dev.wave.plan.Plan;
import dev.wave.redaction.Redaction;
import dev.wave.report.Evidence;
import dev.wave.run.Activity;
import dev.wave.run.Result;
import dev.wave.spi.Trees.Change;
import dev.wave.store.StoredResults;
import dev.wave.view.KeyChange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// What a report shows of the store. Values of secrets are hidden in whole texts here, before they are cut or set in
/// lines.
///
/// @param transcripts the log of what agents did; empty if nothing of it is to be shown
record ReportEvidence(Stores stores, RunId run, Plan plan, Redaction hidden, List<ActivityLog> transcripts)
        implements Evidence {

    @Override
    public Optional<Result> result(Digest result) {
        return new StoredResults(stores.blobs()).of(result);
    }

    @Override
    public Optional<byte[]> bytes(Digest blob, int most) {
        return stores.blobs().open(blob).map(stream -> {
            try (stream) {
                return stream.readNBytes(most);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public Optional<String> patch(TreeId from, TreeId to, int most) {
        try {
            return Optional.of(hidden.text(new UnifiedDiff(stores.trees()).text(from, to, most)));
        } catch (GitFailed _) { // a tree that was cleaned away
            return Optional.empty();
        }
    }

    @Override
    public List<String> files(TreeId tree) {
        try {
            return stores.trees().changes(stores.trees().empty(), tree).stream()
                    .map(Change::path)
                    .toList();
        } catch (GitFailed _) {
            return List.of();
        }
    }

    @Override
    public List<KeyChange> changes(StepId step) {
        var before = stores.results()
                .lastComponents(plan.pipeline().value(), step, run)
                .flatMap(this::components);
        var now = stores.results().components(run, step).flatMap(this::components);
        return before.isPresent() && now.isPresent() ? new KeyChanges(stores).of(before.get(), now.get()) : List.of();
    }

    private Optional<SequencedMap<String, Value>> components(Digest digest) {
        return stores.blobs().read(digest).flatMap(bytes -> Components.read(new String(bytes, StandardCharsets.UTF_8)));
    }

    @Override
    public List<Activity> activities(StepId step, int attempt, int most) {
        var activities = new ArrayList<Activity>();
        var length = 0;
        for (var log : transcripts) {
            var reader = log.read(run, step, attempt);
            for (var more = reader.more(); !more.isEmpty() && length <= most; more = reader.more()) {
                for (ActivityJson.Entry entry : more) {
                    activities.add(entry.activity());
                    length += length(entry.activity());
                }
            }
        }
        return activities;
    }

    private static int length(Activity activity) {
        return switch (activity) {
            case Activity.Said(var text) -> text.length();
            case Activity.Notice(var text) -> text.length();
            case Activity.ToolStarted(var _, var _, var summary) -> summary.length();
            case Activity.ToolFinished _, Activity.Used _ -> 1;
        };
    }
}
