package io.github.convolith.processor.onnx.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A tensor whose numbers are known: floating-point ones as 32-bit floats, others, truth values among them, as 64-bit
 * integers; outermost axis first. Nobody may change the arrays.
 */
public final class Numbers {
    /** Elements of a constant that does not stand in the model but is made from others: 64 MiB of floats. */
    private static final int MOST_MADE = 1 << 24;

    private final ElementType type;
    private final List<Integer> dimensions;
    private final float[] reals;
    private final long[] integers;

    private Numbers(ElementType type, List<Integer> dimensions, float[] reals, long[] integers) {
        this.type = type;
        this.dimensions = List.copyOf(dimensions);
        this.reals = reals;
        this.integers = integers;
        int given = type.isReal() ? reals.length : integers.length;
        if (given != count(dimensions)) {
            throw OnnxException.of(
                    "%d numbers are given where its shape %s asks for %d", given, text(dimensions), count(dimensions));
        }
    }

    /** Floating-point numbers. */
    public static Numbers of(List<Integer> dimensions, float... values) {
        return new Numbers(ElementType.FLOAT, dimensions, values, new long[0]);
    }

    /** Integers. */
    public static Numbers of(List<Integer> dimensions, long... values) {
        return new Numbers(ElementType.INT64, dimensions, new float[0], values);
    }

    /** Numbers of a type, from the array that holds such numbers. */
    public static Numbers of(ElementType type, List<Integer> dimensions, float[] reals, long[] integers) {
        return new Numbers(type, dimensions, reals, integers);
    }

    /** How many elements a shape has. */
    public static int count(List<Integer> dimensions) {
        try {
            return dimensions.stream().reduce(1, Math::multiplyExact);
        } catch (ArithmeticException e) {
            throw OnnxException.of("a tensor of %s has more elements than an array can hold", text(dimensions));
        }
    }

    /**
     * How many elements a shape has that is to be filled with numbers.
     *
     * @param given how many numbers they are made of; no more than these, or than a fixed number if that is larger, may
     *     become of them, so that a few bytes of a file do not ask for all memory there is
     */
    public static int countOfMade(List<Integer> dimensions, long given) {
        int count = count(dimensions);
        OnnxException.unless(
                count <= Math.max(given, MOST_MADE),
                "a constant of %s would have %d elements; %d are the limit",
                text(dimensions),
                count,
                MOST_MADE);
        return count;
    }

    /** A shape as text. */
    public static String text(List<Integer> dimensions) {
        return dimensions.isEmpty()
                ? "scalar"
                : dimensions.stream().map(String::valueOf).collect(Collectors.joining(" × "));
    }

    public ElementType type() {
        return type;
    }

    public List<Integer> dimensions() {
        return dimensions;
    }

    public int size() {
        return type.isReal() ? reals.length : integers.length;
    }

    /** The element at a row-major index; exact for every 32-bit float, and for integers below 2^53. */
    public double real(int index) {
        return type.isReal() ? reals[index] : integers[index];
    }

    /** The element at a row-major index, a fraction cut off. */
    public long integer(int index) {
        return type.isReal() ? (long) reals[index] : integers[index];
    }

    /** All elements as floats. */
    public float[] reals() {
        if (type.isReal()) {
            return reals;
        }
        float[] values = new float[integers.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = integers[i];
        }
        return values;
    }

    /** All elements as integers, fractions cut off. */
    public long[] integers() {
        if (!type.isReal()) {
            return integers;
        }
        long[] values = new long[reals.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (long) reals[i];
        }
        return values;
    }

    /** The same elements in another shape. */
    public Numbers reshaped(List<Integer> other) {
        return new Numbers(type, other, reals, integers);
    }

    /** Elements of this tensor, chosen by row-major index, in another shape. */
    public Numbers picked(List<Integer> other, int[] indices) {
        float[] pickedReals = new float[type.isReal() ? indices.length : 0];
        long[] pickedIntegers = new long[type.isReal() ? 0 : indices.length];
        for (int i = 0; i < indices.length; i++) {
            if (type.isReal()) {
                pickedReals[i] = reals[indices[i]];
            } else {
                pickedIntegers[i] = integers[indices[i]];
            }
        }
        return new Numbers(type, other, pickedReals, pickedIntegers);
    }

    @Override
    public String toString() {
        String values = type.isReal()
                ? Arrays.toString(Arrays.copyOf(reals, Math.min(reals.length, 8)))
                : Arrays.toString(Arrays.copyOf(integers, Math.min(integers.length, 8)));
        return type + " " + text(dimensions) + " " + values + (size() > 8 ? "…" : "");
    }
}
