package dev.wave.view;

import dev.wave.model.ObjectWriter;
import dev.wave.model.Value;
import dev.wave.run.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/// What a step, or several, took in earlier runs of this project, from the least to the most. Never a guess: without
/// earlier runs there is none.
///
/// @param least of tokens, cost and time, each for itself
/// @param most of the same
/// @param runs how many runs it is from; of several steps, the fewest
public record Estimate(Took least, Took most, int runs) {

    /// What was used and how long it took.
    ///
    /// @param cost in US dollars; absent if it is unknown for a part
    public record Took(long tokens, Optional<BigDecimal> cost, Duration time) {

        /// Of one attempt.
        public static Took of(Usage usage, Duration time) {
            return new Took(usage.tokens(), usage.cost(), time);
        }

        public Took plus(Took other) {
            return new Took(
                    tokens + other.tokens, cost.flatMap(mine -> other.cost.map(mine::add)), time.plus(other.time));
        }

        private boolean isFree() {
            return cost.filter(known -> known.signum() == 0).isPresent();
        }

        private Took with(Took other, boolean least) {
            return new Took(
                    least ? Math.min(tokens, other.tokens) : Math.max(tokens, other.tokens),
                    cost.flatMap(mine -> other.cost.map(its -> least ? mine.min(its) : mine.max(its))),
                    (time.compareTo(other.time) < 0) == least ? time : other.time);
        }
    }

    /// From one run.
    public static Estimate of(Took took) {
        return new Estimate(took, took, 1);
    }

    /// The same with one more run of the same step.
    public Estimate or(Took took) {
        return new Estimate(least.with(took, true), most.with(took, false), runs + 1);
    }

    /// Both one after the other.
    public Estimate plus(Estimate other) {
        return new Estimate(least.plus(other.least), most.plus(other.most), Math.min(runs, other.runs));
    }

    /// Only the upper end.
    public Estimate atMost() {
        return new Estimate(most, most, runs);
    }

    /// For people: `12.4k–18.0k tokens, $0.09–$0.12, 41 s–1 m 10 s`.
    public String text() {
        return usage() + range(Shown.duration(least.time()), Shown.duration(most.time()));
    }

    private String usage() {
        var cost = least.cost().flatMap(from -> most.cost().map(to -> range(Shown.money(from), Shown.money(to))));
        if (most.tokens() == 0) {
            return cost.isEmpty() ? "tokens and cost unknown, " : most.isFree() ? "" : cost.get() + ", ";
        }
        return range(Shown.count(least.tokens()), Shown.count(most.tokens())) + " tokens, "
                + cost.orElse("cost unknown") + ", ";
    }

    private static String range(String from, String to) {
        return from.equals(to) ? from : from + "–" + to;
    }

    /// For programs; a cost that is not known is not there.
    public Value.Obj json() {
        var json = new ObjectWriter()
                .number("runs", runs)
                .number("tokens_min", least.tokens())
                .number("tokens_max", most.tokens());
        least.cost().ifPresent(cost -> json.text("cost_min", cost.toPlainString()));
        most.cost().ifPresent(cost -> json.text("cost_max", cost.toPlainString()));
        return json.millis("millis_min", least.time())
                .millis("millis_max", most.time())
                .done();
    }
}
