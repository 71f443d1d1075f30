package dev.wave.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.key.Key;
import dev.wave.lock.Lock.LockedPipeline;
import dev.wave.lock.Lock.LockedStep;
import dev.wave.model.AdapterName;
import dev.wave.model.Digest;
import dev.wave.model.History;
import dev.wave.model.PersonaName;
import dev.wave.model.PipelineName;
import dev.wave.model.StepId;
import dev.wave.model.TreeId;
import dev.wave.model.Value;
import dev.wave.plan.ModelPin;
import dev.wave.plan.Pins;
import dev.wave.run.Level;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// What holds of every lock, tried on some thousand that nobody would write.
class AnyLockTest {
    private static final List<String> WORDS = List.of(
            "a",
            "null",
            "true",
            "no",
            "1",
            "0x1f",
            "1.0",
            "-",
            "~",
            "a: b",
            "# c",
            "{x}",
            "'q'",
            "\"d\"",
            "ü",
            "a b ",
            "2026-01-01",
            "!tag",
            "&anchor",
            "*",
            "line\nline",
            "tab\t",
            "\u2028",
            "<<<<<<< x",
            "=======",
            "%",
            "@",
            "`");

    private final Random random = new Random(11);

    @Test
    void is_read_as_it_was_written_and_written_as_it_was_read() {
        for (var round = 0; round < 2_000; round++) {
            var lock = lock();
            var text = LockText.write(lock);

            assertThat(LockTextTest.lock(text)).isEqualTo(lock);
            assertThat(LockText.write(LockTextTest.lock(text))).isEqualTo(text);
            assertThat(LockText.project(text)).isEqualTo(lock.project());
        }
    }

    @Test
    void is_written_alike_in_whatever_order_it_was_made() {
        for (var round = 0; round < 500; round++) {
            var lock = lock();
            var reversed = new Lock(
                    lock.keys(),
                    lock.project(),
                    new Pins(
                            lock.pins().adapters().reversed(),
                            lock.pins().models().reversed()),
                    lock.personas().reversed(),
                    lock.schemas().reversed(),
                    lock.pipelines().reversed(),
                    lock.recordings().reversed());

            assertThat(LockText.write(reversed)).isEqualTo(LockText.write(lock));
        }
    }

    @Test
    void merged_with_itself_is_itself() {
        for (var round = 0; round < 200; round++) {
            var lock = lock();
            var text =
                    "<<<<<<< ours\n" + LockText.write(lock) + "=======\n" + LockText.write(lock) + ">>>>>>> theirs\n";

            if (!MergeMarks.side(text, MergeMarks.Side.OURS).equals(LockText.write(lock))) {
                continue; // a text of several lines looks like a mark itself
            }
            var merged = LockMerge.of(text, LockMerge.Take.NEITHER);
            assertThat(merged.diagnostics()).isEmpty();
            assertThat(merged.toString()).contains(lock.toString());
        }
    }

    private Lock lock() {
        return new Lock(
                1,
                random.nextBoolean() ? Optional.empty() : Optional.of("n" + word()),
                new Pins(
                        map(() -> new AdapterName("a" + random.nextInt(9)), _ -> "v" + word()),
                        map(
                                () -> "a/" + word(),
                                _ -> random.nextBoolean()
                                        ? new ModelPin.Floating()
                                        : new ModelPin.Exact("m" + word()))),
                map(() -> new PersonaName("p" + random.nextInt(9)), _ -> "v" + word()),
                map(this::word, _ -> digest()),
                map(
                        () -> new PipelineName("l" + random.nextInt(9)),
                        _ -> new LockedPipeline(
                                map(() -> "x" + random.nextInt(9), _ -> "string"),
                                map(this::step, _ -> new LockedStep(digest(), list(this::word))))),
                map(
                        () -> RecordingName.of("l" + random.nextInt(3) + "/c" + random.nextInt(9)),
                        _ -> new Recording(
                                map(this::word, _ -> value(2)),
                                random.nextBoolean() ? Optional.of(word()) : Optional.empty(),
                                tree(),
                                random.nextBoolean() ? Optional.empty() : Optional.of(history()),
                                one(Level.values()),
                                map(this::step, _ -> new Recording.Taken(new Key(digest()), digest())),
                                tree(),
                                map(this::word, _ -> digest().value()),
                                one(Recording.Bytes.values()))));
    }

    private Value value(int depth) {
        return switch (random.nextInt(depth > 0 ? 5 : 3)) {
            case 0 -> Value.of(word());
            case 1 -> Value.Num.of(new BigDecimal(random.nextInt(-99, 99)).movePointLeft(random.nextInt(3)));
            case 2 -> Value.of(random.nextBoolean());
            case 3 -> new Value.Seq(list(() -> value(depth - 1)));
            default -> new Value.Obj(map(() -> "f" + random.nextInt(9), _ -> value(depth - 1)));
        };
    }

    private <T> T one(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private StepId step() {
        return new StepId("s" + random.nextInt(20));
    }

    private String word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private Digest digest() {
        return Digest.ofText(Integer.toString(random.nextInt()));
    }

    private History history() {
        return new History(
                digest().hex().substring(0, 40),
                random.nextBoolean() ? "" : "f" + word(),
                random.nextBoolean() ? Optional.empty() : Optional.of(digest()));
    }

    private TreeId tree() {
        return new TreeId("git-sha1:" + digest().hex().substring(0, 40));
    }

    private <T> List<T> list(Supplier<T> item) {
        var items = new ArrayList<T>();
        for (var i = random.nextInt(4); i > 0; i--) {
            items.add(item.get());
        }
        return items;
    }

    private <K, V> SequencedMap<K, V> map(Supplier<K> key, Function<K, V> value) {
        var map = new LinkedHashMap<K, V>();
        list(key).forEach(each -> map.put(each, value.apply(each)));
        return map;
    }
}
