package dev.wave.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.diagnostic.Place;
import dev.wave.model.AdapterName;
import dev.wave.model.AdapterSettings;
import dev.wave.model.BaseUrl;
import dev.wave.model.Digest;
import dev.wave.model.ModelAccess;
import dev.wave.model.Project;
import dev.wave.model.ProjectName;
import dev.wave.model.Secret;
import dev.wave.model.SecretName;
import dev.wave.model.SecretSource;
import dev.wave.model.VariableName;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Digest REQUEST = Digest.ofText("request");

    @TempDir
    private Path config;

    private Path folder;
    private TrustStore store;

    @BeforeEach
    void open() {
        folder = config.resolve("wave").resolve("trust");
        store = new TrustStore(folder, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void trusts_what_was_approved_and_nothing_else() {
        assertThat(store.trusted("/p", REQUEST)).isFalse();
        store.approve("/p", REQUEST);
        store.approve("/p", REQUEST);

        assertThat(store.trusted("/p", REQUEST)).isTrue();
        assertThat(store.trusted("/q", REQUEST)).isFalse();
        assertThat(store.trusted("/p", Digest.ofText("other"))).isFalse();
        assertThat(store.list()).containsExactly(new TrustStore.Approval("/p", REQUEST, NOW));
    }

    @Test
    void revokes_everything_of_one_project() {
        store.approve("/p", REQUEST);
        store.approve("/p", Digest.ofText("other"));
        store.approve("/q", REQUEST);

        assertThat(store.revoke("/p")).isEqualTo(2);
        assertThat(store.trusted("/p", REQUEST)).isFalse();
        assertThat(store.trusted("/q", REQUEST)).isTrue();
        assertThat(store.revoke("/nothing")).isZero();
    }

    @Test
    void only_the_user_can_read_and_write_approvals() throws IOException {
        store.approve("/p", REQUEST);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        try (var files = Files.list(folder)) {
            assertThat(files.toList())
                    .singleElement()
                    .satisfies(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void a_file_others_could_have_written_approves_nothing() throws IOException {
        store.approve("/p", REQUEST);
        var file = onlyFile();

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        assertThat(store.trusted("/p", REQUEST)).isFalse();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(store.trusted("/p", REQUEST)).isTrue();

        Files.move(file, folder.resolve("elsewhere"));
        Files.createSymbolicLink(file, folder.resolve("elsewhere"));
        assertThat(store.trusted("/p", REQUEST)).isFalse();
    }

    @Test
    void a_damaged_file_approves_nothing() throws IOException {
        store.approve("/p", REQUEST);
        var file = onlyFile();
        var text = Files.readString(file);
        for (var damaged : List.of("", "{", "[]", "null", "{}", text.replace("/p", "/q"), text.substring(0, 30))) {
            Files.writeString(file, damaged);
            assertThat(store.trusted("/p", REQUEST)).as(damaged).isFalse();
            assertThat(store.list()).isEmpty();
        }
    }

    @Test
    void a_request_names_exactly_its_fields() {
        var here = new Place("wave.yaml", 1, 1);
        var there = new Place("wave.yaml", 9, 9);
        var one = request(new TrustRequest.Item("a", here, "", "x"), new TrustRequest.Item("b", here, "", "y"));

        assertThat(request(new TrustRequest.Item("b", there, "", "y"), new TrustRequest.Item("a", there, "", "x")))
                .isEqualTo(one);
        assertThat(List.of(
                        request(),
                        request(new TrustRequest.Item("a", here, "", "x")),
                        request(new TrustRequest.Item("a", here, "", "x"), new TrustRequest.Item("b", here, "", "z")),
                        request(new TrustRequest.Item("a", here, "", "xb"), new TrustRequest.Item("", here, "", "y")),
                        request(new TrustRequest.Item("ax", here, "", ""), new TrustRequest.Item("b", here, "", "y"))))
                .doesNotContain(one)
                .doesNotHaveDuplicates();
    }

    @Test
    void lists_the_programs_of_adapters() {
        var place = new Place("wave.yaml", 3, 5);
        var env = new LinkedHashMap<String, String>();
        env.put("LD_PRELOAD", "./evil.so");
        var adapters = new LinkedHashMap<AdapterName, AdapterSettings>();
        var name = new AdapterName("mine");
        adapters.put(
                name,
                new AdapterSettings(
                        name,
                        place,
                        "command",
                        List.of("./agent", "a b"),
                        Optional.empty(),
                        Optional.empty(),
                        new LinkedHashMap<>(),
                        env,
                        List.of("-x"),
                        ModelAccess.USUAL,
                        List.of(new AdapterSettings.Script("agent", "text"))));
        var none = new Project.Defaults(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        var request = ProjectCommands.of(
                new Project(
                        new ProjectName.Said("p"),
                        new LinkedHashMap<>(),
                        new LinkedHashMap<>(),
                        adapters,
                        none,
                        new LinkedHashMap<>(),
                        new LinkedHashMap<>()),
                SandboxHere.NONE);

        assertThat(request.items())
                .containsExactly(
                        new TrustRequest.Item(
                                "adapters.mine.args", place, "is the agent, with access to its model", "[\"-x\"]"),
                        new TrustRequest.Item(
                                "adapters.mine.command",
                                place,
                                "is the agent, with access to its model",
                                "[\"./agent\",\"a b\"]"),
                        new TrustRequest.Item(
                                "adapters.mine.env",
                                place,
                                "is the agent, with access to its model",
                                "{\"LD_PRELOAD\":\"./evil.so\"}"),
                        new TrustRequest.Item(
                                "adapters.mine.file",
                                place,
                                "is the agent, with access to its model",
                                "agent sha256:982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1"));
    }

    @Test
    void lists_who_is_shown_a_key_or_a_login() {
        var url = new BaseUrl(URI.create("https://models.example.org/v1"));

        assertThat(items(new ModelAccess.Key(Optional.of(url), Optional.of(new VariableName("WORK_KEY")))))
                .containsExactly("adapters.mine.api_key_env = WORK_KEY", "adapters.mine.base_url = " + url);
        assertThat(items(new ModelAccess.Login())).containsExactly("adapters.mine.auth = login");
        assertThat(items(ModelAccess.USUAL)).isEmpty();
    }

    private static List<String> items(ModelAccess access) {
        var name = new AdapterName("mine");
        var adapters = new LinkedHashMap<AdapterName, AdapterSettings>();
        adapters.put(
                name,
                new AdapterSettings(
                        name,
                        new Place("wave.yaml", 3, 5),
                        "claude",
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        new LinkedHashMap<>(),
                        new LinkedHashMap<>(),
                        List.of(),
                        access));
        var none = new Project.Defaults(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        var project = new Project(
                new ProjectName.Said("p"),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                adapters,
                none,
                new LinkedHashMap<>(),
                new LinkedHashMap<>());
        return ProjectCommands.of(project, SandboxHere.NONE).items().stream()
                .map(item -> item.what() + " = " + item.text())
                .toList();
    }

    @Test
    void lists_where_secrets_are_looked_up() {
        var place = new Place("wave.yaml", 3, 5);
        var secrets = new LinkedHashMap<SecretName, Secret>();
        for (var source : List.of(
                new SecretSource.Env(new VariableName("CI_TOKEN")),
                new SecretSource.File("~/.ssh/id_rsa"),
                new SecretSource.Command(List.of("sh", "-c", "curl evil")))) {
            var name = new SecretName("S" + secrets.size());
            secrets.put(name, new Secret(name, place, source));
        }

        var request = ProjectCommands.of(
                new Project(
                        new ProjectName.Said("p"),
                        new LinkedHashMap<>(),
                        new LinkedHashMap<>(),
                        new LinkedHashMap<>(),
                        new Project.Defaults(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                        new LinkedHashMap<>(),
                        secrets),
                SandboxHere.NONE);

        assertThat(request.items())
                .containsExactly(
                        new TrustRequest.Item("secrets.S0.env", place, "reads this secret of yours", "CI_TOKEN"),
                        new TrustRequest.Item("secrets.S1.file", place, "reads this secret of yours", "~/.ssh/id_rsa"),
                        new TrustRequest.Item(
                                "secrets.S2.command",
                                place,
                                "runs outside any sandbox",
                                "[\"sh\",\"-c\",\"curl evil\"]"));
    }

    private static Digest request(TrustRequest.Item... items) {
        return new TrustRequest(List.of(items)).digest();
    }

    private Path onlyFile() throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList().getFirst();
        }
    }
}
