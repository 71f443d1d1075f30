package dev.wave.agent;

import dev.wave.agent.claude.ClaudeAdapter;
import dev.wave.agent.claude.ClaudeFinder;
import dev.wave.diagnostic.Place;
import dev.wave.gateway.ModelGateway;
import dev.wave.gateway.Uplinks;
import dev.wave.model.AdapterName;
import dev.wave.model.AdapterSettings;
import dev.wave.model.BaseUrl;
import dev.wave.model.ModelAccess;
import dev.wave.plan.AgentFinder;
import dev.wave.redaction.Vault;
import dev.wave.run.Usage;
import dev.wave.spi.AgentAdapter;
import dev.wave.testkit.RealAgent;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;

/// The real Claude Code.
class RealClaudeTest {

    @Nested
    class Working extends AgentProgramContract {
        @Override
        RealProgram program() {
            return Claude.here();
        }
    }

    @Nested
    class Failing extends AgentFailureContract {
        @Override
        RealProgram program() {
            return Claude.here();
        }
    }

    /// What depends on where it works: processes that stay, and what an attempt leaves when it is cut off.
    @Nested
    class FailingInPlainCheckouts extends AgentFailureContract {
        @Override
        RealProgram program() {
            return Claude.here();
        }

        @Override
        Optional<String> workspaces() {
            return Optional.of("pool");
        }

        @Override
        List<String> meant() {
            return List.of(
                    "a command that hangs and does not hear TERM",
                    "a shell that it leaves behind",
                    "an answer that is cut");
        }
    }

    private record Claude(Path file) implements RealProgram {
        static Claude here() {
            return new Claude(RealAgent.find("claude", "WAVE_TEST_CLAUDE"));
        }

        @Override
        public AgentAdapter adapter(AgentProgram programs, Path sockets, Map<String, String> machine) {
            return new ClaudeAdapter(
                    programs, new ModelGateway(sockets, Uplinks.NONE), machine, ClaudeAdapter.FAREWELL, new Vault());
        }

        @Override
        public AgentFinder finder(Path project, Map<String, String> machine) {
            return new ClaudeFinder(project, machine);
        }

        @Override
        public String keyVariable() {
            return "ANTHROPIC_API_KEY";
        }

        @Override
        public AdapterSettings settings(BaseUrl api, int retries) {
            return new AdapterSettings(
                    new AdapterName("claude"),
                    Place.startOf("wave.yaml"),
                    "claude",
                    List.of(file.toString()),
                    Optional.empty(),
                    Optional.empty(),
                    new LinkedHashMap<>(),
                    new LinkedHashMap<>(Map.of("CLAUDE_CODE_MAX_RETRIES", Integer.toString(retries))),
                    List.of(),
                    new ModelAccess.Key(Optional.of(api), Optional.empty()));
        }

        @Override
        public List<String> tools() {
            return List.of("Write", "Read", "Edit", "Bash");
        }

        @Override
        public String handingOver() {
            return "mcp__wave__submit_deliverable";
        }

        @Override
        public Usage perCall() {
            return new Usage(1400, 1000, 34, 1, Optional.empty());
        }

        @Override
        public boolean tellsPrices() {
            return true;
        }

        @Override
        public Refusal unpaid() {
            return new Refusal(
                    "{\"status\":400,\"message\":"
                            + "\"Your credit balance is too low to access the API. Please go to Plans & Billing.\"}",
                    "Credit balance is too low");
        }
    }
}
