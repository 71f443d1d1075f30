/// As much of HTTP/1.1 (RFC 9112) as a proxy needs to know: the head of a message, where its body ends, and
/// how to write one. What two readers could take differently is refused, so that nothing can be hidden in
/// it.
///
/// Start reading at [Head#read].
package dev.wave.gateway.http;
