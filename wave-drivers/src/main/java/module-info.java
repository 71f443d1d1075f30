/// The world behind the seams of `dev.wave.core`: everything that touches disks, processes, programs and
/// databases.
@org.jspecify.annotations.NullMarked
module dev.wave.drivers {
    requires transitive dev.wave.core;
    requires static org.jspecify;
    requires com.google.gson;
    requires com.networknt.schema;
    requires java.net.http;
    requires transitive java.sql;
    requires org.snakeyaml.engine;
    requires org.xerial.sqlitejdbc;
    requires tools.jackson.databind;

    exports dev.wave.agent;
    exports dev.wave.agent.claude;
    exports dev.wave.collect;
    exports dev.wave.contract;
    exports dev.wave.deliverable;
    exports dev.wave.doctor;
    exports dev.wave.gateway;
    exports dev.wave.git;
    exports dev.wave.journal;
    exports dev.wave.local;
    exports dev.wave.mcp;
    exports dev.wave.process;
    exports dev.wave.project;
    exports dev.wave.redaction;
    exports dev.wave.recording;
    exports dev.wave.sandbox;
    exports dev.wave.secret;
    exports dev.wave.store;
    exports dev.wave.trust;
    exports dev.wave.upkeep;
    exports dev.wave.workspace;
}
