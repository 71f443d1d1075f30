/// The lock: what `wave.lock` says about a project, and whether the project still says the same.
///
/// Start reading at [Lock]. [LockText] is its file format, [Locking] computes what the files of a project
/// amount to, [LockCheck] compares. A function of files only: nothing here asks what this machine has.
@NullMarked
package dev.wave.lock;

import org.jspecify.annotations.NullMarked;
