package io.github.convolith.samples.quickstart;

/**
 * The same layer computed in two ways.
 *
 * @param largestDifference between two values that should be equal but for rounding
 * @param largestValue the largest magnitude among the values
 */
record Comparison(double largestDifference, double largestValue) {
    /** Rounding makes far less: pixels are at most 1, and the weights of a filter add up to at most 8 in magnitude. */
    private static final double TOLERANCE = 1e-5;

    static Comparison of(float[] values, float[] expected) {
        double largestDifference = 0;
        double largestValue = 0;
        for (int i = 0; i < expected.length; i++) {
            largestDifference = Math.max(largestDifference, Math.abs(values[i] - expected[i]));
            largestValue = Math.max(largestValue, Math.abs(expected[i]));
        }
        return new Comparison(largestDifference, largestValue);
    }

    /** Whether the two ways agree but for rounding; NaN does not. */
    boolean agrees() {
        return largestDifference <= TOLERANCE;
    }
}
