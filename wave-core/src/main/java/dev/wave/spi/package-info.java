/// What the driver needs of the world: journal, store, trees, workspaces, agents. Implemented outside core.
@NullMarked
package dev.wave.spi;

import org.jspecify.annotations.NullMarked;
