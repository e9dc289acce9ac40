package io.github.convolith.processor.emit;

import io.github.convolith.processor.graph.Reduce.Kind;

/** How a reduction is computed: where it starts, how it takes in an element, and what becomes of the result. */
final class Reduction {
    private Reduction() {}

    /** Whether elements are compared, and nothing is ever rounded. */
    static boolean isExact(Kind kind) {
        return kind == Kind.MAX || kind == Kind.MIN;
    }

    /** What a result is before its first element. */
    static String start(Kind kind) {
        return switch (kind) {
            case MAX -> "Float.NEGATIVE_INFINITY";
            case MIN -> "Float.POSITIVE_INFINITY";
            case PRODUCT -> "1f";
            default -> "0f";
        };
    }

    /** The statement that takes an element into a result. */
    static String take(Kind kind, String result, String element) {
        return switch (kind) {
            case MAX, MIN -> result + " = " + join(kind, result, element) + ";";
            case PRODUCT -> result + " *= " + element + ";";
            case L1 -> result + " += Math.abs(" + element + ");";
            case L2, SUM_OF_SQUARES -> result + " += " + element + " * " + element + ";";
            case MEAN, SUM, LOG_SUM, LOG_SUM_EXP -> result + " += " + element + ";";
        };
    }

    /** Two results as one. */
    static String join(Kind kind, String first, String second) {
        return switch (kind) {
            case MAX -> "Math.max(" + first + ", " + second + ")";
            case MIN -> "Math.min(" + first + ", " + second + ")";
            case PRODUCT -> first + " * " + second;
            default -> first + " + " + second;
        };
    }

    /** What comes out, of a result that has taken so many elements in; of the type of the result. */
    static String finish(Kind kind, String result, long count) {
        return switch (kind) {
            case MEAN -> result + " / " + count;
            case L2 -> "Math.sqrt(" + result + ")";
            case LOG_SUM, LOG_SUM_EXP -> "Math.log(" + result + ")";
            default -> result;
        };
    }

    /** Whether what comes out of single-precision results is of double precision. */
    static boolean widens(Kind kind) {
        return kind == Kind.L2 || kind == Kind.LOG_SUM || kind == Kind.LOG_SUM_EXP;
    }
}
