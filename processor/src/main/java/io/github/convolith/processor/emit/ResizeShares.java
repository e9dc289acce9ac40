package io.github.convolith.processor.emit;

import io.github.convolith.processor.graph.Resize;
import io.github.convolith.processor.graph.Resize.Axis;
import java.math.BigInteger;

/**
 * Code that finds out, for one axis of a resize, which elements of the input each element of the result is made from, and
 * by what shares.
 *
 * @param size elements of the input
 */
record ResizeShares(Resize op, Axis axis, int size) {
    /** How many elements of the input each element of the result is made from. */
    int taps() {
        return switch (op.mode()) {
            case NEAREST -> 1;
            case LINEAR -> 2 * reach(1);
            case CUBIC -> 2 * reach(2);
        };
    }

    /** How far a filter that is so wide reaches to either side. */
    private int reach(int width) {
        return (int) Math.ceil(width / narrowing());
    }

    /** What distances are multiplied by before they are weighed. */
    private double narrowing() {
        return op.antialias() ? Math.min(1, axis.scale()) : 1;
    }

    /** Statements that fill {@code index} and, where elements have shares, {@code shares}. */
    String code() {
        Text text = op.mode() == Resize.Mode.NEAREST
                ? Text.of("""
                        for (int i = 0; i < ${size}; i++) {
                            double at = ${at};
                            index[0][i] = Math.max(0, Math.min(${last}, (int) ${rounded}));
                        }""").with("rounded", rounded())
                : Text.of("""
                        for (int i = 0; i < ${size}; i++) {
                            double at = ${at};
                            int first = (int) Math.floor(at)${before};
                            ${declareSum}
                            for (int t = 0; t < ${taps}; t++) {
                                double distance = Math.abs(at - first - t)${narrowed};
                                double share = ${share};
                                ${exclude}
                                shares[t][i] = (float) share;
                                index[t][i] = Math.max(0, Math.min(${last}, first + t));
                                ${sum}
                            }
                            ${normalise}
                        }""")
                        .with("before", taps() == 2 ? "" : " - " + (taps() / 2 - 1))
                        .with("declareSum", isNormalised() ? "double sum = 0;" : "")
                        .with("taps", taps())
                        .with("narrowed", narrowing() < 1 ? " * " + narrowing() : "")
                        .with("share", op.mode() == Resize.Mode.LINEAR ? "Math.max(0, 1 - distance)" : cubic())
                        .with("exclude", op.excludeOutside() ? exclude() : "")
                        .with("sum", isNormalised() ? "sum += share;" : "")
                        .with("normalise", isNormalised() ? normalise() : "");
        return text.with("size", axis.size())
                .with("at", place())
                .with("last", size - 1)
                .toString();
    }

    private boolean isNormalised() {
        return op.excludeOutside() || narrowing() < 1;
    }

    private String exclude() {
        return Text.of("""
                        if (first + t < 0 || first + t >= ${size}) {
                            share = 0;
                        }""").with("size", size).toString();
    }

    private String normalise() {
        return Text.of("""
                        for (int t = 0; t < ${taps}; t++) {
                            shares[t][i] /= (float) sum;
                        }""").with("taps", taps()).toString();
    }

    /** Keys, "Cubic convolution interpolation for digital image processing", 1981. */
    private String cubic() {
        double a = exact(op.cubicCoefficient());
        return "distance <= 1 ? (%s * distance - %s) * distance * distance + 1 : distance < 2 ? %s : 0"
                .formatted(a + 2, a + 3, a + " * (((distance - 5) * distance + 8) * distance - 4)");
    }

    private String rounded() {
        return switch (op.nearest()) {
            case ROUND_PREFER_FLOOR -> "Math.ceil(at - 0.5)";
            case ROUND_PREFER_CEIL -> "Math.floor(at + 0.5)";
            case FLOOR -> "Math.floor(at)";
            case CEIL -> "Math.ceil(at)";
        };
    }

    // Coordinates.

    /** The place of the input that element {@code i} shows. */
    private String place() {
        String half = unscaled("(i + 0.5)") + " - 0.5";
        return switch (op.coordinates()) {
            case HALF_PIXEL -> half;
            case HALF_PIXEL_SYMMETRIC -> half + symmetry();
            case PYTORCH_HALF_PIXEL -> axis.size() > 1 ? half : "0";
            case TF_HALF_PIXEL_FOR_NN -> unscaled("(i + 0.5)");
            case ASYMMETRIC -> unscaled("(double) i");
            case ALIGN_CORNERS -> aligned();
        };
    }

    /** How far everything is moved for the middles to coincide. */
    private String symmetry() {
        double offset = size / 2.0 * (1 - axis.size() / (axis.scale() * size));
        return isRatio() ? "" : offset < 0 ? " - " + -offset : " + " + offset;
    }

    private String aligned() {
        if (isRatio()) {
            return axis.size() == 1 ? "0" : fraction("(double) i", size - 1, axis.size() - 1);
        }
        double length = axis.scale() * size;
        return length == 1 ? "0" : "i * " + (double) (size - 1) + " / " + (length - 1);
    }

    /** A place of the result as one of the input. */
    private String unscaled(String place) {
        return isRatio() ? fraction(place, size, axis.size()) : place + " / " + axis.scale();
    }

    /** Whether the scale is that of the sizes, which is known exactly as a fraction. */
    private boolean isRatio() {
        return axis.equals(Axis.ofSize(axis.size(), size));
    }

    private static String fraction(String value, int times, int over) {
        int common = BigInteger.valueOf(times).gcd(BigInteger.valueOf(over)).intValue();
        String product = times == common ? value : value + " * " + times / common;
        return over == common ? product : product + " / " + over / common;
    }

    /** The number that was written, where it was written as a float. */
    private static double exact(float value) {
        return Double.parseDouble(Float.toString(value));
    }
}
