package dev.wave.command;

import dev.wave.doctor.Examination;
import dev.wave.journal.ActivityLog;
import dev.wave.key.Platform;
import dev.wave.model.RunId;
import dev.wave.model.Secret;
import dev.wave.plan.Surroundings;
import dev.wave.redaction.Vault;
import dev.wave.sandbox.Sandbox;
import dev.wave.trust.TrustStore;
import dev.wave.upkeep.Remains;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Everything a command works with, made when it is first asked for. Implemented by the wiring of the
/// program.
public interface Tools {

    Console console();

    /// The same, saying what there is to say on that console.
    Tools speaking(Console console);

    /// Where the user is; absolute.
    Path workingDirectory();

    Map<String, String> environment();

    Clock clock();

    /// Which Wave this is.
    String version();

    /// What keeps the programs of steps apart from this machine.
    Sandbox sandbox();

    /// Looks at this machine.
    Examination examination();

    /// Where Wave keeps what it can make again.
    Path cache();

    /// What this machine is, as far as results of commands depend on it.
    Platform platform();

    /// What planning must know of this program and machine.
    Surroundings surroundings(OpenProject project);

    /// The journal and the stores of a project. The caller closes them.
    Stores stores(OpenProject project);

    /// What of a project's state needs no database. The caller closes it.
    Remains remains(OpenProject project);

    /// What agents of the project's runs were doing.
    ActivityLog activities(Stores stores);

    /// What steps need to run. Belongs to the stores and is closed with them.
    OpenStage stage(OpenProject project, Stores stores, RunId run);

    Signals signals();

    /// A run id that no run has.
    RunId freshRunId(Stores stores);

    /// What marks the processes of a run.
    String tag(Stores stores, RunId run);

    /// Takes the project's state over, whoever made it; empty if there is none.
    Optional<Path> adoptState(OpenProject project);

    /// The values of the secrets that are known here, and of all variables that are named like one.
    ///
    /// @param unknown told, in a sentence for people, of every secret whose value cannot be had
    Vault secrets(OpenProject project, Collection<Secret> secrets, Consumer<String> unknown)
            throws InterruptedException;

    /// The approvals this person has given.
    TrustStore trust();
}
