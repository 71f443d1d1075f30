package dev.wave.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The pages of this repository, as text.
final class Pages {
    static final Path ROOT = root();

    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern BLOCK = Pattern.compile("(?sm)^```(\\w*)\n(.*?)^```$");
    private static final Pattern FILE = Pattern.compile("(?:#!.*\n)?(?:#|//) ([\\w./-]+\\.\\w+)\n(?s:.*)");
    private static final Pattern HEADING = Pattern.compile("#+ +(.*)");

    private Pages() {}

    private static Path root() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    /// The text of a page, by its path from the root.
    static String text(String path) {
        return text(ROOT.resolve(path));
    }

    private static String text(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Every page a user may come by.
    static List<Path> all() throws IOException {
        var pages = new ArrayList<Path>();
        for (var name : List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "ARCHITECTURE.md")) {
            pages.add(ROOT.resolve(name));
        }
        for (var folder : List.of("docs", "examples")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
            }
        }
        return pages;
    }

    /// The links of a page that lead nowhere: to no file, or to no heading of a page.
    static List<String> deadLinks(Path page) {
        var dead = new ArrayList<String>();
        var links = LINK.matcher(withoutBlocks(text(page)));
        while (links.find()) {
            var link = links.group(1);
            if (!link.matches("[a-z]+:.*") && !leadsSomewhere(page, link)) {
                dead.add(ROOT.relativize(page) + " → " + link);
            }
        }
        return dead;
    }

    private static boolean leadsSomewhere(Path page, String link) {
        var hash = link.indexOf('#');
        var path = hash < 0 ? link : link.substring(0, hash);
        var target = path.isEmpty() ? page : page.resolveSibling(path).normalize();
        return Files.exists(target) && (hash < 0 || anchors(text(target)).contains(link.substring(hash + 1)));
    }

    /// What headings are called in links.
    private static SequencedSet<String> anchors(String text) {
        var anchors = new TreeSet<String>();
        withoutBlocks(text).lines().forEach(line -> {
            var heading = HEADING.matcher(line);
            if (heading.matches()) {
                anchors.add(heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'));
            }
        });
        return anchors;
    }

    private static String withoutBlocks(String text) {
        return BLOCK.matcher(text).replaceAll("");
    }

    /// The text below each heading of the second level.
    static SequencedMap<String, String> sections(String text) {
        var sections = new LinkedHashMap<String, String>();
        for (var part : text.split("(?m)^## ", -1)) {
            var end = part.indexOf('\n');
            sections.put(part.substring(0, end), part.substring(end));
        }
        return sections;
    }

    /// The fenced blocks in a text of that language, in order; with none named, those that name none.
    static List<String> blocks(String text, String language) {
        return BLOCK.matcher(text)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    /// The files that a page shows whole, by their paths: blocks whose first line, or the one after `#!`, is a
    /// comment with a path and nothing else.
    static SequencedMap<String, String> files(String text) {
        var files = new LinkedHashMap<String, String>();
        BLOCK.matcher(text).results().map(block -> FILE.matcher(block.group(2))).forEach(file -> {
            if (file.matches()) {
                files.putIfAbsent(file.group(1), file.group());
            }
        });
        return files;
    }

    /// What a page says to type, each with what it says is printed: the `sh` blocks, and the block without a
    /// language right after one; empty if there is none.
    static SequencedMap<String, String> sessions(String text) {
        var sessions = new LinkedHashMap<String, String>();
        var typed = "";
        for (var block : BLOCK.matcher(text).results().toList()) {
            switch (block.group(1)) {
                case "sh" -> {
                    typed = FILE.matcher(block.group(2)).matches() ? "" : block.group(2);
                    sessions.put(typed, "");
                }
                case "" -> {
                    sessions.put(typed, block.group(2));
                    typed = "";
                }
                default -> typed = "";
            }
        }
        sessions.remove("");
        return sessions;
    }

    /// The environment of a person who has a home and nothing else.
    static Map<String, String> environment(Path home) {
        return Map.of("HOME", home.toString(), "PATH", System.getenv("PATH"));
    }
}
