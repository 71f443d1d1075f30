/// Workspaces on this machine: the directory an attempt works in, and how its change becomes a tree.
///
/// Start reading at [LocalWorkspaces]. A [Way] is chosen once by a real [Probe]: an overlay in the mount
/// namespace of the attempt ([OverlayWorkspace]: one shared checkout a base, an empty upper directory a
/// step), or a plain checkout out of the [Pool] ([PoolWorkspace]). Both are told apart from what Wave put
/// there by [Node]s
/// ([UpperLayer], [CheckoutFiles]), and [Capture] makes the same tree of them. [Checkouts] makes what lies
/// below; [MountScript] is the only place that knows how to mount.
///
/// Nothing of a workspace is ever executed or followed from outside: no link, no git configuration, no hook.
@NullMarked
package dev.wave.workspace;

import org.jspecify.annotations.NullMarked;
