package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Unrolling;
import io.github.convolith.processor.message.Finding;
import io.github.convolith.processor.message.Message;
import java.util.Locale;
import java.util.Optional;

/** How much code written-out sums are, and when that is too much. */
final class UnrolledSize {
    private UnrolledSize() {}

    /** The largest index that an instruction carries by itself; each larger one is a constant of the class. */
    private static final int SHORT_INDEX = Short.MAX_VALUE;

    /** What a constant of the class counts, so that the limit in bytes keeps the constants below 65,535 as well. */
    private static final int CONSTANT_BYTES = 10;

    /** Bytecode of so many terms in so many sums; each sum shares the loads of its inputs with a few others. */
    static double bytes(ConvProblem problem, double terms, double sums) {
        boolean fixed = problem.input().isPresent();
        double constants = beyondShort(terms, problem.conv().weights())
                + (fixed ? beyondShort(terms, problem.typicalInput().elements()) : 0)
                + (fixed ? beyondShort(sums, problem.typicalOutput().elements()) : 0);
        return terms * Budget.TERM_BYTES
                + sums * (Budget.SUM_BYTES + Budget.STATEMENT_BYTES)
                + constants * CONSTANT_BYTES;
    }

    /** Of so many indices into an array, how many at most are constants. */
    private static double beyondShort(double indices, long length) {
        return Math.min(indices, Math.max(0.0, (double) length - SHORT_INDEX));
    }

    /** The refusal of a request to write out more than is sensible. */
    static Optional<Finding> refusal(double terms, double sums, double bytes, Unrolling asked, Unrolling instead) {
        if (bytes <= Budget.UNROLLED_BYTES) {
            return Optional.empty();
        }
        return Optional.of(Finding.of(
                Message.UNROLL_TOO_LARGE,
                "unroll",
                asked,
                String.format(Locale.ROOT, "%,.0f", terms),
                String.format(Locale.ROOT, "%,.0f", sums),
                megabytes(bytes),
                megabytes((double) Budget.UNROLLED_BYTES),
                instead));
    }

    private static String megabytes(double bytes) {
        return String.format(Locale.ROOT, "%,.1f MB", bytes / 1e6);
    }
}
