package dev.wave.secret;

import dev.wave.model.Limits;
import dev.wave.model.Secret;
import dev.wave.process.Exit;
import dev.wave.process.Listener;
import dev.wave.process.Processes;
import dev.wave.process.Start;
import dev.wave.spi.Site;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Runs the commands that print secrets: as the user, in the project's root, with the user's own environment. What
/// they say on standard error is told to nobody, because it may hold the value.
public final class SecretCommands {

    /// How long a command may take: somebody may have to unlock something.
    public static final Duration LONGEST = Duration.ofMinutes(1);

    private final Processes processes;
    private final Map<String, String> environment;
    private final Path project;
    private final String tag;
    private final Limits limits;

    /// @param processes that hide nothing: what a command prints is the value, also the second time
    /// @param tag marks the processes
    public SecretCommands(Processes processes, Map<String, String> environment, Path project, String tag) {
        this(processes, environment, project, tag, LONGEST);
    }

    SecretCommands(Processes processes, Map<String, String> environment, Path project, String tag, Duration longest) {
        this.processes = processes;
        this.environment = new LinkedHashMap<>(environment);
        this.project = project;
        this.tag = tag;
        limits = new Limits(longest, longest, 4L * Secrets.LONGEST);
    }

    String run(Secret secret, List<String> argv) throws SecretMissing, InterruptedException {
        var said = new ByteArrayOutputStream();
        var start = new Start(
                new Site.Launch(argv, project),
                new LinkedHashMap<>(environment),
                new Start.Input.Nothing(),
                tag,
                limits);
        var ran = processes.run(start, new Said(said));
        switch (ran.exit()) {
            case Exit.Ended(var code) when code == 0 -> {}
            case Exit.Stayed _ -> {} // only a listener that takes leave of a program brings this about
            case Exit.Ended(var code) ->
                throw new SecretMissing(secret, "its command exited with " + code + "; run it by hand to see why");
            case Exit.TimedOut(var _, var after) ->
                throw new SecretMissing(
                        secret,
                        "its command did not end within " + after.toSeconds() + " s; run it by hand to see why");
            case Exit.TooMuchOutput _ ->
                throw new SecretMissing(secret, "its command printed more than " + Secrets.LONGEST / 1024 + " KB");
            case Exit.DiskFull full -> throw new SecretMissing(secret, full.reason());
            case Exit.NotStarted(var reason) -> throw new SecretMissing(secret, reason);
            case Exit.Cancelled() -> throw new InterruptedException("cancelled while looking up " + secret.name());
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(said.toByteArray()))
                    .toString();
        } catch (CharacterCodingException _) {
            throw new SecretMissing(secret, "its command printed no UTF-8 text");
        }
    }

    private record Said(ByteArrayOutputStream bytes) implements Listener {
        @Override
        public void line(String line) {}

        @Override
        public void bytes(boolean error, byte[] heard, int length) {
            if (!error) {
                bytes.write(heard, 0, length);
            }
        }
    }
}
