package io.github.convolith.processor.graph;

import java.util.Arrays;

/** Where scale and shift of each channel come from. */
public sealed interface ScaleSource extends Parameters {
    @Override
    default int sources() {
        return 1;
    }

    /** The statistics and weights of a batch normalisation, under the names that PyTorch gives them. */
    record BatchNorm(String layer, int channels, float epsilon) implements ScaleSource {}

    /** The tensors {@code weight} and {@code bias} of a layer, each one number per channel: {@code weight·x + bias}. */
    record Stored(String layer, int channels) implements ScaleSource {}

    /** {@code (x - mean) / std}, each one number per channel. */
    record Normalization(float[] mean, float[] std) implements ScaleSource {
        @Override
        public boolean equals(Object other) {
            return other instanceof Normalization that
                    && Arrays.equals(mean, that.mean)
                    && Arrays.equals(std, that.std);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(mean) + Arrays.hashCode(std);
        }
    }

    /** One after the other. */
    record Then(ScaleSource first, ScaleSource second) implements ScaleSource {
        @Override
        public int sources() {
            return first.sources() + second.sources();
        }
    }
}
