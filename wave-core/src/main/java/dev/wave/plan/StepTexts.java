package dev.wave.plan;

import dev.wave.model.Action;
import dev.wave.model.Contract;
import dev.wave.model.Step;
import dev.wave.model.Text;
import java.util.ArrayList;
import java.util.List;

/// The texts of a step: those in which names are filled in, and those that go to a shell as they are.
///
/// @param filled in the order in which they are read for parameters
/// @param names of artifacts, as the step produces or is given them: only parameters are filled in
/// @param verbatim shell texts, and the words of a `setup`, which is made once for all parameters
record StepTexts(List<Text> filled, List<Text> names, List<Verbatim> verbatim) {

    /// A text in which nothing is filled in.
    ///
    /// @param field where it stands, in the author's words
    record Verbatim(Text text, String field) {}

    static StepTexts of(Step step) {
        var texts = new StepTexts(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        switch (step.action()) {
            case Action.Ask(var _, var task) -> task.ifPresent(texts.filled::add);
            case Action.Run(var command) -> texts.add(command, "run");
        }
        step.outputs().forEach(output -> {
            texts.names.add(new Text(output.name().value(), output.place()));
            output.path().ifPresent(texts.filled::add);
        });
        step.inputs().stream()
                .flatMap(List::stream)
                .forEach(input -> input.as().ifPresent(name -> texts.names.add(new Text(name.value(), input.place()))));
        for (var handover : step.contracts()) {
            if (handover.contract() instanceof Contract.Command(var _, var command, var _, var _, var _)) {
                texts.add(command, "command");
            }
        }
        texts.filled.addAll(step.env().values());
        step.workspace().setup().ifPresent(setup -> {
            switch (setup.command()) {
                case Action.Invocation.Shell(var text) -> texts.verbatim.add(new Verbatim(text, "setup"));
                case Action.Invocation.Words(var words) ->
                    words.forEach(word -> texts.verbatim.add(new Verbatim(word, "setup")));
            }
        });
        return texts;
    }

    private void add(Action.Invocation command, String field) {
        switch (command) {
            case Action.Invocation.Shell(var text) -> verbatim.add(new Verbatim(text, field));
            case Action.Invocation.Words(var words) -> filled.addAll(words);
        }
    }
}
