package io.github.convolith.processor.graph;

import java.util.List;

/** Where kernel and bias of a convolution come from. */
public sealed interface FilterSource extends Parameters {
    @Override
    default int sources() {
        return 1;
    }

    /**
     * The tensors {@code weight} and {@code bias} of a layer.
     *
     * @param layer what stands before the names of the tensors, without the dot; empty where they stand alone
     * @param kernel the kernel's size on each spatial axis
     * @param flipped whether the kernel is to be flipped on every axis
     * @param bias what becomes of the bias
     * @param transposed whether the kernel is stored as that of a transposed convolution: in × out/groups × kernel
     */
    record Stored(
            String layer,
            int in,
            int out,
            int groups,
            List<Integer> kernel,
            boolean flipped,
            BiasRule bias,
            boolean transposed)
            implements FilterSource {
        public Stored {
            kernel = List.copyOf(kernel);
        }

        /** The tensors of a layer that are stored as its convolution uses them. */
        public static Stored of(String layer, Conv conv) {
            return new Stored(
                    layer,
                    conv.in(),
                    conv.out(),
                    conv.groups(),
                    conv.windows().stream().map(Window::kernel).toList(),
                    conv.flipped(),
                    conv.bias(),
                    false);
        }
    }

    /** Numbers of the spec. */
    record Known(Constants constants) implements FilterSource {}

    /** A filter whose result is scaled and shifted per channel. */
    record Then(FilterSource filter, ScaleSource scale) implements FilterSource {
        @Override
        public int sources() {
            return filter.sources() + scale.sources();
        }
    }

    /** A filter whose input was scaled and shifted per channel, without padding in between. */
    record After(FilterSource filter, ScaleSource scale, int groups) implements FilterSource {
        @Override
        public int sources() {
            return filter.sources() + scale.sources();
        }
    }
}
