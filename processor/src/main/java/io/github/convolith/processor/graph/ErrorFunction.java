package io.github.convolith.processor.graph;

/** The error function, {@code 2/√π·∫exp(-t²)dt} from 0 to {@code v}, to twelve digits and more. */
final class ErrorFunction {
    private static final double TWO_BY_ROOT_PI = 2 / Math.sqrt(Math.PI);

    /** Up to here the series converges fast and loses few digits; above, so does the continued fraction. */
    private static final double SERIES_BOUND = 2;

    private static final int LEVELS = 60;

    private ErrorFunction() {}

    /** Its value. */
    static double at(double v) {
        double magnitude = Math.abs(v);
        return Math.copySign(magnitude <= SERIES_BOUND ? series(magnitude) : 1 - complement(magnitude), v);
    }

    /** {@code 2/√π·exp(-v²)·Σ 2ⁿv²ⁿ⁺¹/(1·3·…·(2n+1))}, formula 7.1.6 of Abramowitz and Stegun, all terms positive. */
    private static double series(double v) {
        double term = v;
        double sum = v;
        for (int n = 1; term > sum * 1e-17; n++) {
            term *= 2 * v * v / (2 * n + 1);
            sum += term;
        }
        return TWO_BY_ROOT_PI * Math.exp(-v * v) * sum;
    }

    /** {@code exp(-v²)/√π / (v + (1/2)/(v + 1/(v + (3/2)/(v + …))))}, formula 7.1.14 there. */
    private static double complement(double v) {
        double fraction = v;
        for (int level = LEVELS; level >= 1; level--) {
            fraction = v + level / 2.0 / fraction;
        }
        return TWO_BY_ROOT_PI / 2 * Math.exp(-v * v) / fraction;
    }
}
