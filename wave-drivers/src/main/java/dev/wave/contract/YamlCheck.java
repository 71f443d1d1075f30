package dev.wave.contract;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// Whether a text is YAML. Goes through its events and builds nothing, so that a few lines of aliases stay a
/// few lines.
final class YamlCheck {
    /// Large, because the reader's time for one scalar grows with the square of the pieces it comes in.
    private static final int BUFFER = 1024 * 1024;

    private final Deque<Collection> open = new ArrayDeque<>();
    private final Set<Anchor> anchors = new HashSet<>();
    private boolean empty = true;

    private YamlCheck() {}

    static Optional<String> problem(BufferedReader text) throws IOException {
        var settings = LoadSettings.builder()
                .setCodePointLimit(Integer.MAX_VALUE)
                .setBufferSize(BUFFER)
                .build();
        var check = new YamlCheck();
        try {
            var events = new ParserImpl(settings, new StreamReader(settings, text));
            while (events.hasNext()) {
                var event = events.next();
                var problem = check.see(event);
                if (problem.isPresent()) {
                    return problem.map(found -> found + line(event.getStartMark()));
                }
            }
        } catch (MarkedYamlEngineException e) {
            return Optional.of("expected YAML: " + Shown.plain(e.getProblem()) + line(e.getProblemMark()));
        } catch (YamlEngineException e) {
            if (e.getCause() instanceof IOException reading) {
                throw reading;
            }
            return Optional.of("expected YAML: " + Shown.plain(String.valueOf(e.getMessage())));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return check.empty ? Optional.of(FormatCheck.EMPTY) : Optional.empty();
    }

    private Optional<String> see(Event event) throws CannotCheck {
        if (event.getEventId() == Event.ID.DocumentStart) {
            anchors.clear();
        }
        if (event.getEventId() == Event.ID.MappingEnd || event.getEventId() == Event.ID.SequenceEnd) {
            open.pop();
        }
        if (!(event instanceof NodeEvent node)) {
            return Optional.empty();
        }
        empty = empty && node instanceof ScalarEvent scalar && scalar.getValue().isEmpty();
        if (node instanceof AliasEvent alias && !anchors.contains(alias.getAlias())) {
            return Optional.of("the alias '*" + alias.getAlias().getValue() + "' has no anchor");
        }
        var twice = !open.isEmpty() && open.element().repeats(node);
        node.getAnchor().ifPresent(anchors::add);
        if (node instanceof CollectionStartEvent) {
            open.push(new Collection(node instanceof MappingStartEvent));
            if (open.size() > FormatCheck.DEEPEST) {
                throw new CannotCheck("it is nested deeper than " + FormatCheck.DEEPEST + " levels");
            }
        }
        return twice
                ? Optional.of("the key " + Shown.text(((ScalarEvent) node).getValue()) + " stands twice")
                : Optional.empty();
    }

    private static String line(Optional<Mark> mark) {
        return mark.map(at -> " (line " + (at.getLine() + 1) + ", column " + (at.getColumn() + 1) + ")")
                .orElse("");
    }

    /// A sequence or mapping that is being read.
    private static final class Collection {
        private final boolean mapping;
        private final Set<String> keys = new HashSet<>();
        private boolean keyNext = true;

        Collection(boolean mapping) {
            this.mapping = mapping;
        }

        /// Whether the node is a key that was there before. Keys that are no scalars are not compared.
        boolean repeats(NodeEvent node) {
            var key = mapping && keyNext;
            keyNext = !keyNext;
            return key && node instanceof ScalarEvent scalar && !keys.add(scalar.getValue());
        }
    }
}
