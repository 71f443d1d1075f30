package dev.wave.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wave.gateway.Credential;
import dev.wave.gateway.Door;
import dev.wave.gateway.ModelGateway;
import dev.wave.gateway.Uplinks;
import dev.wave.model.BaseUrl;
import dev.wave.model.SandboxMode;
import dev.wave.run.Level;
import dev.wave.spi.Needs;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What an attempt reaches of what Wave serves to others: nothing in the sandbox, and without one nothing that is
/// of use.
@Timeout(60)
class AttemptSocketsTest {
    /// Nobody answers there: what gets as far as that was let through.
    private static final BaseUrl NOWHERE = new BaseUrl(URI.create("http://127.0.0.1:1"));

    private static final String LET_THROUGH = "502";
    private static final String NO_TOKEN = "401";
    private static final String NO_SUCH_HOST = "403";
    private static final String NO_CONNECTION = "000";

    @TempDir
    Path temp;

    @ParameterizedTest
    @ValueSource(strings = {"overlay", "pool"})
    void in_the_sandbox_it_has_its_own_door_and_no_other(String way) throws Exception {
        try (var fixture = WorkspaceFixture.of(temp, way, SandboxMode.REQUIRED);
                var own = door(Level.SANDBOXED);
                var others = door(Level.SANDBOXED);
                var open = door(Level.OPEN);
                var workspace = fixture.open(fixture.tree("echo a > a"))) {
            var needs = new Needs(List.of(), new LinkedHashMap<>(), own.ports());
            var said = new ArrayList<String>();
            for (var script : List.of(
                    status(own.base(), own.token()),
                    status(own.base(), others.token()),
                    status(own.base(), own.token() + "' -H 'Host: evil.example.org"),
                    status(open.base(), open.token()),
                    "test -e '" + others.ports().get(47_100) + "' && echo there || echo not there",
                    "ls /run /run/wave")) {
                var launch = workspace.site().launch(List.of("/bin/sh", "-c", script), ".", needs);
                said.add(WorkspaceFixture.finish(WorkspaceFixture.start(launch))
                        .output()
                        .strip());
            }

            assertThat(said)
                    .containsExactly(
                            LET_THROUGH,
                            NO_TOKEN,
                            NO_SUCH_HOST,
                            NO_CONNECTION,
                            "not there",
                            "/run:\nwave\n\n/run/wave:\n47100");
        }
    }

    @Test
    void without_one_it_finds_a_port_and_has_no_token_for_it() throws Exception {
        try (var fixture = WorkspaceFixture.of(temp, "pool", SandboxMode.NONE);
                var own = door(Level.OPEN);
                var others = door(Level.OPEN);
                var workspace = fixture.open(fixture.tree("echo a > a"))) {
            assertThat(fixture.run(workspace, status(others.base(), others.token())))
                    .isEqualTo(LET_THROUGH);
            assertThat(fixture.run(workspace, status(others.base(), own.token())))
                    .isEqualTo(NO_TOKEN);
            assertThat(fixture.run(workspace, status(own.base(), own.token() + "' -H 'Host: evil.example.org")))
                    .isEqualTo(NO_SUCH_HOST);
            assertThat(fixture.run(
                            workspace,
                            "curl -s -i -m 5 -H 'Origin: http://evil.example.org' " + own.base() + "/v1/models"))
                    .doesNotContainIgnoringCase("access-control");
        }
    }

    private Door door(Level level) {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "curl is not installed");
        return new ModelGateway(temp.resolve("s"), Uplinks.NONE)
                .open(level, NOWHERE, Credential.apiKey("the-real-key"), _ -> {});
    }

    /// A script that asks with a token, and says the code of the answer.
    private static String status(URI base, String token) {
        return "curl -s -m 5 -o /dev/null -w '%%{http_code}' -H 'x-api-key: %s' %s/v1/models || true"
                .formatted(token, base);
    }
}
