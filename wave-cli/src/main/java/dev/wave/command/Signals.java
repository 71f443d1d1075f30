package dev.wave.command;

/// The signals that ask a run to end: Ctrl-C, `SIGTERM`, `SIGHUP`.
public interface Signals {

    /// The first signal cancels; a second one stops everything at once and ends this process with 130. Until
    /// closed.
    Registration whenAsked(Runnable cancel, Runnable stopEverything);

    /// Ctrl-C does nothing: it is the business of a program that has the terminal. Until closed.
    default Registration deaf() {
        return () -> {};
    }

    /// An end to listening.
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
