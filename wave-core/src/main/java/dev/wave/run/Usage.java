package dev.wave.run;

import java.math.BigDecimal;
import java.util.Optional;

/// What an attempt used of a model.
///
/// @param inputTokens without the cached ones
/// @param cost in US dollars; absent if unknown, which is not zero
public record Usage(long inputTokens, long cachedTokens, long outputTokens, int modelCalls, Optional<BigDecimal> cost) {

    public Usage {
        // The same amount is the same value, however it was written.
        cost = cost.map(amount -> amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros());
    }

    /// Nothing was used, and that is known.
    public static final Usage NONE = new Usage(0, 0, 0, 0, Optional.of(BigDecimal.ZERO));

    /// Something was used, nobody knows what.
    public static final Usage UNKNOWN = new Usage(0, 0, 0, 0, Optional.empty());

    public Usage plus(Usage other) {
        return new Usage(
                inputTokens + other.inputTokens,
                cachedTokens + other.cachedTokens,
                outputTokens + other.outputTokens,
                modelCalls + other.modelCalls,
                cost.flatMap(mine -> other.cost.map(mine::add)));
    }

    public long tokens() {
        return inputTokens + cachedTokens + outputTokens;
    }
}
