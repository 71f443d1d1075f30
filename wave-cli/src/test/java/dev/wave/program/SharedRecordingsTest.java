package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Recordings whose bytes are not committed but shared: by a git remote, or by a folder.
class SharedRecordingsTest {
    private static final String PROJECT = """
            pipeline:
              name: greet
              params:
                who: {type: string, default: world}
              steps:
                - id: write
                  env: {WHO: "{who}"}
                  run: 'echo said; mkdir a; echo "Hello $WHO" > a/hello.txt; cp a/hello.txt .wave/out/greeting'
                  artifacts: [greeting]
                - {id: shout, dependencies: [write], inputs: [greeting], artifacts: [loud],
                   run: "tr a-z A-Z < .wave/in/greeting > .wave/out/loud"}
            """;

    @TempDir
    Path temp;

    private WaveInProcess author;
    private WaveInProcess reader;

    @BeforeEach
    void recorded_and_cloned() throws InterruptedException {
        author = new WaveInProcess(temp.resolve("author")).with("WAVE_TRUST", "1");
        author.file("wave.yaml", PROJECT).file("src/old.txt", "old");
        author.committed();
        author.sh(
                "git init -q --bare -b main ../../remote.git; git remote add origin ../../remote.git; git push -q -u origin main");
        assertThat(author.wave("record", "--shared").out()).endsWith("next: wave push · git add wave.lock\n");
        author.sh("git add -A; git commit -q -m Record; git push -q");
        reader = clone("reader");
    }

    @Test
    void they_reach_another_clone_by_the_remote() throws Exception {
        assertThat(author.root().resolve(".wave")).doesNotExist();
        var users = author.sh("git for-each-ref; find .git/objects -type f | sort; cat .git/config");

        var pushed = author.wave("push");
        assertThat(pushed.code()).as(pushed.all()).isZero();
        assertThat(pushed.out()).startsWith("greet/world  sent to origin  ");

        var absent = reader.wave("run", "--locked");
        assertThat(absent.code()).isEqualTo(5);
        assertThat(absent.err()).contains("its bytes are shared: `wave pull` gets them");
        var before = reader.sh("git for-each-ref; cat .git/config; git status --porcelain");
        var pulled = reader.wave("pull");
        assertThat(pulled.code()).as(pulled.all()).isZero();
        assertThat(pulled.out()).isEqualTo("greet/world  is here now\n");
        var replayed = reader.wave("run", "--locked");
        assertThat(replayed.code()).as(replayed.all()).isZero();
        assertThat(replayed.out()).contains("nothing ran: 2 steps reused");
        assertThat(digests(reader)).isEqualTo(digests(author));
        assertThat(reader.wave("verify").out()).isEqualTo("greet/world  holds\n");

        assertThat(author.wave("push").out()).startsWith("greet/world  is there already: origin  ");
        assertThat(reader.wave("pull").out()).isEqualTo("greet/world  is here already\n");
        assertThat(author.sh("git for-each-ref; find .git/objects -type f | sort; cat .git/config"))
                .isEqualTo(users);
        assertThat(reader.sh("git for-each-ref; cat .git/config; git status --porcelain"))
                .isEqualTo(before);
        assertThat(passing(author)).isEmpty();
        assertThat(passing(reader)).isEmpty();
    }

    @Test
    void what_was_pulled_stands_for_the_steps_of_any_run_as_long_as_the_lock_names_it() throws Exception {
        author.wave("push");
        assertThat(reader.wave("plan").out())
                .contains("recorded as greet/world and not pulled; `wave pull` gets it,", "Plan: 1 to run, 1 may run");
        assertThat(reader.wave("plan", "--format=json").out())
                .contains("\"reuse\":{\"state\":\"not_pulled\",\"recording\":\"greet/world\"}");
        assertThat(reader.wave("why", "write").out())
                .isEqualTo("write would run: its result is recorded as greet/world and not pulled: `wave pull` gets"
                        + " it\n");
        assertThat(reader.wave("why", "write", "--format=json").out())
                .contains("\"reason\":\"not_pulled\",\"recording\":\"greet/world\"");
        reader.wave("pull");

        assertThat(reader.wave("plan").out()).contains("Plan: 0 to run, 2 stored");
        assertThat(reader.wave("why", "write").out()).contains("its result is stored, from the recording greet/world");
        reader.sh("cp wave.lock ../kept; git rm -q wave.lock");
        assertThat(reader.wave("plan").out()).contains("Plan: 1 to run, 1 may run");
        reader.sh("cp ../kept wave.lock");
        var run = reader.wave("run");
        assertThat(run.out()).contains("recorded as greet/world", "nothing ran: 2 steps reused");
        assertThat(reader.wave("run", "--fresh").out())
                .contains("write  started")
                .doesNotContain("reused");
    }

    @Test
    void a_recording_has_no_age_so_it_stands_for_no_step_whose_results_grow_old() throws Exception {
        author.file("wave.yaml", PROJECT.replace("- id: write", "- id: write\n      cache: {ttl: 7d}"));
        assertThat(author.wave("record", "--shared").code()).isZero();
        author.sh("git add -A; git commit -q -m Again; git push -q");
        author.wave("push");
        reader.sh("git pull -q");
        reader.wave("pull");

        assertThat(reader.wave("run", "--locked").code()).isZero();
        assertThat(reader.wave("plan").out())
                .contains("recorded as greet/world, which stands for its own replay only;", "1 to run, 1 may run");
    }

    @Test
    void they_reach_another_clone_by_a_folder() throws Exception {
        assertThat(author.wave("push", "--to", "../../share").err()).isEqualTo("""
                wave: '../../share' is no remote of this repository, no address, and no folder that is there
                wave: `git remote -v` lists the remotes
                """);
        Files.createDirectory(temp.resolve("share"));
        assertThat(author.wave("push", "--to", "../../share").out()).contains("greet/world  sent to ");
        assertThat(author.wave("push", "--to", "../../share").out()).contains("is there already");
        assertThat(author.wave("pull", "--from", "../../share").out()).contains("is here already");

        assertThat(reader.wave("pull", "--from", "../../share").code()).isZero();
        assertThat(reader.wave("run", "--locked").code()).isZero();
        assertThat(digests(reader)).isEqualTo(digests(author));
    }

    @Test
    void they_reach_another_clone_by_ssh() throws Exception {
        var ssh = temp.resolve("ssh");
        Files.writeString(ssh, "#!/bin/sh\nwhile [ $# -gt 1 ]; do shift; done\nexec sh -c \"$1\"\n");
        ssh.toFile().setExecutable(true);
        author.with("GIT_SSH_COMMAND", ssh.toString()).with("GIT_SSH_VARIANT", "simple");
        reader.with("GIT_SSH_COMMAND", ssh.toString()).with("GIT_SSH_VARIANT", "simple");
        var address = "git@example.org:" + temp.resolve("remote.git");

        var pushed = author.wave("push", "--to", address);

        assertThat(pushed.code()).as(pushed.all()).isZero();
        assertThat(reader.wave("pull", "--from", address).out()).contains("is here now");
    }

    @Test
    void no_transcript_goes_unless_it_is_asked_for() throws Exception {
        author.wave("push");
        assertThat(author.sh("git ls-remote origin"))
                .contains("refs/wave/recordings/")
                .doesNotContain("transcripts");
        assertThat(everythingPushed()).contains("Hello world").doesNotContain("said\\n");

        assertThat(author.wave("push", "--transcripts").code()).isZero();
        assertThat(author.sh("git ls-remote origin")).contains("refs/wave/transcripts/");
    }

    @Test
    void what_began_with_files_that_were_never_pushed_stays_here() throws Exception {
        author.file("src/secret-plan.txt", "not yet");
        assertThat(author.wave("record", "--shared").code()).isZero();
        var uncommitted = author.wave("push");
        assertThat(uncommitted.code()).isEqualTo(1);
        assertThat(uncommitted.err()).isEqualTo("""
                wave: greet/world began with files that were never pushed
                wave: commit and push them, then record again
                """);

        author.sh("git add -A; git commit -q -m Plan");
        assertThat(author.wave("push").code()).isEqualTo(1); // committed is not pushed
        assertThat(author.sh("git ls-remote origin")).doesNotContain("refs/wave");

        author.sh("git push -q");
        assertThat(author.wave("push").code()).isZero();
    }

    @Test
    void nothing_goes_to_a_remote_to_which_nothing_was_ever_pushed() throws Exception {
        author.sh(
                "git init -q --bare ../../empty.git; git remote remove origin; git remote add origin ../../empty.git");

        assertThat(author.wave("push").err()).contains("began with files that were never pushed");
    }

    @Test
    void nothing_goes_in_which_a_secret_is_seen() throws Exception {
        author.with("DEPLOY_TOKEN", "correct horse battery");
        assertThat(author.wave("record", "--shared", "--who=correct horse battery")
                        .code())
                .isZero();

        var known = author.wave("push", "greet");

        assertThat(known.code()).isEqualTo(1);
        assertThat(known.err())
                .contains("nothing was sent:", "the artifact greeting of write holds the secret DEPLOY_TOKEN")
                .doesNotContain("correct horse");
        assertThat(author.wave("push", "greet", "--allow-keys").code()).isEqualTo(1);
        assertThat(author.sh("git ls-remote origin")).doesNotContain("refs/wave");
    }

    @Test
    void nothing_goes_that_looks_like_a_key_unless_somebody_says_it_is_none() throws Exception {
        var key = "ghp_" + "a1B2c3D4e5F6".repeat(3);
        assertThat(author.wave("record", "--shared", "--as=key", "--who=" + key).code())
                .isZero();

        var refused = author.wave("push", "greet/key");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .contains("the artifact greeting of write holds what looks like a token of GitHub")
                .contains("if these are no keys, --allow-keys sends them")
                .doesNotContain(key);
        assertThat(author.wave("push", "greet/key", "--allow-keys").code()).isZero();
    }

    /// Each file of the share, one after the other: empty, changed, gone, a link to the right bytes elsewhere.
    @Test
    void nothing_that_is_not_what_the_lock_names_is_taken() throws Exception {
        var share = Files.createDirectory(temp.resolve("share"));
        author.wave("push", "--to", "../../share");
        for (var file : files(share)) {
            var bytes = Files.readAllBytes(file);
            for (var harm : List.of("empty", "changed", "gone", "link")) {
                Files.delete(file);
                switch (harm) {
                    case "empty" -> Files.write(file, new byte[0]);
                    case "changed" -> Files.write(file, flipped(bytes));
                    case "link" -> Files.createSymbolicLink(file, Files.write(temp.resolve("elsewhere"), bytes));
                    default -> {}
                }
                var fresh = clone("fresh");

                var pulled = fresh.wave("pull", "--from", share.toString());

                var what = harm + " " + file;
                assertThat(pulled.code()).as(what + pulled.all()).isEqualTo(5);
                assertThat(pulled.out()).as(what).startsWith("greet/world  cannot be had\n");
                assertThat(fresh.wave("run", "--locked").code()).as(what).isEqualTo(5);
                assertThat(fresh.sh("find .git/wave/blobs -type f -size 0"))
                        .as(what)
                        .isEmpty();
                fresh.sh("cd ..; chmod -R u+w .; rm -rf project cache");
                Files.deleteIfExists(file);
                Files.write(file, bytes);
            }
        }
        assertThat(clone("fresh").wave("pull", "--from", share.toString()).code())
                .isZero();
    }

    @Test
    void a_remote_that_sends_other_names_or_kinds_of_files_gives_nothing() throws Exception {
        author.wave("push");
        var reference = author.sh("git ls-remote origin 'refs/wave/*'").strip().split("\t", -1)[1];
        for (var trick : List.of(
                "mkdir -p hooks; echo bad > hooks/post-checkout",
                "mkdir sha256; ln -s /etc/passwd sha256/" + "a".repeat(64),
                "mkdir sha256; echo bad > sha256/short",
                "mkdir -p sha256; head -c 110000000 /dev/zero > sha256/" + "b".repeat(64))) {
            author.sh("rm -rf ../evil; mkdir ../evil; cd ../evil; git init -q -b main; git config user.name E;"
                    + " git config user.email e@example.org; " + trick
                    + "; git add -A; git commit -q -m Evil; git push -q -f ../../remote.git main:" + reference);

            var pulled = reader.wave("pull");

            assertThat(pulled.code()).as(trick).isEqualTo(1);
            assertThat(pulled.err()).as(trick).contains("nothing of it was taken");
            assertThat(reader.sh("find .git/wave/blobs -type f 2>/dev/null || true"))
                    .isEmpty();
        }
        assertThat(author.wave("push").out()).contains("sent to origin"); // the right ones take their place again
        assertThat(reader.wave("pull").code()).isZero();
    }

    @Test
    void two_people_push_at_once_and_neither_loses_anything() throws Exception {
        assertThat(reader.wave("record", "--shared", "--who=moon").code()).isZero();

        var other = Thread.ofPlatform().start(() -> push(reader));
        push(author);
        other.join();

        assertThat(author.sh("git ls-remote origin 'refs/wave/*'").lines()).hasSize(2);
    }

    @Test
    void what_the_lock_does_not_name_is_not_asked_for() throws Exception {
        author.wave("push");
        reader.sh("rm wave.lock; git commit -q -am Forget");
        reader.file("wave.lock", "lock: 1\nkeys: 1\n");

        assertThat(reader.wave("pull").err()).contains("wave.lock names no shared recording");
        assertThat(reader.wave("pull", "greet").code()).isEqualTo(2);
    }

    @Test
    void nothing_of_a_repository_or_an_address_is_executed() throws Exception {
        author.sh("mkdir -p hooks; printf '#!/bin/sh\\ntouch %s\\n' \"$PWD/../hooked\" > .git/hooks/pre-push;"
                + " chmod +x .git/hooks/pre-push");
        assertThat(author.wave("push").code()).isZero();
        assertThat(author.root().resolve("../hooked")).doesNotExist();

        for (var address : List.of("ext::touch ../hooked", "--upload-pack=touch ../hooked:x", "git://example.org/x")) {
            assertThat(author.wave("push", "--to=" + address).code())
                    .as(address)
                    .isNotZero();
            assertThat(reader.wave("pull", "--from=" + address).code())
                    .as(address)
                    .isNotZero();
        }
        assertThat(author.root().resolve("../hooked")).doesNotExist();
    }

    @Test
    void a_recording_goes_back_to_be_vendored() throws Exception {
        assertThat(author.wave("record").code()).isZero();

        assertThat(author.read("wave.lock")).contains("bytes: vendored");
        assertThat(author.root().resolve(".wave/recordings")).exists();
        assertThat(author.wave("record", "--shared").out())
                .endsWith("next: wave push · git add wave.lock .wave/recordings\n");
        assertThat(files(author.root().resolve(".wave/recordings"))).hasSize(1); // .gitattributes
    }

    private static void push(WaveInProcess wave) {
        try {
            var pushed = wave.wave("push");
            assertThat(pushed.code()).as(pushed.all()).isZero();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private WaveInProcess clone(String who) throws InterruptedException {
        var wave = new WaveInProcess(temp.resolve(who)).with("WAVE_TRUST", "1");
        wave.sh("git clone -q " + temp.resolve("remote.git") + " .; git config user.name B;"
                + " git config user.email b@example.org");
        return wave;
    }

    private String everythingPushed() throws InterruptedException {
        return author.sh("git --git-dir ../../remote.git cat-file --batch-all-objects --batch | tr -d '\\000'");
    }

    private static String passing(WaveInProcess wave) throws InterruptedException {
        return wave.sh("find .git/wave -name 'passing*'");
    }

    private static String digests(WaveInProcess wave) throws InterruptedException {
        return wave.wave("artifacts", "--format", "json").out().replaceAll("\"run\":\"[0-9a-f]+\",", "");
    }

    private static byte[] flipped(byte[] bytes) {
        var flipped = bytes.clone();
        flipped[flipped.length / 2] ^= 1;
        return flipped;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
