package dev.wave.model;

import dev.wave.diagnostic.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// An adapter as `adapters:` in `wave.yaml` configures it.
///
/// @param type what drives the agent: `command`, `scripted`, or the name of a built-in adapter
/// @param command the program and its first arguments; empty for `scripted`
/// @param script what `scripted` answers from; part of the project, so it is read and frozen with it
/// @param models model ids by tier, for example `cheap`
/// @param access how its agent gets to the model
/// @param files texts of the project that its words name; read and frozen with the project, since they decide
/// what the agent is like the words themselves
public record AdapterSettings(
        AdapterName name,
        Place place,
        String type,
        List<String> command,
        Optional<Script> script,
        Optional<String> model,
        SequencedMap<String, String> models,
        SequencedMap<String, String> env,
        List<String> args,
        ModelAccess access,
        List<Script> files) {
    public AdapterSettings {
        command = List.copyOf(command);
        args = List.copyOf(args);
        models = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(models));
        env = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(env));
        files = List.copyOf(files);
    }

    /// One whose words name no file of the project.
    public AdapterSettings(
            AdapterName name,
            Place place,
            String type,
            List<String> command,
            Optional<Script> script,
            Optional<String> model,
            SequencedMap<String, String> models,
            SequencedMap<String, String> env,
            List<String> args,
            ModelAccess access) {
        this(name, place, type, command, script, model, models, env, args, access, List.of());
    }

    /// The same with another way to the model.
    public AdapterSettings with(ModelAccess other) {
        return new AdapterSettings(name, place, type, command, script, model, models, env, args, other, files);
    }

    /// The same with more arguments, after its own.
    public AdapterSettings with(List<String> more) {
        var all = new ArrayList<>(args);
        all.addAll(more);
        return new AdapterSettings(name, place, type, command, script, model, models, env, all, access, files);
    }

    /// A file of the project that an adapter is made of: the one a `scripted` adapter answers from, or one that
    /// a command's words name.
    ///
    /// @param path relative to the project's root
    /// @param text what it holds
    public record Script(String path, String text) {}
}
