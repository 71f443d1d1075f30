/// What people and programs see of a run: lines, tables and JSON, made from events and plans.
///
/// Everything an agent, a repository or a file name could have a say in goes through [Printable] first.
@NullMarked
package dev.wave.view;

import org.jspecify.annotations.NullMarked;
