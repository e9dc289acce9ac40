package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Algorithm;
import io.github.convolith.processor.graph.Padding;
import io.github.convolith.processor.graph.Unrolling;
import io.github.convolith.processor.message.Finding;
import java.util.Optional;

/** The definition as a loop nest with constant bounds: the smallest code, and never refused. */
public record LoopNest() implements Strategy {
    @Override
    public String title() {
        return "loop nest";
    }

    @Override
    public String idea() {
        return "the definition as loops with constant bounds";
    }

    @Override
    public Algorithm algorithm() {
        return Algorithm.DIRECT;
    }

    @Override
    public Unrolling unrolling() {
        return Unrolling.NONE;
    }

    @Override
    public Optional<Finding> refusal(ConvProblem problem) {
        return Optional.empty();
    }

    @Override
    public Estimate estimate(ConvProblem problem) {
        return new Estimate(problem.work() * term(problem), 0);
    }

    private static double term(ConvProblem problem) {
        if (seesAllAtOnce(problem)) {
            return Cost.SCALAR_TERM;
        }
        boolean isPadded = problem.conv().windows().stream()
                .anyMatch(window -> !window.padding().equals(Padding.NONE));
        return isPadded ? Cost.PADDED_LOOP_TERM : Cost.LOOP_TERM;
    }

    /**
     * Whether there is a single output position, which sees all of the input and nothing beyond: each output channel is
     * then the product of two contiguous rows of numbers, and several are summed side by side.
     */
    public static boolean seesAllAtOnce(ConvProblem problem) {
        return problem.input().isPresent()
                && problem.conv().groups() == 1
                && problem.typicalOutput().plane() == 1
                && problem.conv().workPerOutput() == problem.typicalInput().elements()
                && problem.conv().windows().stream()
                        .allMatch(window -> window.padding().equals(Padding.NONE));
    }
}
