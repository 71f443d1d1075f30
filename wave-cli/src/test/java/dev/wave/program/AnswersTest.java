package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What commands answer programs, whole; and what `-q` leaves out and `-v` adds for people.
class AnswersTest {

    @TempDir
    Path temp;

    private WaveInProcess wave;

    @BeforeEach
    void project() throws Exception {
        wave = new WaveInProcess(temp).with("WAVE_TRUST", "1");
        wave.file("wave.yaml", """
                defaults: {sandbox: none}
                pipeline:
                  name: small
                  version: "2"
                  description: Two steps
                  params: {word: {type: string, default: hi}}
                  steps:
                    - {id: build, run: "echo $WAVE_PARAM_WORD > .wave/out/note; echo built; echo x > made.txt",
                       deliverables: [{name: note, format: text}]}
                    - {id: check, run: "test -s made.txt", needs: [build]}
                  outputs: {result: build.note}
                """).committed();
    }

    /// The answer, with what no two runs have in common replaced.
    private String json(String... words) throws Exception {
        var said = wave.wave(words);
        assertThat(said.code()).as(said.all()).isZero();
        return said.out()
                .replace(wave.root().toString(), "ROOT")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME")
                .replaceAll("sha256:[0-9a-f]{64}", "DIGEST")
                .replaceAll("git-sha1:[0-9a-f]{40}", "TREE")
                .replaceAll("\"(run|from_run)\":\"[0-9a-f]+\"", "\"$1\":\"RUN\"")
                .replaceAll("\"base_description\":\"[0-9a-f]+\"", "\"base_description\":\"COMMIT\"")
                .replaceAll("\"commit\":\"[0-9a-f]{40}\"", "\"commit\":\"COMMIT\"");
    }

    @Test
    void of_a_run() throws Exception {
        var first = """
                {"v":1,"run":"RUN","pipeline":"small","status":"succeeded","started":"TIME","base":"TREE",\
                "base_description":"COMMIT","finished":"TIME","tree":"TREE","steps":[\
                {"step":"build","status":"succeeded","attempts":1,"tokens":0,"cost":"0","key":"DIGEST","result":"DIGEST",\
                "tree":"TREE","agent":"command","artifacts":[{"name":"note","format":"text","content":"DIGEST","size":3}]},\
                {"step":"check","status":"succeeded","attempts":1,"tokens":0,"cost":"0","key":"DIGEST","result":"DIGEST",\
                "tree":"TREE","agent":"command","artifacts":[]}]}
                """;
        assertThat(json("run", "--format", "json")).isEqualTo(first);
        assertThat(json("show", "--format", "json")).isEqualTo(first);
        assertThat(json("resume", "--format", "json")).isEqualTo(first);

        assertThat(json("run", "--format", "json")).contains("""
                {"step":"build","status":"reused","key":"DIGEST","from_run":"RUN","made":"TIME","result":"DIGEST",\
                "tree":"TREE","agent":"command","artifacts":[{"name":"note","format":"text","content":"DIGEST","size":3}]}""");
        assertThat(json("status", "--limit=1", "--format", "json")).isEqualTo("""
                {"v":1,"runs":[{"run":"RUN","pipeline":"small","status":"succeeded","started":"TIME","finished":"TIME",\
                "succeeded":2,"reused":1,"failed":0,"skipped":0}],"more":1}
                """);
        assertThat(json("status", "--format", "ndjson").lines()).hasSize(2);
    }

    @Test
    void of_a_run_that_failed() throws Exception {
        wave.file("wave.yaml", """
                steps: [{id: bad, run: "exit 3"}, {id: after, needs: [bad], run: "true"}]
                """);

        var said = wave.wave("run", "--format=json");

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out().replaceAll("\"key\":\"[^\"]*\"", "\"key\":\"KEY\""))
                .contains("""
                "steps":[{"step":"bad","status":"failed","attempts":2,"tokens":0,"cost":"0","key":"KEY",\
                "failure":"exited with 3","because":"used_up"},\
                {"step":"after","status":"skipped","reason":"needs"}]}""");
    }

    @Test
    void of_what_a_run_made() throws Exception {
        json("run", "--format", "json");

        assertThat(json("artifacts", "--format", "json")).isEqualTo("""
                {"v":1,"artifacts":[{"run":"RUN","step":"build","name":"note","format":"text","extension":".txt",\
                "content":"DIGEST","size":3,"output":"result"}]}
                """.replace(".txt", extension()));
        assertThat(json("artifacts", "--export", "out", "--format", "ndjson"))
                .endsWith("\"output\":\"result\",\"path\":\"ROOT/out/build/note" + extension() + "\"}\n");
        assertThat(json("diff", "--format", "json")).isEqualTo("""
                {"v":1,"run":"RUN","base":"TREE","tree":"TREE","files":[{"path":"made.txt","added":1,"deleted":0}]}
                """);
        assertThat(json("apply", "--branch", "made", "--format", "json")).isEqualTo("""
                {"v":1,"run":"RUN","applied":true,"branch":"made","commit":"COMMIT",\
                "files":[{"path":"made.txt","added":1,"deleted":0}]}
                """);
        assertThat(json("apply", "--format", "json")).isEqualTo("""
                {"v":1,"run":"RUN","applied":true,"files":[{"path":"made.txt","added":1,"deleted":0}]}
                """);
        assertThat(json("apply", "--format", "json")).isEqualTo("""
                {"v":1,"run":"RUN","applied":false,"files":[]}
                """);
        assertThat(json("logs", "--format", "ndjson")).isEqualTo("""
                {"run":"RUN","step":"build","attempt":1,"time":"TIME","type":"said","text":"built"}
                """);
        assertThat(json("clean", "--format", "json")).isEqualTo("""
                {"v":1,"items":[]}
                """);
    }

    private String extension() throws Exception {
        return wave.wave("artifacts").out().contains("note.txt") ? ".txt" : "";
    }

    @Test
    void of_what_stands_in_the_way_of_a_change() throws Exception {
        json("run", "--format", "json");
        wave.file("made.txt", "mine\n");

        var said = wave.wave("apply", "--format", "json");

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out()).contains("\"applied\":false,\"conflicts\":[{\"path\":\"made.txt\",\"reason\":\"");
    }

    @Test
    void of_why_a_step_would_run() throws Exception {
        assertThat(json("why", "build", "--format", "json")).isEqualTo("""
                {"v":1,"step":"build","would_run":true,"reason":"never_ran"}
                """);
        assertThat(json("why", "check", "--format", "json")).isEqualTo("""
                {"v":1,"step":"check","would_run":true,"reason":"before","steps":["build"]}
                """);

        json("run", "--word=ho", "--format", "json");

        assertThat(json("why", "build", "--format", "json")).isEqualTo("""
                {"v":1,"step":"build","would_run":false,"reason":"stored","from_run":"RUN","made":"TIME"}
                """);
        assertThat(json("why", "check", "--format", "json")).isEqualTo("""
                {"v":1,"step":"check","would_run":true,"reason":"no_result","reusable":false}
                """);
        assertThat(json("why", "build", "--word=hi", "--format", "json")).isEqualTo("""
                {"v":1,"step":"build","would_run":true,"reason":"differs","component":"env.WAVE_PARAM_WORD",\
                "before":"\\"ho\\"","after":"\\"hi\\"","differences":[{"component":"env.WAVE_PARAM_WORD","before":"\\"ho\\"","after":"\\"hi\\""}]}
                """);
        wave.file("more.txt", "x");
        assertThat(json("why", "build", "--format", "json")).isEqualTo("""
                {"v":1,"step":"build","would_run":true,"reason":"files","files":["more.txt"],"differences":[{"component":"tree","before":"\\"TREE\\"","after":"\\"TREE\\"","files":["more.txt"]}]}
                """);
    }

    @Test
    void of_what_a_project_has() throws Exception {
        assertThat(json("validate", "--format", "json")).isEqualTo("{\"v\":1,\"diagnostics\":[]}\n");
        assertThat(json("pipeline", "--format", "json")).isEqualTo("""
                {"v":1,"pipelines":[{"name":"small","version":"2","file":"wave.yaml","description":"Two steps",\
                "steps":["build","check"]}]}
                """);
        assertThat(json("pipeline", "show", "--format", "json")).isEqualTo("""
                {"v":1,"name":"small","version":"2","file":"wave.yaml","description":"Two steps",\
                "steps":["build","check"],"params":[{"name":"word","type":"string","required":false,"default":"hi",\
                "description":"","inferred":false}]}
                """);
        assertThat(json("persona", "--format", "ndjson")).contains("""
                {"name":"judge","from":"built_in","description":""");
        assertThat(json("persona", "show", "judge", "--format", "json")).startsWith("""
                {"v":1,"name":"judge","from":"built_in","description":""");
        assertThat(json("persona", "eject", "judge", "--format", "json")).isEqualTo("""
                {"v":1,"wrote":"ROOT/.wave/personas/judge.md"}
                """);
        assertThat(json("trust", "--format", "json")).isEqualTo("""
                {"v":1,"project":"ROOT","request":"DIGEST","approved":[\
                {"what":"pipelines.small.build.run","where":"wave.yaml:8:12","why":"sandbox: none",\
                "text":"sh -c \\"echo $WAVE_PARAM_WORD > .wave/out/note; echo built; echo x > made.txt\\""},\
                {"what":"pipelines.small.check.run","where":"wave.yaml:10:12","why":"sandbox: none",\
                "text":"sh -c \\"test -s made.txt\\""}]}
                """);
        assertThat(json("trust", "--list", "--format", "json")).isEqualTo("""
                {"v":1,"approvals":[{"project":"ROOT","request":"DIGEST","given":"TIME"}]}
                """);
        assertThat(json("trust", "--revoke", "--format", "json")).isEqualTo("""
                {"v":1,"project":"ROOT","revoked":1}
                """);
    }

    @Test
    void of_what_is_wrong_with_a_project() throws Exception {
        wave.file("wave.yaml", "steps: [{id: a, run: x, nede: []}]\n");

        var said = wave.wave("validate", "--format", "ndjson");

        assertThat(said.code()).isEqualTo(3);
        assertThat(said.out().lines().findFirst().orElseThrow()).startsWith("""
                {"code":"E-UNKNOWN-FIELD","severity":"error","file":"wave.yaml","line":1,"column":""");
    }

    @Test
    void of_a_new_project() throws Exception {
        var empty = new WaveInProcess(temp, "new").file("Makefile", "test:\n\ttrue\n");

        assertThat(empty.wave("init", "--format", "json").out()).isEqualTo("""
                {"v":1,"project":"%s","wrote":["wave.yaml",".wave/demo-agent.yaml",\
                ".wave/contracts/findings.schema.json",".wave/.gitignore"],"language":"make","test_command":"make test",\
                "agent":"demo"}
                """.formatted(empty.root()));
    }

    @Test
    void quiet_leaves_results_and_errors() throws Exception {
        assertThat(wave.wave("validate", "-q").all()).isEmpty();
        assertThat(wave.wave("status", "-q").all()).isEmpty();
        assertThat(wave.wave("run", "-q").all()).matches("done \\d+\\.\\d s {2}1 file changed, not applied\n");
        wave.file("wave.yaml", "steps: [{id: a, run: 'exit 3'}]");
        assertThat(wave.wave("run", "-q").all())
                .contains("a  failed     exited with 3")
                .doesNotContain("started")
                .doesNotContain("next:");
        assertThat(wave.wave("run", "-q", "nothing").err()).contains("the project has no pipeline 'nothing'");
    }

    @Test
    void verbose_says_how_it_came_to_that() throws Exception {
        var plan = wave.wave("plan", "-v");
        assertThat(plan.err())
                .contains("wave: project " + wave.root())
                .contains("wave: base git-sha1:")
                .contains("wave: build: key sha256:");
        assertThat(plan.out()).isEqualTo(wave.wave("plan").out());
        assertThat(wave.wave("run", "-v").err()).contains("wave: build: key sha256:");
        assertThat(wave.wave("run", "-v").err()).containsPattern("wave: build: key sha256:[0-9a-f]{64}, stored");
        assertThat(wave.wave("show", "-v").err()).contains("wave: build: key sha256:");
        assertThat(wave.wave("validate", "-v").err()).contains("wave: pipeline small, 2 steps");
    }
}
