package io.github.convolith.processor.plan;

import io.github.convolith.processor.message.Finding;
import io.github.convolith.processor.message.Message;
import java.util.Locale;
import java.util.Optional;

/** How much code written-out sums are, and when that is too much. */
final class UnrolledSize {
    private UnrolledSize() {}

    /** Bytecode of so many terms in so many sums; each sum shares the loads of its inputs with a few others. */
    static double bytes(double terms, double sums) {
        return terms * Budget.TERM_BYTES + sums * (Budget.SUM_BYTES + Budget.STATEMENT_BYTES);
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
