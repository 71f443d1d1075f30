package dev.wave.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// A persistent map from small non-negative integers, in their order: a radix tree of 32-way nodes.
///
/// A change copies one node per level, so it costs the same for ten steps as for ten thousand, nearly.
final class IntMap<T> {
    private static final int BITS = 5;
    private static final int WIDTH = 1 << BITS;

    private final @Nullable Object[] root;
    private final int levels;
    private final int size;

    private IntMap(@Nullable Object[] root, int levels, int size) {
        this.root = root;
        this.levels = levels;
        this.size = size;
    }

    /// Without entries, for keys below `bound`.
    static <T> IntMap<T> below(int bound) {
        var levels = 1;
        while (1L << (BITS * levels) < bound) {
            levels++;
        }
        return new IntMap<>(new @Nullable Object[WIDTH], levels, 0);
    }

    int size() {
        return size;
    }

    @Nullable
    T get(int key) {
        Object node = root;
        for (var level = levels - 1; level >= 0 && node != null; level--) {
            node = children(node)[slot(key, level)];
        }
        return value(node);
    }

    IntMap<T> with(int key, T value) {
        return put(key, value);
    }

    IntMap<T> without(int key) {
        return get(key) == null ? this : put(key, null);
    }

    /// The smallest key there is.
    OptionalInt first() {
        return size == 0 ? OptionalInt.empty() : OptionalInt.of(keys(1).getFirst());
    }

    /// All keys, ascending.
    List<Integer> keys() {
        return keys(size);
    }

    private List<Integer> keys(int limit) {
        var keys = new ArrayList<Integer>(limit);
        collect(root, levels - 1, 0, limit, keys);
        return keys;
    }

    private static void collect(@Nullable Object[] node, int level, int prefix, int limit, List<Integer> keys) {
        for (var slot = 0; slot < WIDTH && keys.size() < limit; slot++) {
            var child = node[slot];
            if (child == null) {
                continue;
            }
            var key = (prefix << BITS) | slot;
            if (level == 0) {
                keys.add(key);
            } else {
                collect(children(child), level - 1, key, limit, keys);
            }
        }
    }

    private IntMap<T> put(int key, @Nullable T value) {
        var copy = root.clone();
        var node = copy;
        for (var level = levels - 1; level > 0; level--) {
            var slot = slot(key, level);
            var child = node[slot];
            var next = child == null
                    ? new @Nullable Object[WIDTH]
                    : children(child).clone();
            node[slot] = next;
            node = next;
        }
        var last = slot(key, 0);
        var change = (value == null ? 0 : 1) - (node[last] == null ? 0 : 1);
        node[last] = value;
        return new IntMap<>(copy, levels, size + change);
    }

    private static int slot(int key, int level) {
        return (key >>> (BITS * level)) & (WIDTH - 1);
    }

    private static @Nullable Object[] children(Object node) {
        return (@Nullable Object[]) node;
    }

    @SuppressWarnings("unchecked") // only values of type T are ever put at the lowest level
    private @Nullable T value(@Nullable Object leaf) {
        return (T) leaf;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof IntMap<?> that) || size != that.size) {
            return false;
        }
        return keys().stream().allMatch(key -> Objects.equals(get(key), that.get(key)));
    }

    @Override
    public int hashCode() {
        return keys().stream()
                .mapToInt(key -> 31 * key + Objects.hashCode(get(key)))
                .sum();
    }
}
