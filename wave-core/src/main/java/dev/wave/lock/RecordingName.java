package dev.wave.lock;

import dev.wave.model.PipelineName;
import java.util.regex.Pattern;

/// The name of a recording, written `PIPELINE/CASE`.
///
/// @param recorded case of the pipeline it shows, for example `authentication`
public record RecordingName(PipelineName pipeline, String recorded) implements Comparable<RecordingName> {
    private static final Pattern CASE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    public RecordingName {
        if (!isCase(recorded)) {
            throw new IllegalArgumentException("not the name of a case: '" + recorded + "'");
        }
    }

    /// The name that is written `PIPELINE/CASE`.
    public static RecordingName of(String text) {
        var slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("not the name of a recording: '" + text + "'");
        }
        return new RecordingName(new PipelineName(text.substring(0, slash)), text.substring(slash + 1));
    }

    /// Whether the text can name a case.
    public static boolean isCase(String text) {
        return CASE.matcher(text).matches();
    }

    @Override
    public int compareTo(RecordingName other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return pipeline + "/" + recorded;
    }
}
