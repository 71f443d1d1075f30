package dev.wave.git;

/// An object of a tree, as it travels by itself.
///
/// @param path in the tree, for people; empty of the tree itself
/// @param size of its file in bytes
public record ObjectPiece(TreeEntry entry, String path, long size) {}
