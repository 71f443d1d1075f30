package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wave.process.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The projects of `docs/how-to/tests-in-workspaces.md` do what the page says, with the real tools: their tests run
/// in the sandbox, find what they need there, and find what is wrong. An agent writes a wrong price first.
///
/// Where a project of the page needs a network, it is given none, and a folder for a registry.
class TestsInWorkspacesTest {
    private static final Path PAGE = Path.of("../docs/how-to/tests-in-workspaces.md");
    private static final Pattern PROJECT = Pattern.compile("(?ms)^```yaml\n(# wave.yaml\n.*?)^```$");
    private static final Pattern SECTION = Pattern.compile("(?ms)^## ([^\n]+)\n(.*?)(?=^## |\\z)");

    private static final String AGENT = """

            default_adapter: demo
            adapters:
              demo: {type: command, command: [sh, ./agent.sh]}
            """;

    @TempDir
    Path temp;

    private WaveInProcess wave;

    @BeforeEach
    void begin() throws Exception {
        wave = new WaveInProcess(temp);
        wave.with("WAVE_TRUST", "1");
        assumeTrue(wave.wave("doctor").out().matches("(?s).*sandbox: files +kept by.*"), "there is no sandbox here");
        wave.file("agent.sh", """
                        cat > /dev/null
                        test "$WAVE_ATTEMPT" = 1 && echo bad > price.txt || echo good > price.txt
                        """).file("price.txt", "none\n");
    }

    private static void needs(String... programs) {
        for (var program : programs) {
            assumeTrue(
                    Programs.find(program, System.getenv("PATH"), Path.of("/")).isPresent(),
                    program + " is not installed");
        }
    }

    /// The projects below a heading of the page, in order.
    private static String project(String heading, int index) throws IOException {
        var section = SECTION.matcher(Files.readString(PAGE))
                .results()
                .filter(found -> found.group(1).equals(heading))
                .map(found -> found.group(2))
                .findFirst()
                .orElseThrow();
        var projects =
                PROJECT.matcher(section).results().map(found -> found.group(1)).toList();
        return projects.get(index);
    }

    private static String withoutNetwork(String project) {
        assertThat(project).contains("\n      network: [");
        return project.replaceAll("\n      network: [^\n]*", "");
    }

    private void works(String project) throws InterruptedException {
        wave.file("wave.yaml", project + AGENT).committed();

        var run = wave.wave("run");

        assertThat(run.code())
                .as(run + wave.wave("show", "--format", "ndjson").out())
                .isZero();
        assertThat(run.out())
                .contains("sandboxed")
                .contains("change  violated")
                .containsPattern("change +succeeded .* 2 attempts");
    }

    private void zip(String path, Map<String, String> files) {
        try {
            var file = wave.root().resolve(path);
            Files.createDirectories(file.getParent());
            try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
                for (var each : files.entrySet()) {
                    zip.putNextEntry(new ZipEntry(each.getKey()));
                    zip.write(each.getValue().getBytes(StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void nodeProject() {
        needs("node", "npm");
        wave.file("package.json", """
                        {"name": "prices", "version": "1.0.0", "dependencies": {"wide": "file:./wide"},
                         "scripts": {"test": "node test.js"}}
                        """)
                .file("test.js", """
                        const found = require('fs').readFileSync('price.txt', 'utf8');
                        require('assert').equal(found, require('wide'));
                        """)
                .file("wide/package.json", "{\"name\": \"wide\", \"version\": \"1.0.0\", \"main\": \"wide.js\"}\n")
                .file("wide/wide.js", "module.exports = 'good\\n';\n")
                .file(".gitignore", "node_modules/\n");
    }

    @Test
    void node_with_a_shared_folder() throws Exception {
        nodeProject();
        wave.sh("npm install --offline --no-audit --no-fund");

        works(project("Node", 0));
    }

    @Test
    void node_with_setup() throws Exception {
        nodeProject();
        wave.sh("npm install --offline --no-audit --no-fund --package-lock-only");

        works(withoutNetwork(project("Node", 1)));
    }

    /// A package with the name of pytest, that runs a test as it would.
    private void pythonProject() {
        needs("python3");
        wave.file(".gitignore", ".venv/\n").file("requirements.txt", "pytest==0.0.1\n");
        zip(
                "wheels/pytest-0.0.1-py3-none-any.whl",
                Map.of(
                        "pytest/__init__.py",
                        "",
                        "pytest/__main__.py",
                        "assert open('price.txt').read() == 'good\\n'\n",
                        "pytest-0.0.1.dist-info/METADATA",
                        "Metadata-Version: 2.1\nName: pytest\nVersion: 0.0.1\n",
                        "pytest-0.0.1.dist-info/WHEEL",
                        "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
                        "pytest-0.0.1.dist-info/RECORD",
                        ""));
        try {
            wave.sh("python3 -m venv .venv");
        } catch (AssertionError | InterruptedException e) {
            assumeTrue(false, "this Python makes no environments: " + e.getMessage());
        }
    }

    @Test
    void python_with_a_shared_environment() throws Exception {
        pythonProject();
        wave.sh(".venv/bin/pip install -q --no-index --find-links wheels -r requirements.txt");

        works(project("Python", 0));
    }

    @Test
    void python_with_setup() throws Exception {
        pythonProject();
        wave.sh("rm -r .venv");

        works(project("Python", 1));
    }

    /// With the Maven and the libraries that this build is made with.
    @Test
    void maven_with_a_shared_repository() throws Exception {
        var own = Path.of(System.getProperty("user.home"), ".m2");
        var build = Files.readString(Path.of("../pom.xml"));
        var maven = maven(own.resolve("wrapper/dists"));
        var java = Path.of(System.getProperty("java.home"), "bin");
        wave.with("PATH", maven + ":" + java + ":" + System.getenv("PATH"))
                .file(".gitignore", ".m2/\ntarget/\n")
                .file("pom.xml", """
                        <project xmlns="http://maven.apache.org/POM/4.0.0">
                          <modelVersion>4.0.0</modelVersion>
                          <groupId>org.example</groupId>
                          <artifactId>prices</artifactId>
                          <version>1</version>
                          <properties>
                            <maven.compiler.release>25</maven.compiler.release>
                            <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
                          </properties>
                          <dependencies>
                            <dependency>
                              <groupId>org.junit.jupiter</groupId><artifactId>junit-jupiter</artifactId>
                              <version>%s</version><scope>test</scope>
                            </dependency>
                          </dependencies>
                          <build><plugins>%s%s%s</plugins></build>
                        </project>
                        """.formatted(
                                found(build, "<junit.version>([^<]+)"),
                                plugin("maven-surefire-plugin", found(build, "<surefire.version>([^<]+)")),
                                plugin(
                                        "maven-resources-plugin",
                                        found(build, "maven-resources-plugin</artifactId>\\s*<version>([^<$]+)")),
                                plugin(
                                        "maven-compiler-plugin",
                                        found(build, "maven-compiler-plugin</artifactId>\\s*<version>([^<$]+)"))))
                .file("src/test/java/prices/PriceTest.java", """
                        package prices;

                        class PriceTest {
                            @org.junit.jupiter.api.Test
                            void is_wide() throws Exception {
                                var found = java.nio.file.Files.readString(java.nio.file.Path.of("price.txt"));
                                org.junit.jupiter.api.Assertions.assertEquals("good\\n", found);
                            }
                        }
                        """)
                .file("price.txt", "good\n");
        Files.writeString(temp.resolve("settings.xml"), """
                <settings><mirrors><mirror>
                  <id>central</id><mirrorOf>*</mirrorOf><url>%s</url>
                </mirror></mirrors></settings>
                """.formatted(
                        own.resolve("repository").toUri()));
        fill(maven, java);

        works(project("Maven", 0));
    }

    private static Path maven(Path dists) throws IOException {
        assumeTrue(Files.isDirectory(dists), "this was not built by ./mvnw");
        var found = new ArrayList<Path>();
        try (var files = Files.find(dists, 4, (path, _) -> path.endsWith("bin/mvn"))) {
            files.map(Path::getParent).forEach(found::add);
        }
        assumeTrue(!found.isEmpty(), "this was not built by ./mvnw");
        return found.getFirst();
    }

    private void fill(Path maven, Path java) throws InterruptedException {
        try {
            wave.sh(
                    "PATH=%s:%s:$PATH mvn -B -q -s ../settings.xml -Dmaven.repo.local=.m2/repository test && rm -r target"
                            .formatted(maven, java));
        } catch (AssertionError e) {
            assumeTrue(false, "the libraries of this build are not all there: " + e.getMessage());
        }
    }

    private static String plugin(String name, String version) {
        return "<plugin><artifactId>" + name + "</artifactId><version>" + version + "</version></plugin>";
    }

    private static String found(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(result -> result.group(1))
                .findFirst()
                .orElseThrow();
    }

    /// A module with one other, which lies in a folder as a proxy serves it.
    private void goProject() throws InterruptedException {
        needs("go");
        var module = "module example.org/wide\n\ngo 1.19\n";
        wave.file("go.mod", "module example.org/prices\n\ngo 1.19\n\nrequire example.org/wide v1.0.0\n")
                .file("price_test.go", """
                        package prices

                        import (
                        	"os"
                        	"testing"

                        	"example.org/wide"
                        )

                        func TestIsWide(t *testing.T) {
                        	found, err := os.ReadFile("price.txt")
                        	if err != nil || string(found) != wide.Price {
                        		t.Fatalf("found %q", found)
                        	}
                        }
                        """)
                .file("proxy/example.org/wide/@v/list", "v1.0.0\n")
                .file("proxy/example.org/wide/@v/v1.0.0.info", "{\"Version\": \"v1.0.0\"}\n")
                .file("proxy/example.org/wide/@v/v1.0.0.mod", module)
                .file(".gitignore", ".gomod/\n");
        zip(
                "proxy/example.org/wide/@v/v1.0.0.zip",
                Map.of(
                        "example.org/wide@v1.0.0/go.mod",
                        module,
                        "example.org/wide@v1.0.0/wide.go",
                        "package wide\n\nconst Price = \"good\\n\"\n"));
        go("mod tidy");
    }

    private void go(String words) throws InterruptedException {
        wave.sh("GOFLAGS=-modcacherw GOSUMDB=off GOPROXY=file://$PWD/proxy go " + words);
    }

    @Test
    void go_with_vendored_modules() throws Exception {
        goProject();
        go("mod vendor");
        wave.sh("rm -r proxy");

        works(project("Go", 0));
    }

    @Test
    void go_with_setup() throws Exception {
        goProject();

        works(withoutNetwork(project("Go", 1))
                .replace("{GOMODCACHE:", "{GOPROXY: \"file:///workspace/proxy\", GOSUMDB: \"off\", GOMODCACHE:")
                .replace("sources: [go.mod, go.sum]", "sources: [go.mod, go.sum, proxy/**]"));
    }
}
