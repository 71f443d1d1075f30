package dev.wave.report;

import dev.wave.model.Digest;
import dev.wave.model.StepId;
import dev.wave.model.TreeId;
import dev.wave.run.Activity;
import dev.wave.run.Result;
import dev.wave.view.KeyChange;
import java.util.List;
import java.util.Optional;

/// What a page shows of the store. What is not there any more is absent, and the page says so.
public interface Evidence {

    /// The stored manifest of that digest.
    Optional<Result> result(Digest result);

    /// The first bytes of a blob.
    ///
    /// @param most how many at most
    Optional<byte[]> bytes(Digest blob, int most);

    /// What differs between two file states, as a patch that says so itself if it is cut.
    ///
    /// @param most bytes at most
    Optional<String> patch(TreeId from, TreeId to, int most);

    /// The paths of all files of a tree.
    List<String> files(TreeId tree);

    /// What of all that the step saw was not as it was in the run before; empty if there was none.
    List<KeyChange> changes(StepId step);

    /// What an attempt printed and did, from its beginning; empty if it is not to be shown or not kept.
    ///
    /// @param most characters at about which the rest may be left out
    List<Activity> activities(StepId step, int attempt, int most);
}
