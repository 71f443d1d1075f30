package dev.wave.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.testkit.FakeClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeasesTest {
    @TempDir
    private Path folder;

    private final FakeClock clock = new FakeClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final List<Process> children = new ArrayList<>();
    private Leases leases;

    @BeforeEach
    void open() {
        leases = Leases.open(folder.resolve("leases"), clock, folder.resolve("cache"));
    }

    @AfterEach
    void close() {
        children.forEach(Process::destroyForcibly);
        leases.close();
    }

    @Test
    void one_at_a_time_has_a_lease() {
        var lease = leases.tryAcquire("run/7f3a").orElseThrow();

        assertThat(leases.tryAcquire("run/7f3a")).isEmpty();
        assertThat(leases.tryAcquire("run/7f3b")).isPresent();
        assertThat(lease.isHeld()).isTrue();
        assertThat(leases.holder("run/7f3a")).map(holder -> holder.owner()).contains(Owner.self());

        lease.close();
        lease.close();
        assertThat(lease.isHeld()).isFalse();
        assertThat(leases.holder("run/7f3a")).isEmpty();
        assertThat(leases.tryAcquire("run/7f3a")).isPresent();
    }

    @Test
    void waits_until_it_is_free() throws Exception {
        var lease = leases.tryAcquire("key/a").orElseThrow();
        var other = Thread.ofPlatform().start(lease::close);

        assertThat(leases.await("key/a", Duration.ofSeconds(20))).isPresent();
        assertThat(leases.await("key/a", Duration.ofMillis(10))).isEmpty();
        other.join();
    }

    @Test
    void another_process_keeps_its_lease_until_it_is_killed() throws Exception {
        var child = new Child(folder);
        children.add(child.process);
        assertThat(child.line()).isEqualTo("have run/7f3a");
        assertThat(leases.tryAcquire("run/7f3a")).isEmpty();
        assertThat(leases.holder("run/7f3a").orElseThrow().owner().pid()).isEqualTo(child.process.pid());
        clock.advance(Duration.ofDays(1));
        assertThat(leases.sweep()).isEmpty();

        child.process.destroyForcibly().waitFor();

        assertThat(leases.holder("run/7f3a")).isEmpty();
        assertThat(leases.tryAcquire("run/7f3a")).isPresent();
        assertThat(leases.sweep()).containsExactly("key/b");
        assertThat(leases.sweep()).isEmpty();
    }

    @Test
    void a_process_nobody_waited_for_is_dead() throws Exception {
        // The shell starts a child, prints its id, and never reaps it.
        var shell = new ProcessBuilder("sh", "-c", "sleep 0.01 & echo $!; exec sleep 60").start();
        try (var out = new BufferedReader(new InputStreamReader(shell.getInputStream(), StandardCharsets.UTF_8))) {
            var pid = Long.parseLong(out.readLine());
            var stat = Path.of("/proc", Long.toString(pid), "stat");
            await(() -> Files.readString(stat).contains(") Z "));
            var started =
                    Long.parseLong(Files.readString(stat).split("\\) ", 2)[1].split(" ", -1)[19]);

            assertThat(new Owner(pid, started, Owner.self().boot()).life()).isEqualTo(Owner.Life.DEAD);
        } finally {
            shell.destroyForcibly().waitFor();
        }
    }

    @Test
    void a_process_id_that_is_used_again_is_not_taken_for_its_first_owner() {
        var self = Owner.self();

        assertThat(self.life()).isEqualTo(Owner.Life.ALIVE);
        assertThat(new Owner(self.pid(), self.started() - 1, self.boot()).life())
                .isEqualTo(Owner.Life.DEAD);
        assertThat(new Owner(self.pid(), self.started(), "anotherboot" + self.boot()).life())
                .isEqualTo(Owner.Life.DEAD);
        assertThat(new Owner(1, 1, self.boot() + "1").life()).isEqualTo(Owner.Life.UNKNOWN);
    }

    @Test
    void the_lease_of_an_invisible_process_is_free_when_its_heart_stops() throws Exception {
        var held = leases.tryAcquire("run/7f3a").orElseThrow();
        moveToAnotherContainer();
        clock.advance(Leases.PATIENCE.minusMillis(1));
        assertThat(leases.tryAcquire("run/7f3a")).isEmpty();
        assertThat(leases.beat()).isEmpty();
        clock.advance(Leases.PATIENCE.minusMillis(1));
        assertThat(leases.tryAcquire("run/7f3a")).isEmpty();

        clock.advance(Duration.ofMillis(1));

        assertThat(leases.tryAcquire("run/7f3a")).isPresent();
        assertThat(leases.beat()).containsExactly("run/7f3a");
        assertThat(held.isHeld()).isFalse();
    }

    @Test
    void forgets_the_leases_of_earlier_boots() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("leases")).resolve("boot-0123.db"), "x");

        try (var opened = Leases.open(folder.resolve("leases"), clock, folder.resolve("cache"))) {
            assertThat(opened.holder("run/7f3a")).isEmpty();
        }

        try (var files = Files.list(folder.resolve("leases"))) {
            assertThat(files).allMatch(file -> file.getFileName().toString().contains(Owner.bootOfMachine()));
        }
    }

    @Test
    void writes_nothing_unless_it_is_asked() {
        Leases.open(folder.resolve("unasked"), clock, folder.resolve("cache")).close();

        assertThat(folder.resolve("unasked")).doesNotExist();
    }

    @Test
    void leaves_no_lease_when_it_is_closed() {
        leases.tryAcquire("run/7f3a");
        leases.close();
        leases = Leases.open(folder.resolve("leases"), clock, folder.resolve("cache"));

        assertThat(leases.holder("run/7f3a")).isEmpty();
        assertThat(leases.sweep()).isEmpty();
    }

    private void moveToAnotherContainer() throws IOException {
        var file = folder.resolve("leases/boot-" + Owner.bootOfMachine() + ".db");
        try (var database = SqliteDatabase.open(
                file, Migrations.LEASES, SqliteDatabase.Durability.PROCESS_CRASH, folder.resolve("cache"))) {
            database.write(session -> session.update("update lease set boot = boot || '1'"));
        }
    }

    private static void await(java.util.concurrent.Callable<Boolean> condition) throws Exception {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.call()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    /// A second process that takes two leases and then does nothing.
    private static final class Child {
        private final Process process;
        private final BufferedReader out;

        Child(Path folder) throws IOException {
            process = JavaChild.start(LeasesTest.class, folder.toString());
            out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        }

        String line() throws IOException {
            return out.readLine();
        }
    }

    public static void main(String[] arguments) throws InterruptedException {
        var folder = Path.of(arguments[0]);
        try (var leases = Leases.open(folder.resolve("leases"), Clock.systemUTC(), folder.resolve("cache"))) {
            assertThat(leases.tryAcquire("run/7f3a")).isPresent();
            assertThat(leases.tryAcquire("key/b")).isPresent();
            System.out.println("have run/7f3a");
            Thread.currentThread().join();
        }
    }
}
