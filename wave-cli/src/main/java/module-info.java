/// The program `wave`: its commands, what it shows, and how it is put together.
@org.jspecify.annotations.NullMarked
module dev.wave.cli {
    requires com.google.gson;
    requires dev.wave.core;
    requires dev.wave.drivers;
    requires jdk.unsupported; // sun.misc.Signal
    requires static org.jspecify;
}
