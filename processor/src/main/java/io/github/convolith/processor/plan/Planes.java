package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Algorithm;
import io.github.convolith.processor.graph.Unrolling;
import io.github.convolith.processor.message.Finding;
import io.github.convolith.processor.message.Message;
import java.util.Optional;

/** Stride 1: the input laid out by taps as whole planes, added with their weights in loops that C2 turns into SIMD. */
public record Planes() implements Strategy {
    @Override
    public String title() {
        return "planes";
    }

    @Override
    public String idea() {
        return "the input is laid out by taps as whole planes; weighted planes are added in loops that C2 vectorises";
    }

    @Override
    public Algorithm algorithm() {
        return Algorithm.DIRECT;
    }

    @Override
    public Unrolling unrolling() {
        return Unrolling.AUTO;
    }

    @Override
    public Optional<Finding> refusal(ConvProblem problem) {
        return problem.isStrided() || problem.conv().isDepthwise()
                ? Optional.of(Finding.of(
                        Message.STRATEGY_UNFIT, "algorithm", "it is for stride 1 and sums over several channels"))
                : Workspace.ofPlanes(problem, Algorithm.DIRECT, problem.conv().outPerGroup());
    }

    @Override
    public Estimate estimate(ConvProblem problem) {
        return new Estimate(PlaneCost.convolution(problem), 0);
    }
}
