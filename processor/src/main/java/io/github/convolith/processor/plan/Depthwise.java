package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Algorithm;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Unrolling;
import io.github.convolith.processor.message.Finding;
import io.github.convolith.processor.message.Message;
import java.util.Optional;

/** Every output channel sees one input channel: bias, taps and activation in as few vectorised passes as possible. */
public record Depthwise() implements Strategy {
    @Override
    public String title() {
        return "depthwise";
    }

    @Override
    public String idea() {
        return "one channel at a time: its taps laid out as planes, then bias, weighted planes and activation in as few"
                + " vectorised passes as possible";
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
        if (problem.conv().residual()) {
            return Strategy.withoutResidual();
        }
        return problem.conv().inPerGroup() == 1
                ? Workspace.ofPlanes(problem, Algorithm.DIRECT, 1)
                : Optional.of(Finding.of(
                        Message.STRATEGY_UNFIT, "algorithm", "every output channel has to see a single input channel"));
    }

    @Override
    public Estimate estimate(ConvProblem problem) {
        Conv conv = problem.conv();
        Shape output = problem.typicalOutput();
        double positions = (double) output.plane();
        return new Estimate(
                conv.in() * PlaneCost.layOut(problem.rows(), problem.columns(), output)
                        + PlaneCost.adding(problem, positions)
                        + conv.out() * PlaneCost.copyOut(positions),
                0);
    }
}
