package dev.wave.command;

import java.util.List;

/// The commands of this version.
public final class Commands {

    /// All of them, in the order of the help.
    public static final CommandTable TABLE = new CommandTable.Builder()
            .group("Start")
            .add("init", "write a small project that runs at once", InitCommand::new)
            .add("validate", "check a project's files", ValidateCommand::new)
            .add("plan", "say what a run would do", PlanCommand::new)
            .add("run", "run a pipeline", RunCommand::new)
            .group("Runs")
            .add("status", "list the runs", StatusCommand::new)
            .add("show", "show one run", ShowCommand::new)
            .add("report", "write one page of HTML about a run", ReportCommand::new)
            .add("logs", "show what agents and commands printed", LogsCommand::new)
            .add("artifacts", "list or export what a run produced", ArtifactsCommand::new)
            .add("diff", "show what a run changed", DiffCommand::new)
            .add("apply", "take a run's change into your files", ApplyCommand::new)
            .add("resume", "go on with a run that failed, was cancelled or crashed", ResumeCommand::new)
            .add("accept", "take your own work as a step's result", AcceptCommand::new)
            .add("shell", "look around in what a failed step left", ShellCommand::new)
            .add("cancel", "end a run that is going on", CancelCommand::new)
            .add("why", "say why a step would run again", WhyCommand::new)
            .group("Project")
            .add("trust", "approve what this project runs on your machine", TrustCommand::new)
            .add("pipeline", "list and show pipelines", PipelineCommand::new)
            .add("persona", "list, show and eject personas", PersonaCommand::new)
            .add("schema", "print the JSON Schema of a file, for your editor", SchemaCommand::new)
            .group("Recordings")
            .add("lock", "write down what the workflows are, or check that they still are it", LockCommand::new)
            .add("record", "keep what a run came to, for anybody to replay", RecordCommand::new)
            .add("verify", "derive the recordings again and compare", VerifyCommand::new)
            .add("push", "give the bytes of shared recordings to others", PushCommand::new)
            .add("pull", "get the bytes of shared recordings", PullCommand::new)
            .group("This machine")
            .add("doctor", "look whether runs can work here", DoctorCommand::new)
            .add("clean", "remove the workspaces that failed steps left", CleanCommand::new)
            .add("fsck", "look whether what is stored is intact", FsckCommand::new)
            .add("completion", "let your shell complete commands and names", CompletionCommand::new)
            .build();

    /// The long names of Wave's own options, which no parameter may have.
    public static final List<String> FLAGS = List.of(
            "all",
            "as",
            "branch",
            "check",
            "committed",
            "detailed-exitcode",
            "export",
            "fail-fast",
            "format",
            "fresh",
            "graph",
            "help",
            "input",
            "locked",
            "max-parallel",
            "no-color",
            "no-pager",
            "only",
            "params",
            "pipeline",
            "plan",
            "quiet",
            "recheck",
            "require-current",
            "run",
            "sandbox",
            "save",
            "strict",
            "take",
            "trust",
            "until",
            "verbose",
            "yes");

    private Commands() {}
}
