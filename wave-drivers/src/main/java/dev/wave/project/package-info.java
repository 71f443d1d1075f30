/// Where a project is, and its files as core wants to read them.
///
/// Start reading at [ProjectFinder]. Reading starts no process and follows no path out of the project.
@NullMarked
package dev.wave.project;

import org.jspecify.annotations.NullMarked;
