package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.program.DamagedState.Damage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every file in which Wave keeps something, damaged, one at a time: what a run then comes to is right, or it
/// says what is wrong; and nothing else is lost.
class DamagedStateTest {
    @TempDir
    Path temp;

    @Test
    void a_damaged_file_is_never_taken_for_what_it_was() throws Exception {
        var state = new DamagedState(temp);

        assertThat(state.files()).hasSizeGreaterThan(25).contains("state.db", "state.db-wal");
        assertThat(state.faults(List.of(Damage.EMPTIED, Damage.CUT, Damage.FLIPPED, Damage.DELETED), state.files()))
                .isEmpty();
    }

    @Test
    void a_file_that_may_not_be_read_or_written_is_named_or_mended() throws Exception {
        if (!OrdinaryUser.isRoot()) {
            var state = new DamagedState(temp);
            assertThat(state.faults(List.of(Damage.UNREADABLE, Damage.UNWRITABLE), state.files()))
                    .isEmpty();
            return;
        }
        assertThat(asOrdinaryUser()).matches("tried [0-9]+");
    }

    /// Root may do everything: the same in a process of somebody who may not.
    private String asOrdinaryUser() throws IOException {
        var user = new OrdinaryUser(temp);
        var line = user.java();
        line.addAll(List.of(DamagedState.class.getName(), user.own().toString()));
        return OrdinaryUser.sh(line.toArray(String[]::new));
    }
}
