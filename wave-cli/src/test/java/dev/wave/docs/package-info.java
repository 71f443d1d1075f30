/// Holds the documentation to the program it describes.
package dev.wave.docs;
