package io.github.convolith.benchmarks;

import java.util.List;

/**
 * A model file and what goes in and comes out.
 *
 * @param bytes the file
 * @param inputs at least one, in the order of the model
 * @param outputs at least one, in the order of the model
 */
record OnnxModel(byte[] bytes, List<Port> inputs, List<Port> outputs) {
    /** An input or output: its name in the model, and its shape with the batch axis first. */
    record Port(String name, List<Integer> shape) {
        int elements() {
            return shape.stream().reduce(1, Math::multiplyExact);
        }
    }

    /** How many elements the first input has. */
    int inputElements() {
        return inputs.get(0).elements();
    }
}
