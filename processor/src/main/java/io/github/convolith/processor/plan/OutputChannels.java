package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Algorithm;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Unrolling;
import io.github.convolith.processor.message.Finding;
import io.github.convolith.processor.message.Message;
import java.util.Optional;

/** Many channels on a small plane: rows of weights, one element per output channel, added up for each output position. */
public record OutputChannels() implements Strategy {
    /** Output channels below which the loops over them are too short to be worth it. */
    private static final int FEWEST_CHANNELS = 16;

    @Override
    public String title() {
        return "output channels";
    }

    @Override
    public String idea() {
        return "for each output position, rows of weights over the output channels are added up in loops that C2"
                + " vectorises";
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
        return problem.conv().outPerGroup() < FEWEST_CHANNELS
                ? Optional.of(Finding.of(
                        Message.STRATEGY_UNFIT,
                        "algorithm",
                        "it is for at least " + FEWEST_CHANNELS + " output channels a group"))
                : Workspace.ofPlanes(problem, Algorithm.DIRECT, problem.conv().outPerGroup());
    }

    @Override
    public Estimate estimate(ConvProblem problem) {
        Conv conv = problem.conv();
        Shape output = problem.typicalOutput();
        double positions = (double) output.plane();
        double terms = (double) conv.workPerOutput();
        double add = problem.input().isEmpty()
                ? positions * PlaneCost.add(terms, conv.outPerGroup())
                : PlaneCost.add(SumTile.ofPositions(conv, (int) output.plane()), positions, terms, conv.outPerGroup());
        return new Estimate(
                conv.in() * PlaneCost.layOut(problem.rows(), problem.columns(), output)
                        + conv.groups() * (add + positions * PlaneCost.copyOut(conv.outPerGroup()))
                        + output.elements() * Cost.STRIDED_COPY,
                0);
    }
}
