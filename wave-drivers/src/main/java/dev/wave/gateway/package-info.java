/// Ways out of a sandbox that has no network.
///
/// Start reading at [ModelGateway], through which agents ask their model without having its key, at
/// [HostProxy], which leads to granted hosts and no others, and at [Forwarder], which gives the words of the
/// program that makes unix sockets of Wave's reachable inside. All rest on [Service], a listener that leaves
/// nothing behind. Nothing here knows of plans, runs or adapters.
package dev.wave.gateway;
