package dev.wave.key;

/// Where a program runs, as far as it can change what the program makes. Part of the key of `run` steps only.
///
/// @param os for example `linux`
/// @param arch for example `amd64`
public record Platform(String os, String arch) {}
