package dev.wave.lock;

import dev.wave.diagnostic.Checked;
import dev.wave.diagnostic.Code;
import dev.wave.diagnostic.Diagnostic;
import dev.wave.diagnostic.Place;
import dev.wave.load.YamlValues;
import dev.wave.model.Decoded;
import dev.wave.model.ObjectReader;
import dev.wave.model.Value;
import dev.wave.plan.Pins;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The file format of `wave.lock`: YAML that only Wave writes, one text for one lock.
public final class LockText {

    /// The lock's path in a project.
    public static final String FILE = "wave.lock";

    private static final String HEAD = """
            # Written by `wave lock` and `wave record`. To change it, change the project and run them again.
            """;

    /// The first section that follows the pins, as [#write] orders them.
    private static final Pattern AFTER_PINS =
            Pattern.compile("^(?:personas|schemas|pipelines|recordings):", Pattern.MULTILINE);

    private static final Pattern PROJECT = Pattern.compile("^project:", Pattern.MULTILINE);

    private LockText() {}

    /// The lock's only text.
    public static String write(Lock lock) {
        return HEAD + YamlText.of(LockValues.write(lock));
    }

    /// The lock a text holds. A text with the marks of an unfinished merge is not read.
    public static Checked<Lock> read(String text) {
        var marks = MergeMarks.first(text);
        if (marks.isPresent()) {
            return new Checked.Invalid<>(List.of(Diagnostic.of(
                    Code.E_LOCK,
                    new Place(FILE, marks.get(), 1),
                    "the lock holds two versions that nobody has merged",
                    "`wave lock` computes the pins again and keeps the recordings of both")));
        }
        return YamlValues.read(FILE, text).then(LockText::lock);
    }

    /// The name of the project that a text keeps; of an unfinished merge, our side's. Empty if it keeps none,
    /// or is no lock: whoever reads all of it says so.
    public static Optional<String> project(String text) {
        if (!PROJECT.matcher(text).find()) { // as good as always
            return Optional.empty();
        }
        return read(head(MergeMarks.side(text, MergeMarks.Side.OURS))) instanceof Checked.Valid<Lock>(var lock, var _)
                ? lock.project()
                : Optional.empty();
    }

    /// What a text pins. Reads no more of it than that: everything plans with the pins, and a lock of thousands of
    /// steps is long.
    public static Checked<Pins> pins(String text) {
        return read(MergeMarks.first(text).isEmpty() ? head(text) : text).then(lock -> Checked.valid(lock.pins()));
    }

    /// The text up to the end of the pins, if they come first.
    private static String head(String text) {
        var rest = AFTER_PINS.matcher(text);
        return rest.find() && !hasPins(text, rest.start()) ? text.substring(0, rest.start()) : text;
    }

    private static boolean hasPins(String text, int from) {
        return text.indexOf("\nadapters:", from) >= 0 || text.indexOf("\nmodels:", from) >= 0;
    }

    private static Checked<Lock> lock(Value value) {
        return switch (ObjectReader.decode(value, LockValues::read)) {
            case Decoded.Understood<Lock>(var lock) -> Checked.valid(lock);
            case Decoded.NotUnderstood<Lock>(var reason) ->
                new Checked.Invalid<>(List.of(Diagnostic.of(
                        Code.E_LOCK,
                        Place.startOf(FILE),
                        "this is no lock: " + reason,
                        "take the committed one back; `wave lock` writes the rest of it anew")));
        };
    }
}
