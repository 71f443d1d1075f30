package dev.wave.plan;

/// What a wish for a model comes down to, as a lock says.
public sealed interface ModelPin {

    /// This model and no other.
    record Exact(String id) implements ModelPin {
        @Override
        public String toString() {
            return id;
        }
    }

    /// A name that only the vendor can resolve, and may resolve differently tomorrow.
    record Floating() implements ModelPin {
        @Override
        public String toString() {
            return "floating";
        }
    }
}
