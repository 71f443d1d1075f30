package dev.wave.planted.names;

/// Says nothing about its job.
record StepManager() {}
