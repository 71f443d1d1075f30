/// What a run looks like on a terminal, from single cells to a real terminal.
package dev.wave.live;
