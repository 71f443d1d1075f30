/// The sandbox of the operating system, in which every program of a step runs.
///
/// Start reading at [Sandbox]: it knows whether one works here ([SandboxProbe] has tried) and what it keeps
/// ([Enforcement]), and makes the command line that starts a program in it. What is seen inside is a list of
/// [View]s: what every program gets ([SystemViews], [Toolchains]) and what its [Cell] adds. Everything else of
/// the machine is absent: there is no list of things to hide that could miss one.
///
/// The program that keeps all this is bubblewrap (`bwrap`); nothing here needs rights of its own.
@NullMarked
package dev.wave.sandbox;

import org.jspecify.annotations.NullMarked;
