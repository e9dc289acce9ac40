package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Algorithm;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Unrolling;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.message.Finding;
import io.github.convolith.processor.message.Message;
import java.util.Optional;

/** No loop at all: every output value is written out as its sum, terms that meet padding or a zero weight left out. */
public record StraightLine() implements Strategy {
    @Override
    public String title() {
        return "straight line";
    }

    @Override
    public String idea() {
        return "every output value is written out; terms in the padding do not exist";
    }

    @Override
    public Algorithm algorithm() {
        return Algorithm.DIRECT;
    }

    @Override
    public Unrolling unrolling() {
        return Unrolling.FULL;
    }

    @Override
    public Optional<Finding> refusal(ConvProblem problem) {
        if (problem.conv().residual()) {
            return Strategy.withoutResidual();
        }
        if (problem.input().isEmpty()) {
            String sizes = problem.conv().windows().size() == 1 ? "length" : "height and width";
            return Optional.of(Finding.of(Message.FULL_NEEDS_SIZE, "unroll", sizes));
        }
        return UnrolledSize.refusal(
                terms(problem),
                (double) problem.typicalOutput().elements(),
                bytes(problem),
                Unrolling.FULL,
                Unrolling.TAPS);
    }

    @Override
    public Estimate estimate(ConvProblem problem) {
        double terms = terms(problem);
        double bytes = bytes(problem);
        double term = bytes < Cost.HOT_CODE_BYTES ? Cost.SCALAR_TERM : Cost.COLD_TERM;
        double methods = Math.floor(bytes / Budget.METHOD_BYTES);
        return new Estimate(terms * term + problem.typicalOutput().elements() + methods * Cost.METHOD, (long) bytes);
    }

    private static double bytes(ConvProblem problem) {
        return UnrolledSize.bytes(
                problem, terms(problem), (double) problem.typicalOutput().elements());
    }

    /** Terms that are neither in the padding nor, on average, multiplied by zero. */
    private static double terms(ConvProblem problem) {
        Shape input = problem.typicalInput();
        double taps = 1;
        for (int axis = 0; axis < input.sizes().size(); axis++) {
            taps *= insideTaps(problem.conv().windows().get(axis), input.size(axis));
        }
        return taps * problem.conv().inPerGroup() * problem.conv().out() * problem.density();
    }

    /** Pairs of window and tap on one axis that meet an element of the input rather than padding. */
    private static double insideTaps(Window window, int size) {
        long outputs = window.output(size);
        double inside = 0;
        for (int tap = 0; tap < window.kernel(); tap++) {
            long offset = (long) tap * window.dilation() - window.padBegin(size);
            long first = offset >= 0 ? 0 : Math.floorDiv(-offset + window.stride() - 1, window.stride());
            long end = Math.floorDiv(size - 1 - offset, window.stride()) + 1;
            inside += Math.max(0, Math.min(end, outputs) - Math.min(first, outputs));
        }
        return inside;
    }
}
