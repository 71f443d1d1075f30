/// The program's entrance.
///
/// Start reading at [Main#main].
package dev.wave.cli;
