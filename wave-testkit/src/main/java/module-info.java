/// Scripted agents, fake clocks and simulated worlds: for Wave's own tests and for users' own pipelines.
@org.jspecify.annotations.NullMarked
module dev.wave.testkit {
    requires transitive dev.wave.core;
    requires static org.jspecify;
    requires transitive org.junit.jupiter.api;

    exports dev.wave.testkit;
}
