/// What is wrong and what is done, said to a person and to a program.
///
/// Start reading at [ExitCode]. Depends on no other package of Wave.
package dev.wave.diagnostic;
