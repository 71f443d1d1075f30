package dev.wave.agent;

import dev.wave.agent.claude.ClaudeAdapter;
import dev.wave.diagnostic.Place;
import dev.wave.gateway.ModelGateway;
import dev.wave.model.AdapterName;
import dev.wave.model.AdapterSettings;
import dev.wave.model.BaseUrl;
import dev.wave.model.ModelAccess;
import dev.wave.spi.AgentAdapter;
import dev.wave.testkit.RealAgent;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;

/// The real Claude Code.
class RealClaudeTest extends AgentProgramContract {
    private static Path claude = Path.of("claude");

    @BeforeAll
    static void find() {
        claude = RealAgent.find("claude", "WAVE_TEST_CLAUDE");
    }

    @Override
    AgentAdapter adapter() {
        var machine =
                Map.of("PATH", System.getenv("PATH"), "HOME", home.toString(), "ANTHROPIC_API_KEY", "the-real-key");
        return new ClaudeAdapter(
                program(), new ModelGateway(folder.resolve("sockets")), machine, ClaudeAdapter.FAREWELL);
    }

    @Override
    AdapterSettings asking(BaseUrl api) {
        return settings(api, Map.of("CLAUDE_CODE_MAX_RETRIES", "0"));
    }

    @Override
    AdapterSettings retrying(BaseUrl api) {
        return settings(api, Map.of("CLAUDE_CODE_MAX_RETRIES", "1"));
    }

    private static AdapterSettings settings(BaseUrl api, Map<String, String> env) {
        return new AdapterSettings(
                new AdapterName("claude"),
                Place.startOf("wave.yaml"),
                "claude",
                List.of(claude.toString()),
                Optional.empty(),
                Optional.empty(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(env),
                List.of(),
                new ModelAccess.Key(Optional.of(api), Optional.empty()));
    }
}
