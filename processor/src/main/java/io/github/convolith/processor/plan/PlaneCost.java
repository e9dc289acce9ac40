package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Window;

/** Estimates for the strategies that lay the input out by taps and add weighted planes. */
final class PlaneCost {
    private PlaneCost() {}

    /** Laying one input channel out by taps, one value per output position. */
    static double layOut(Window rows, Window columns, Shape output) {
        double outRows = output.sizes().size() == 1 ? 1 : output.size(0);
        double outColumns = output.size(output.sizes().size() - 1);
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
                + conv.out() * (add((double) conv.workPerOutput(), positions) + store(positions));
    }

    private static double tiles(double positions) {
        return Math.ceil(positions / Tile.MOST_POSITIONS);
    }
}
