package dev.wave.deliverable;

import dev.wave.collect.Offering;
import dev.wave.gateway.Service;
import dev.wave.mcp.Conversation;
import dev.wave.mcp.McpServer;
import dev.wave.model.ArtifactName;
import dev.wave.model.Digest;
import dev.wave.plan.PlannedStep;
import dev.wave.run.Activity;
import java.io.BufferedOutputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Consumer;

/// The socket at which an attempt's agent finds `submit_deliverable` while it is at work. Once it is closed,
/// nothing is written any more.
public final class ToolSocket implements AutoCloseable {
    private final SubmitDeliverable tool;
    private final Service service;
    private final Path path;

    private ToolSocket(SubmitDeliverable tool, Service service, Path path) {
        this.tool = tool;
        this.service = service;
        this.path = path;
    }

    /// Serves the tool from now on.
    ///
    /// @param step one that produces something
    /// @param activity hears of every submission
    /// @param folder where the socket is made
    public static ToolSocket open(PlannedStep step, Offering offering, Consumer<Activity> activity, Path folder) {
        var tool = new SubmitDeliverable(step, offering, activity);
        var server = new McpServer(List.of(tool));
        var service = Service.onSocket(
                folder,
                client -> new Conversation(
                                server,
                                Channels.newInputStream(client),
                                new BufferedOutputStream(Channels.newOutputStream(client)))
                        .run());
        return switch (service.address()) {
            case Service.Address.Socket(var path) -> new ToolSocket(tool, service, path);
            case Service.Address.Port port -> throw new IllegalStateException("asked for a socket, and got " + port);
        };
    }

    /// Where it listens; to be used by its path on this machine.
    public Path path() {
        return path;
    }

    /// What was accepted, by its content: what is found in `.wave/out` with another one came there in another
    /// way.
    public SequencedMap<ArtifactName, Digest> accepted() {
        return tool.accepted();
    }

    @Override
    public void close() {
        tool.close(); // first, since it waits for what is being written
        service.close();
    }
}
