package io.github.convolith.processor.graph;

import java.util.List;

/** What a node of a network computes: a function from activations to one activation. */
public sealed interface Op
        permits Activate,
                Activated,
                Concat,
                Constant,
                DeformedTaps,
                Dropout,
                Learned,
                Lrn,
                MatMul,
                PRelu,
                Pad,
                Pool,
                Reduce,
                Reshape,
                Resize,
                Slice,
                Softmax,
                TopK,
                Transpose,
                Unary {
    /** What the operator is called, in reports. */
    String title();

    /** How many activations it takes. */
    default int inputs() {
        return 1;
    }

    /**
     * The shape of the result.
     *
     * @throws Misfit if there is none for such inputs
     */
    Shape output(List<Shape> inputs);

    /** Multiply-adds, zero padding included; 0 for operators that are not counted in them. */
    default long work(List<Shape> inputs) {
        return 0;
    }
}
