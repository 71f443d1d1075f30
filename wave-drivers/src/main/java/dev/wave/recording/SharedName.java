package dev.wave.recording;

import dev.wave.lock.Recording;
import dev.wave.model.Digest;

/// The names under which a recording is shared: made of what it came to, so that two recordings never want one name,
/// whoever pushes them when.
public final class SharedName {
    private static final String REFERENCES = "refs/wave/";

    private SharedName() {}

    /// The reference of everything but the transcripts.
    public static String of(Recording recording) {
        return REFERENCES + "recordings/" + digest(recording);
    }

    /// The reference of the transcripts.
    public static String ofTranscripts(Recording recording) {
        return REFERENCES + "transcripts/" + digest(recording);
    }

    private static String digest(Recording recording) {
        var text = new StringBuilder(recording.base() + "\n" + recording.tree() + "\n");
        recording.steps().forEach((step, taken) -> text.append(step + " " + taken.key() + " " + taken.result() + "\n"));
        return Digest.ofText(text.toString()).hex();
    }
}
