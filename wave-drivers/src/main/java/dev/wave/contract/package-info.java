/// Checks contracts: whether what a step produced is what it promised.
///
/// Start reading at [ContractChecks#check]. Every check is bounded in time and memory and ends in a
/// [dev.wave.run.Verdict]: what could not be checked is `ERRORED`, never held. [FormatCheck] and
/// [SchemaCheck] are of use on their own.
@NullMarked
package dev.wave.contract;

import org.jspecify.annotations.NullMarked;
