package dev.wave.mcp;

/// What JSON-RPC 2.0 has codes for.
enum RpcError {
    PARSE_ERROR(-32700),
    INVALID_REQUEST(-32600),
    METHOD_NOT_FOUND(-32601),
    INVALID_PARAMS(-32602);

    private final int code;

    RpcError(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
