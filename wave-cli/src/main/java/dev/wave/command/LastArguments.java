package dev.wave.command;

import dev.wave.local.Frozen;
import dev.wave.model.Value;
import dev.wave.plan.Arguments;
import dev.wave.plan.Outline;
import dev.wave.run.Recorded;
import dev.wave.run.RunEvent;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Optional;

/// What the newest run was given for its pipeline's parameters.
///
/// @param run for people to read
record LastArguments(String run, String pipeline, Arguments.Given given) {
    /// How many runs are looked through for one of the pipeline.
    private static final int LATEST = 100;

    /// Empty if nothing ran yet, or nothing of that pipeline, or its plan is not in the store any more.
    static Optional<LastArguments> of(Stores stores, Optional<String> pipeline) {
        return stores.journals().list(LATEST).stream()
                .filter(run -> pipeline.map(run.pipeline()::equals).orElse(true))
                .findFirst()
                .flatMap(run -> stores.journals().read(run.id()).stream()
                        .map(Recorded::event)
                        .findFirst()
                        .filter(RunEvent.RunStarted.class::isInstance)
                        .flatMap(event -> stores.blobs().read(((RunEvent.RunStarted) event).frozen()))
                        .map(bytes -> Frozen.ofJson(new String(bytes, StandardCharsets.UTF_8)))
                        .map(frozen -> new LastArguments(
                                run.id().value(),
                                frozen.pipeline(),
                                Given.ofJson(frozen.arguments(), frozen.input()))));
    }

    /// What a person gives now, and for the rest what was given then, as far as the pipeline still takes it.
    Arguments.Given under(Arguments.Given now, Outline outline) {
        var values = new LinkedHashMap<String, Value>();
        outline.params()
                .keySet()
                .forEach(name -> Optional.ofNullable(given.file().get(name.value()))
                        .ifPresent(value -> values.put(name.value(), value)));
        values.putAll(now.file());
        var input = now.input().or(given::input).filter(_ -> outline.input() != Outline.InputUse.NONE);
        return new Arguments.Given(now.tokens(), values, input.or(now::input));
    }
}
