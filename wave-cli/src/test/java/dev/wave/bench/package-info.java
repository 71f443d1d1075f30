/// What `bench/run` measures inside one process.
package dev.wave.bench;
