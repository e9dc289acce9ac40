package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Algorithm;
import io.github.convolith.processor.graph.Unrolling;
import io.github.convolith.processor.message.Finding;
import io.github.convolith.processor.message.Message;
import java.util.Optional;

/**
 * A strided convolution as a sum of unstrided ones over the phases of signal and kernel (Kong &amp; Lucey, 2017): the
 * input is split by its stride once, after that every tap is a contiguous plane.
 */
public record Polyphase() implements Strategy {
    @Override
    public String title() {
        return "polyphase";
    }

    @Override
    public String idea() {
        return "the input is split into the phases of its stride; what is left are unstrided sums of weighted planes,"
                + " in loops that C2 vectorises";
    }

    @Override
    public Algorithm algorithm() {
        return Algorithm.POLYPHASE;
    }

    @Override
    public Unrolling unrolling() {
        return Unrolling.AUTO;
    }

    @Override
    public Optional<Finding> refusal(ConvProblem problem) {
        return problem.isStrided()
                ? Workspace.ofPlanes(
                        problem, Algorithm.POLYPHASE, problem.conv().outPerGroup())
                : Optional.of(Finding.of(Message.POLYPHASE_UNFIT, "algorithm"));
    }

    @Override
    public Estimate estimate(ConvProblem problem) {
        return new Estimate(PlaneCost.convolution(problem), 0);
    }
}
