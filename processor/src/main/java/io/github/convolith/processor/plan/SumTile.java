package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Conv;

/**
 * How many sums and how many terms of each one vectorised loop computes, where the planes of a layer lie at literal
 * distances from each other.
 *
 * <p>C2 turns such a loop into SIMD while its body, before any unrolling, has at most about sixty nodes
 * ({@code -XX:LoopUnrollLimit}). That is twelve multiply-adds of three or four terms in four or three sums, or nine of a
 * single sum; fifteen fall back to scalar code, eight times slower. Every term is loaded once for all sums, every sum
 * once for all terms: the more of both, the less is loaded and stored for each multiply-add, and the fewer loops begin
 * and end.
 *
 * @param sums output channels at most, or output positions
 * @param terms terms at most
 */
public record SumTile(int sums, int terms) {
    private static final int FEWEST_TERMS = 3;
    private static final int MOST_TERMS = 9;

    /** Multiply-adds of a body with several sums. */
    private static final int MOST_PRODUCTS = 12;

    private static final int MOST_SUMS = 4;

    /** What it is worth, as a share of the cost, that a loop takes whole rows of a kernel. */
    private static final double WHOLE_ROWS = 0.9;

    /** The tile for a layer whose output channels are the sums and whose taps are the terms. */
    public static SumTile ofOutputs(Conv conv) {
        return of(conv, conv.outPerGroup());
    }

    /** The tile for a layer whose output positions are the sums and whose taps are the terms. */
    public static SumTile ofPositions(Conv conv, int positions) {
        return of(conv, positions);
    }

    private static SumTile of(Conv conv, int sums) {
        int taps = Math.toIntExact(conv.taps());
        boolean several = taps < FEWEST_TERMS;
        int terms = several ? Math.toIntExact(Math.min(MOST_TERMS, conv.workPerOutput())) : taps;
        int row = conv.windows().get(conv.windows().size() - 1).kernel();
        return of(sums, terms, several ? taps : 1, row);
    }

    /**
     * The tile that deals out so many sums of so many terms each to the fewest loops.
     *
     * @param multiple what the number of terms has to be a multiple of
     * @param row terms that are best kept together, such as those of one row of a kernel
     */
    static SumTile of(int sums, int terms, int multiple, int row) {
        SumTile best = new SumTile(Math.min(sums, MOST_SUMS), multiple);
        double least = Double.MAX_VALUE;
        for (int width = Math.min(FEWEST_TERMS, terms); width <= Math.min(MOST_TERMS, terms); width++) {
            SumTile tile = new SumTile(Math.min(sums, mostSums(width)), width);
            double cost = tile.loops(sums, terms) * (width % row == 0 || row % width == 0 ? WHOLE_ROWS : 1);
            if (width % multiple == 0 && cost < least) {
                best = tile;
                least = cost;
            }
        }
        return best;
    }

    /** Input channels laid out together: several where they have few taps each. */
    public int channels(Conv conv) {
        return Math.max(1, terms / Math.toIntExact(conv.taps()));
    }

    private static int mostSums(int terms) {
        return Math.max(1, Math.min(MOST_SUMS, MOST_PRODUCTS / terms));
    }

    /** Loops that so many sums of so many terms take. */
    public double loops(double sums, double terms) {
        return Math.ceil(sums / this.sums) * Math.ceil(terms / this.terms);
    }
}
