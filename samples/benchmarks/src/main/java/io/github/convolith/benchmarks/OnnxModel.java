package io.github.convolith.benchmarks;

import java.util.List;

/**
 * A model file with one input and one output, named as {@link OnnxGraph} says.
 *
 * @param bytes the file
 * @param inputShape with the batch axis first
 * @param outputShape with the batch axis first
 */
record OnnxModel(byte[] bytes, List<Integer> inputShape, List<Integer> outputShape) {
    int inputElements() {
        return product(inputShape);
    }

    int outputElements() {
        return product(outputShape);
    }

    private static int product(List<Integer> factors) {
        return factors.stream().reduce(1, Math::multiplyExact);
    }
}
