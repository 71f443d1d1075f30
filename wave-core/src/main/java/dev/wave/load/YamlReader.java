package dev.wave.load;

import dev.wave.diagnostic.Code;
import dev.wave.diagnostic.Diagnostic;
import dev.wave.diagnostic.Place;
import dev.wave.model.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.LoadSettingsBuilder;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// Reads one YAML 1.2 document, within limits: [#MAX_BYTES], [#MAX_LINE],
/// [#MAX_DEPTH], [#MAX_ALIASED]. Works on the
/// parser's events, one by one, so text beyond a limit is never read to its end.
///
/// Duplicate keys, merge keys, tags and several documents are errors.
final class YamlReader {

    static final int MAX_BYTES = 4 * 1024 * 1024;

    static final int MAX_DEPTH = 64;

    /// The longest line, in characters: the parser takes the square of a line's length.
    static final int MAX_LINE = 500_000;

    /// The most nodes that aliases may repeat in one file.
    static final int MAX_ALIASED = 10_000;

    private final SourceText source;
    private final Problems problems;
    private final Iterator<Event> events;
    private final Map<String, Anchored> anchors = new HashMap<>();
    private int aliased;
    private int nodes;

    private YamlReader(SourceText source, Iterator<Event> events, Problems problems) {
        this.source = source;
        this.events = events;
        this.problems = problems;
    }

    /// A node that aliases can repeat, with how many nodes it is.
    private record Anchored(Node node, int size) {}

    /// The document; empty if the text holds none or is not YAML, and then the problems say so.
    static Optional<Node> read(String file, String text, Problems problems) {
        return read(file, text, problems, LoadSettings.builder());
    }

    /// The document without its places, which takes a third less; for a text that mostly has no problems.
    static Optional<Node> readUnplaced(String file, String text, Problems problems) {
        return read(file, text, problems, LoadSettings.builder().setUseMarks(false));
    }

    private static Optional<Node> read(String file, String text, Problems problems, LoadSettingsBuilder how) {
        var source = new SourceText(file, text);
        var tooLong = source.lineLongerThan(MAX_LINE);
        if (tooLong > 0) {
            problems.add(
                    Code.E_YAML,
                    new Place(file, tooLong, 1),
                    "the line is longer than " + MAX_LINE + " characters",
                    "break it into several");
            return Optional.empty();
        }
        var settings = how.setLabel(file).setCodePointLimit(Integer.MAX_VALUE).build();
        try {
            return new YamlReader(source, new ParserImpl(settings, new StreamReader(settings, text)), problems)
                    .document();
        } catch (Beyond e) {
            problems.add(e.diagnostic);
        } catch (YamlEngineException e) {
            problems.add(YamlErrors.diagnostic(e, source));
        }
        return Optional.empty();
    }

    private Optional<Node> document() throws Beyond {
        events.next(); // stream start
        var first = events.next();
        if (first.getEventId() == Event.ID.StreamEnd) {
            return Optional.empty();
        }
        var root = node(events.next(), 1);
        events.next(); // document end
        var next = events.next();
        if (next.getEventId() != Event.ID.StreamEnd) {
            throw beyond(
                    place(next), "there is more than one document in the file", "remove the '---' and what follows");
        }
        return Optional.of(root);
    }

    private Node node(Event event, int depth) throws Beyond {
        if (depth > MAX_DEPTH) {
            throw beyond(place(event), "nested deeper than " + MAX_DEPTH + " levels", "write it flatter");
        }
        if (event instanceof AliasEvent alias) {
            return repeated(alias);
        }
        var before = nodes++;
        var node = switch (event.getEventId()) {
            case Scalar -> scalar((ScalarEvent) event);
            case SequenceStart -> items((CollectionStartEvent) event, depth);
            case MappingStart -> mapping((MappingStartEvent) event, depth);
            case Alias, Comment, DocumentEnd, DocumentStart, MappingEnd, SequenceEnd, StreamEnd, StreamStart ->
                throw new IllegalStateException("no node starts with " + event);
        };
        var anchor = ((NodeEvent) event).getAnchor();
        if (anchor.isPresent()) {
            anchors.put(anchor.get().getValue(), new Anchored(node, nodes - before));
        }
        return node;
    }

    private Node repeated(AliasEvent alias) throws Beyond {
        var name = alias.getAlias().getValue();
        var anchored = anchors.get(name);
        if (anchored == null) {
            throw beyond(
                    place(alias), "there is no anchor '&" + name + "' before this alias", "define the anchor first");
        }
        aliased += anchored.size();
        nodes += anchored.size();
        if (aliased > MAX_ALIASED) {
            throw beyond(place(alias), "aliases repeat more than " + MAX_ALIASED + " nodes", "write fewer aliases");
        }
        return anchored.node();
    }

    private Node scalar(ScalarEvent event) {
        var place = place(event);
        var text = event.getValue();
        var tag = event.getTag();
        if (tag.isPresent() && !tag.get().equals("!") && !tag.get().equals("tag:yaml.org,2002:str")) {
            problems.add(
                    Code.E_YAML, place, "the tag '" + shortTag(tag.get()) + "' has no meaning here", "remove the tag");
        }
        var plain = event.isPlain() && tag.isEmpty();
        return new Node.Scalar(
                text, place, plain ? YamlScalars.kindOf(text) : Node.Kind.STRING, layout(event, place, text));
    }

    private Node items(CollectionStartEvent start, int depth) throws Beyond {
        refuseTag(start);
        var place = place(start);
        var items = new ArrayList<Node>();
        for (var event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            items.add(node(event, depth + 1));
        }
        return new Node.Items(items, place);
    }

    private Node mapping(MappingStartEvent start, int depth) throws Beyond {
        refuseTag(start);
        var startPlace = place(start);
        var entries = new ArrayList<Node.Entry>();
        var places = new HashMap<String, Place>();
        for (var event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            var key = node(event, depth + 1);
            var value = node(events.next(), depth + 1);
            if (!(key instanceof Node.Scalar(var name, var place, var kind, var _))) {
                problems.add(
                        Code.E_YAML,
                        place(event),
                        "a key must be a text, not " + key.shown(),
                        "if this should be a text with braces, put it in quotes");
            } else if (name.equals("<<") && kind == Node.Kind.STRING) {
                problems.add(Code.E_YAML, place, "'<<' merges are not part of YAML 1.2", "write the fields out");
            } else if (places.containsKey(name)) {
                problems.add(
                        Code.E_DUPLICATE_KEY,
                        place,
                        "the key '" + name + "' stands here twice; first in line "
                                + places.get(name).line(),
                        "remove one of them");
            } else {
                places.put(name, place);
                entries.add(new Node.Entry(name, place, value));
            }
        }
        return new Node.Mapping(entries, startPlace);
    }

    private void refuseTag(CollectionStartEvent start) {
        start.getTag()
                .filter(tag -> !tag.equals("!"))
                .ifPresent(tag -> problems.add(
                        Code.E_YAML,
                        place(start),
                        "the tag '" + shortTag(tag) + "' has no meaning here",
                        "remove the tag"));
    }

    private static String shortTag(String tag) {
        return tag.replaceFirst("^tag:yaml\\.org,2002:", "!!");
    }

    /// How the characters of a scalar lie in the file, where they lie there one by one.
    private Text.Layout layout(ScalarEvent event, Place place, String text) {
        var mark = event.getStartMark();
        if (mark.isEmpty()) {
            return new Text.Layout.Unknown();
        }
        if (event.isLiteral()) {
            return blockLayout(place, text);
        }
        var shift = event.isPlain() ? 0 : 1;
        var start = source.offset(mark.get());
        var written = source.between(start + shift, start + shift + text.length());
        return !event.isFolded() && written.equals(text) && text.indexOf('\n') < 0
                ? new Text.Layout.Inline(shift)
                : new Text.Layout.Unknown();
    }

    private Text.Layout blockLayout(Place place, String text) {
        var lines = text.lines().toList();
        for (var i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                var written = source.line(place.line() + 1 + i);
                var indent = written.length() - lines.get(i).stripTrailing().length();
                return indent >= 0 && written.endsWith(lines.get(i).stripTrailing())
                        ? new Text.Layout.Block(place.line() + 1, indent)
                        : new Text.Layout.Unknown();
            }
        }
        return new Text.Layout.Unknown();
    }

    /// A lambda that captures something is what Java is slowest to make after a start from its cache, and this is
    /// asked thrice for each node.
    private Place place(Event event) {
        var mark = event.getStartMark();
        return mark.isPresent() ? source.place(mark.get()) : Place.startOf(source.file());
    }

    private static Beyond beyond(Place place, String message, String fix) {
        return new Beyond(Diagnostic.of(Code.E_YAML, place, message, fix));
    }

    /// Stops the reader at what makes the rest unreadable; never leaves this class.
    private static final class Beyond extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Diagnostic diagnostic;

        Beyond(Diagnostic diagnostic) {
            super(diagnostic.message(), null, false, false);
            this.diagnostic = diagnostic;
        }
    }
}
