package io.github.convolith.processor.graph;

import java.util.Arrays;

/**
 * Weights known at compile time, already in the form the kernels want: the kernel in correlation order,
 * output × input/groups × taps; the bias with its sign, one value per output.
 */
public record Constants(float[] kernel, float[] bias) {
    /** Kernel values that are not zero. */
    public int nonZeros() {
        int count = 0;
        for (float value : kernel) {
            if (value != 0f) {
                count++;
            }
        }
        return count;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Constants that && Arrays.equals(kernel, that.kernel) && Arrays.equals(bias, that.bias);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(kernel) + Arrays.hashCode(bias);
    }

    @Override
    public String toString() {
        return kernel.length + " weights, " + bias.length + " biases";
    }
}
