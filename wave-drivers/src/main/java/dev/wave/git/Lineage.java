package dev.wave.git;

import java.util.Optional;

/// What a repository needs to show commits that it borrows the objects of.
///
/// @param tip the commit to go on from; absent if none of them is about the project's folder
/// @param date of the next commit, in git's form: tools that look back by date do not look behind an older one
/// @param refs the text of `packed-refs`: what stands for commits of a repository that the project is a part of;
/// empty if they are shown as they are
/// @param shallow the text of `shallow`, of a history that was cut; empty if it is whole
public record Lineage(Optional<ObjectId> tip, String date, String refs, String shallow) {}
