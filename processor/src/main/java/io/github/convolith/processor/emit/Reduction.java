package io.github.convolith.processor.emit;

import io.github.convolith.processor.graph.Reduce.Kind;

/** How a reduction is computed: where it starts, how it takes in an element, and what becomes of the result. */
final class Reduction {
    private Reduction() {}

    static String start(Kind kind) {
        return switch (kind) {
            case MAX, LOG_SUM_EXP -> "Float.NEGATIVE_INFINITY";
            case MIN -> "Float.POSITIVE_INFINITY";
            case PRODUCT -> "1f";
            default -> "0f";
        };
    }

    /** The result so far, with one more element. */
    static String step(Kind kind, String sum, String value) {
        return switch (kind) {
            case MAX -> "Math.max(" + sum + ", " + value + ")";
            case MIN -> "Math.min(" + sum + ", " + value + ")";
            case PRODUCT -> sum + " * " + value;
            case L1 -> sum + " + Math.abs(" + value + ")";
            case L2, SUM_OF_SQUARES -> sum + " + " + value + " * " + value;
            case MEAN, SUM, LOG_SUM, LOG_SUM_EXP -> sum + " + " + value;
        };
    }

    /** Two results as one. */
    static String join(Kind kind, String first, String second) {
        return switch (kind) {
            case MAX, MIN, PRODUCT -> step(kind, first, second);
            default -> first + " + " + second;
        };
    }

    static String finish(Kind kind, String sum, long count) {
        return switch (kind) {
            case MEAN -> sum + " / " + count + "f";
            case L2 -> "(float) Math.sqrt(" + sum + ")";
            case LOG_SUM -> "(float) Math.log(" + sum + ")";
            default -> sum;
        };
    }
}
