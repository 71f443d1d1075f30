/// The language and the engine of Wave: from text to a plan, and from a plan to what has to happen next.
///
/// Nothing here opens a file, starts a process or a thread, asks a clock, or prints.
@org.jspecify.annotations.NullMarked
module dev.wave.core {
    requires static transitive org.jspecify;
    requires com.google.gson;
    requires org.snakeyaml.engine;

    exports dev.wave.diagnostic;
    exports dev.wave.engine;
    exports dev.wave.expression;
    exports dev.wave.key;
    exports dev.wave.load;
    exports dev.wave.lock;
    exports dev.wave.model;
    exports dev.wave.plan;
    exports dev.wave.run;
    exports dev.wave.schema;
    exports dev.wave.spi;
}
