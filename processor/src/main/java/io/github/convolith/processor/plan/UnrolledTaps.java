package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.message.Finding;
import io.github.convolith.processor.message.Message;
import java.util.Locale;
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
        return tooLarge(problem.conv().weights() * problem.density(), Unrolling.TAPS, Unrolling.NONE);
    }

    @Override
    public Estimate estimate(ConvProblem problem) {
        double terms = problem.conv().weights() * problem.density();
        long bytes = (long) (terms * Budget.TERM_BYTES);
        double term = bytes < Cost.HOT_CODE_BYTES ? Cost.SCALAR_TERM : Cost.COLD_TERM;
        double copies = problem.typicalInput().elements() * Cost.VECTOR_COPY;
        double rows = (double) problem.typicalOutput().elements()
                / problem.typicalOutput().size(problem.conv().windows().size() - 1);
        return new Estimate(
                problem.work() * problem.density() * term
                        + problem.typicalOutput().elements()
                        + rows * Cost.PIXEL_ROW
                        + methods(problem.conv()) * Cost.METHOD
                        + copies,
                bytes);
    }

    /** One method for a few output channels that see the same input. */
    private static double methods(Conv conv) {
        return conv.groups() * Math.ceil(conv.outPerGroup() / 8.0);
    }

    /** The refusal of a request to write out more terms than are sensible. */
    static Optional<Finding> tooLarge(double terms, Unrolling asked, Unrolling instead) {
        if (terms <= Budget.UNROLLED_TERMS) {
            return Optional.empty();
        }
        return Optional.of(Finding.of(
                Message.UNROLL_TOO_LARGE,
                "unroll",
                asked,
                String.format(Locale.ROOT, "%,.0f", terms),
                bytes(terms * Budget.TERM_BYTES),
                String.format(Locale.ROOT, "%,d", Budget.UNROLLED_TERMS),
                instead));
    }

    private static String bytes(double count) {
        return count < 1e6
                ? String.format(Locale.ROOT, "%.0f kB", count / 1e3)
                : String.format(Locale.ROOT, "%,.1f MB", count / 1e6);
    }
}
