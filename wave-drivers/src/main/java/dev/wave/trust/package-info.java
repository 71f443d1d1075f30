/// What a project's files can make happen on this machine, and whether a person said yes to exactly that.
///
/// Start reading at [TrustRequest]. Approvals are kept outside the repository, by digest.
@NullMarked
package dev.wave.trust;

import org.jspecify.annotations.NullMarked;
