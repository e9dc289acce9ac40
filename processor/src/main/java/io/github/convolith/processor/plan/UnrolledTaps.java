package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Algorithm;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Unrolling;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.message.Finding;
import java.util.Optional;

/** Loops over output pixels; inside, all taps and channels written out. Zero weights known beforehand cost nothing. */
public record UnrolledTaps() implements Strategy {
    @Override
    public String title() {
        return "unrolled taps";
    }

    @Override
    public String idea() {
        return "loops over output pixels around sums that are written out over taps and channels";
    }

    @Override
    public Algorithm algorithm() {
        return Algorithm.DIRECT;
    }

    @Override
    public Unrolling unrolling() {
        return Unrolling.TAPS;
    }

    @Override
    public Optional<Finding> refusal(ConvProblem problem) {
        if (problem.conv().residual()) {
            return Strategy.withoutResidual();
        }
        // Small methods count as well: all are called from one.
        double bytes = Math.max(bytes(problem), methods(problem) / Budget.CALLS * Budget.UNROLLED_BYTES);
        Optional<Finding> tooLarge =
                UnrolledSize.refusal(terms(problem), problem.conv().out(), bytes, Unrolling.TAPS, Unrolling.NONE);
        return tooLarge.isPresent()
                ? tooLarge
                : Workspace.refusal("unroll", Unrolling.TAPS, Unrolling.NONE, padded(problem));
    }

    @Override
    public Estimate estimate(ConvProblem problem) {
        double bytes = bytes(problem);
        double term = bytes < Cost.HOT_CODE_BYTES ? Cost.SCALAR_TERM : Cost.COLD_TERM;
        double copies = problem.typicalInput().elements() * Cost.VECTOR_COPY;
        double rows = (double) problem.typicalOutput().elements()
                / problem.typicalOutput().size(problem.conv().windows().size() - 1);
        return new Estimate(
                problem.work() * problem.density() * term
                        + problem.typicalOutput().elements()
                        + rows * Cost.PIXEL_ROW
                        + methods(problem) * Cost.METHOD
                        + copies,
                (long) bytes);
    }

    private static double terms(ConvProblem problem) {
        return problem.conv().weights() * problem.density();
    }

    private static double bytes(ConvProblem problem) {
        return UnrolledSize.bytes(problem, terms(problem), problem.conv().out());
    }

    /** One method for a few output channels that see the same input, more where their terms do not fit one. */
    private static double methods(ConvProblem problem) {
        Conv conv = problem.conv();
        return conv.groups() * Math.ceil(conv.outPerGroup() / 8.0) + bytes(problem) / Budget.METHOD_BYTES;
    }

    /** Elements of the input inside its border of zeros. */
    private static double padded(ConvProblem problem) {
        double elements = problem.conv().in();
        for (int axis = 0; axis < problem.conv().windows().size(); axis++) {
            Window window = problem.conv().windows().get(axis);
            int size = problem.typicalInput().size(axis);
            elements *=
                    Math.max(size + window.padBegin(size), (window.output(size) - 1) * window.stride() + window.span());
        }
        return elements;
    }
}
