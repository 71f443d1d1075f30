/// What Wave runs inside a sandbox without a network: a tiny program of its own that makes unix sockets of
/// Wave's reachable.
///
/// Start reading at [Forward]. A JVM of its own starts it, for every command that needs it, so it uses
/// nothing but the JDK's base, and as little of that as it can: no lambda, no other class of Wave, no
/// thread pool. It starts in about the time that a JVM takes (`docs/concepts/network.md` has the numbers).
package dev.wave.gateway.inside;
