package dev.wave.spi;

import dev.wave.run.Recorded;
import dev.wave.run.RunEvent;
import java.util.List;

/// The append-only record of one run, in the order in which things happened.
public interface Journal extends AutoCloseable {

    /// Records the events together; returns once they are durable: all of them or none.
    List<Recorded> append(List<RunEvent> events);

    List<Recorded> events();

    @Override
    void close();
}
