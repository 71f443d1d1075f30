/// The program `wave`: its commands, what it shows, and how it is put together.
@org.jspecify.annotations.NullMarked
module dev.wave.cli {
    requires dev.wave.core;
    requires dev.wave.drivers;
    requires static org.jspecify;
    requires info.picocli;
}
