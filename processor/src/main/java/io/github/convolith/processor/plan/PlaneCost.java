package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Padding;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Window;

/** Estimates for the strategies that lay the input out by taps and add weighted planes. */
final class PlaneCost {
    private PlaneCost() {}

    /** Laying one input channel out by taps, one value per output position. */
    static double layOut(Window rows, Window columns, Shape output) {
        double outRows = output.sizes().size() == 1 ? 1 : output.size(0);
        double outColumns = output.size(output.sizes().size() - 1);
        if (rows.stride() == 1 && keepsSize(columns)) {
            double copies = (double) rows.kernel() * columns.kernel();
            return copies * (Cost.BLOCK + outRows * outColumns * Cost.VECTOR_COPY)
                    + columns.kernel() * outRows * Cost.STRIDED_COPY;
        }
        double gathered = columns.kernel() * (outRows * rows.stride() + rows.span());
        double element = columns.stride() == 1 ? Cost.VECTOR_COPY : Cost.STRIDED_COPY;
        double shifted = (double) columns.kernel() * Math.max(0, rows.kernel() - rows.stride());
        return gathered * (Cost.ROW + outColumns * element)
                + shifted * (Cost.VECTOR_LOOP + outRows * outColumns * Cost.VECTOR_COPY);
    }

    /** Adding so many weighted planes of so many values. */
    static double add(double terms, double positions) {
        double passes = terms / TapPasses.MOST_TERMS;
        return terms * positions * Cost.VECTOR_TERM
                + passes * (Cost.VECTOR_LOOP * tiles(positions) + positions * Cost.VECTOR_COPY);
    }

    /** Whether rows are as long in the output as in the input, so that what a kernel column meets is one block. */
    private static boolean keepsSize(Window columns) {
        return columns.stride() == 1
                && (columns.padding() instanceof Padding.Same
                        || (columns.padding() instanceof Padding.Explicit pad
                                && (long) pad.begin() + pad.end() == columns.span() - 1));
    }

    /** Adding so many terms to each of so many sums, some of both a loop, in loops over so many elements. */
    static double add(SumTile tile, double sums, double terms, double elements) {
        return tile.loops(sums, terms) * Cost.VECTOR_LOOP * tiles(elements)
                + sums * terms * elements * Cost.VECTOR_TERM;
    }

    /** Setting sums to the bias, applying the activation and copying the result out, for one output channel. */
    static double store(double positions) {
        return 3 * copyOut(positions);
    }

    /** Copying one output channel to its place. */
    static double copyOut(double positions) {
        return Cost.VECTOR_LOOP + positions * Cost.VECTOR_COPY;
    }

    /** The whole of a layer whose outputs each sum over all input channels of their group. */
    static double convolution(ConvProblem problem) {
        Conv conv = problem.conv();
        Shape output = problem.typicalOutput();
        double positions = (double) output.plane();
        return conv.in() * layOut(problem.rows(), problem.columns(), output)
                + adding(problem, positions)
                + conv.out() * store(positions);
    }

    /** Adding up all terms: some outputs at once where sizes are known, else one after the other. */
    static double adding(ConvProblem problem, double positions) {
        Conv conv = problem.conv();
        double terms = (double) conv.workPerOutput();
        return problem.input().isEmpty()
                ? conv.out() * add(terms, positions)
                : conv.groups() * add(SumTile.ofOutputs(conv), conv.outPerGroup(), terms, positions);
    }

    private static double tiles(double positions) {
        return Math.ceil(positions / Tile.MOST_POSITIONS);
    }
}
