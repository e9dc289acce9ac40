package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Algorithm;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Unrolling;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.message.Finding;
import io.github.convolith.processor.message.Message;
import java.util.List;
import java.util.Optional;

/**
 * Planes so small that loops over them, or over the output channels, end before they have paid: rows of weights, one
 * element per tap and output channel, are added up for each input position, and what belongs to an output after that.
 */
public record TapLanes() implements Strategy {
    /** Taps of which one vectorised loop can add up what belongs to an output. */
    private static final int MOST_TAPS = 9;

    /** Elements of a row below which C2 does not use its widest vectors. */
    private static final int SHORTEST_ROW = 150;

    /** How much longer shorter rows take, which have no advantage over those of other strategies. */
    private static final double SHORT = 3;

    /** Elements of the longest vector: C2 of JDK 17 reads at multiples of it only, so that other rows stay scalar. */
    private static final int LANES = 16;

    /** What adding up nine terms takes, in terms of copying an element. */
    private static final double TOTAL = 3;

    /** Products that are kept: as many as stay in a first-level cache. */
    private static final int MOST_PRODUCTS = 12 * 1024;

    @Override
    public String title() {
        return "tap lanes";
    }

    @Override
    public String idea() {
        return "for each input position, rows of weights over taps and output channels are added up in loops that C2"
                + " vectorises; then what belongs to an output position is";
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
        Conv conv = problem.conv();
        double row = (double) conv.taps() * conv.out();
        boolean fits = problem.input()
                .map(input -> row * input.plane() <= MOST_PRODUCTS)
                .orElse(false);
        return conv.groups() == 1 && !problem.isStrided() && conv.taps() > 1 && conv.taps() <= MOST_TAPS && fits
                ? Optional.empty()
                : Optional.of(Finding.of(
                        Message.STRATEGY_UNFIT,
                        "algorithm",
                        "it is for stride 1, one group, 2 to " + MOST_TAPS + " taps and small planes of known size"));
    }

    @Override
    public Estimate estimate(ConvProblem problem) {
        Conv conv = problem.conv();
        Shape output = problem.typicalOutput();
        double pixels = problem.typicalInput().plane();
        double row = (double) conv.taps() * conv.out();
        double block = row / VectorConv.rows(conv).kernel();
        double outputRows = output.rank() == 3 ? output.size(0) : 1;
        double outputWidth = output.plane() / outputRows;
        double copies = outputRows * VectorConv.rows(conv).kernel() * outputWidth;
        double gathered = copies * (Cost.BLOCK + block * Cost.VECTOR_COPY)
                + TOTAL * outputRows * outputWidth * block * Cost.VECTOR_COPY;
        double slower = row < SHORTEST_ROW || conv.out() % LANES > 0 ? SHORT : 1;
        return new Estimate(
                slower * PlaneCost.add(tile(conv, (int) pixels), pixels, conv.in(), row)
                        + gathered
                        + problem.typicalOutput().elements() * Cost.STRIDED_COPY,
                0);
    }

    /** The tile whose sums are so many input positions and whose terms are the input channels. */
    public static SumTile tile(Conv conv, int pixels) {
        return SumTile.ofPositions(conv.withWindows(List.of(Window.POINT)), pixels);
    }
}
