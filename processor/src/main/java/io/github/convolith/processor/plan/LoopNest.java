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
        boolean isPadded = problem.conv().windows().stream()
                .anyMatch(window -> !window.padding().equals(Padding.NONE));
        return new Estimate(problem.work() * (isPadded ? Cost.PADDED_LOOP_TERM : Cost.LOOP_TERM), 0);
    }
}
