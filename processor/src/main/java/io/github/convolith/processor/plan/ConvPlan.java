package io.github.convolith.processor.plan;

import java.util.List;

/**
 * How a convolution will be computed, and why.
 *
 * @param problem what is computed
 * @param strategy how
 * @param estimate what the strategy is expected to cost
 * @param reason why this strategy, in words
 * @param considered what else was weighed, in words, cheapest first
 */
public record ConvPlan(
        ConvProblem problem, Strategy strategy, Estimate estimate, String reason, List<String> considered)
        implements KernelPlan {
    public ConvPlan {
        considered = List.copyOf(considered);
    }

    @Override
    public String title() {
        return strategy.title();
    }

    @Override
    public double nanoseconds() {
        return estimate.nanoseconds();
    }
}
