package io.github.convolith.conformance;

import io.github.convolith.processor.onnx.model.Numbers;

/** Compares what a network computes with what is stored. */
final class Comparison {
    /** By how much a real number may be off, as a share of itself and beyond that. */
    private static final double RELATIVE = 1e-4;

    private static final double ABSOLUTE = 1e-5;

    private Comparison() {}

    /** The first difference as text; empty if there is none. Integers and truth values have to be equal. */
    static String difference(float[] actual, Numbers expected) {
        if (actual.length != expected.size()) {
            return "%d elements instead of %d".formatted(actual.length, expected.size());
        }
        String first = "";
        int wrong = 0;
        for (int i = 0; i < actual.length; i++) {
            if (!agree(actual[i], expected.real(i), expected.type().isReal())) {
                first = wrong == 0
                        ? "element %d is %s instead of %s".formatted(i, actual[i], (float) expected.real(i))
                        : first;
                wrong++;
            }
        }
        return wrong == 0 ? "" : "%s; %d of %d differ".formatted(first, wrong, actual.length);
    }

    private static boolean agree(float actual, double wanted, boolean isReal) {
        if (Double.isNaN(wanted) || Double.isInfinite(wanted) || !isReal) {
            return Double.compare(actual, wanted) == 0 || actual == wanted;
        }
        return Math.abs(actual - wanted) <= ABSOLUTE + RELATIVE * Math.abs(wanted);
    }
}
