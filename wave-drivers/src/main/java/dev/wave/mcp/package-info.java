/// Serves tools to agents over the Model Context Protocol: JSON-RPC 2.0, one message a line.
///
/// Start reading at [McpServer#answer], which is the whole protocol and touches nothing: a line in, at most one
/// line out. [Conversation] does that for a pair of streams. Source: the specification at
/// modelcontextprotocol.io, revisions 2024-11-05 to 2025-11-25, and what clients were seen to send.
@NullMarked
package dev.wave.mcp;

import org.jspecify.annotations.NullMarked;
