/// Code that breaks Wave's rules on purpose: each rule of [dev.wave.ArchitectureTest] is shown to find its
/// breach here.
///
/// Nothing uses these classes, and nothing but tests sees them.
package dev.wave.planted;
