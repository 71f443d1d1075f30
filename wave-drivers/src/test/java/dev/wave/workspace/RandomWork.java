package dev.wave.workspace;

import java.util.List;
import java.util.Random;

/// Shell scripts that do to a folder what nobody would do on purpose; the same seed does the same.
final class RandomWork {
    private static final List<String> NAMES =
            List.of("a", "a.b", "a-b", "a0", "d", "e", "'f g'", "\"$newline\"", "\"$byte\"", "ü");

    private final Random random;

    RandomWork(long seed) {
        random = new Random(seed);
    }

    String script() {
        var script =
                new StringBuilder("set +e; newline=$(printf 'n\\nl'); byte=$(printf 'x\\377y'); exec 2>/dev/null\n");
        for (int i = 1 + random.nextInt(34); i > 0; i--) {
            script.append(operation()).append('\n');
        }
        return script.append("true").toString();
    }

    private String operation() {
        var path = path();
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> "mkdir -p %s; echo %d > %s/%s".formatted(path, random.nextInt(5), path, name());
            case 3 -> "echo %d >> %s".formatted(random.nextInt(5), path);
            case 4 -> "rm -rf " + path;
            case 5 -> "mv %s %s".formatted(path, path());
            case 6 -> "ln -s %s %s".formatted(path(), path);
            case 7 -> "ln %s %s".formatted(path(), path);
            case 8 -> "chmod 755 %s".formatted(path);
            case 9 -> "test -f %s && chmod 600 %s".formatted(path, path);
            case 10 -> "rm -rf %s; mkdir -p %s; echo %d > %s/%s".formatted(path, path, random.nextInt(5), path, name());
            default -> "rm -rf %s; echo %d > %s".formatted(path, random.nextInt(5), path);
        };
    }

    private String path() {
        var path = new StringBuilder("./").append(name());
        for (int i = random.nextInt(3); i > 0; i--) {
            path.append('/').append(name());
        }
        return path.toString();
    }

    private String name() {
        return NAMES.get(random.nextInt(NAMES.size()));
    }
}
