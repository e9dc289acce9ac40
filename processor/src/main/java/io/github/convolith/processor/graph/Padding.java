package io.github.convolith.processor.graph;

/** How much zero padding an axis has at its beginning and end. */
public sealed interface Padding {
    /** No padding at all. */
    Padding NONE = new Explicit(0, 0);

    /** So many elements at each end, whatever the size of the axis. */
    record Explicit(int begin, int end) implements Padding {
        public Explicit {
            if (begin < 0 || end < 0) {
                throw new IllegalArgumentException("negative padding " + begin + ", " + end);
            }
        }
    }

    /**
     * As much as makes the output {@code ceil(size / stride)}; the odd element is at the end (ONNX: SAME_UPPER) or at
     * the beginning (SAME_LOWER).
     */
    record Same(boolean oddAtEnd) implements Padding {}
}
