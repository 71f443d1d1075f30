/// Ways out of a sandbox that has no network.
///
/// Start reading at [Forwarder], which gives the words of the program that makes unix sockets of Wave's reachable
/// inside. Nothing here knows of plans, runs or adapters.
package dev.wave.gateway;
