package dev.wave.planted.logging;

import java.lang.System.Logger;

/// Logs.
record Logs(Logger log, java.util.logging.Logger other) {}
