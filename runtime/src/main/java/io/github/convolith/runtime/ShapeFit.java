package io.github.convolith.runtime;

import java.util.stream.IntStream;

/** Whether a stored tensor is one that is needed, although its shape may be written differently. */
final class ShapeFit {
    private ShapeFit() {}

    /**
     * {@return whether a tensor has its values in the order that is needed} So it does if it has the needed shape, if it
     * is flat, or if it is a matrix with all axes in one but the first.
     */
    static boolean fits(Shape given, Shape needed) {
        if (given.equals(needed)) {
            return true;
        }
        boolean flat = given.rank() == 1;
        boolean matrix = given.rank() == 2 && needed.rank() > 2 && given.dimension(0) == needed.dimension(0);
        return (flat || matrix) && given.elements() == needed.elements();
    }

    /**
     * {@return whether a tensor has one value for each channel} Extents of 1 do not change the order of the elements:
     * {@code 8 × 1 × 1} holds a vector of 8 just as well.
     */
    static boolean fitsVector(Shape given, int channels) {
        return withoutOnes(given).equals(withoutOnes(Shape.of(channels)));
    }

    private static Shape withoutOnes(Shape shape) {
        return Shape.of(IntStream.range(0, shape.rank())
                .map(shape::dimension)
                .filter(extent -> extent != 1)
                .toArray());
    }

    /** {@return what to add to the words that a tensor does not fit, if all that is wrong is the order of its axes} */
    static String orderHint(Shape given, Shape needed) {
        return given.elements() == needed.elements()
                ? "; it has as many values, but in another order: store it as PyTorch and ONNX do"
                : "";
    }
}
