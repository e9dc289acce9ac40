package io.github.convolith.runtime;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * In which order the elements of an activation lie in the arrays that are handed to a network and taken from it. It says
 * nothing of the shape, which is channels-first in any case, nor of the order inside of the network.
 *
 * <p>The {@code N} of the names is that of a batch, which always is of one.
 */
public enum Layout {
    /** {@code channels × height × width}, or {@code channels × length}: as PyTorch and ONNX have it. */
    NCHW,

    /**
     * {@code height × width × channels}, or {@code length × channels}: as TensorFlow has it, and interleaved pixels, such
     * as those of a {@code BufferedImage}.
     */
    NHWC;

    /** {@return the axes of a channels-first shape of this rank, in the order of this layout, outermost first} */
    IntStream axes(int rank) {
        return switch (this) {
            case NCHW -> IntStream.range(0, rank);
            case NHWC -> IntStream.concat(IntStream.range(1, rank), IntStream.of(0));
        };
    }

    /** {@return the extents of a channels-first shape in this order, as a person writes them} */
    String text(Shape shape) {
        return axes(shape.rank())
                .mapToObj(axis -> Integer.toString(shape.dimension(axis)))
                .collect(Collectors.joining(" × "));
    }
}
