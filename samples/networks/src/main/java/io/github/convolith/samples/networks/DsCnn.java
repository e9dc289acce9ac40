package io.github.convolith.samples.networks;

import static io.github.convolith.annotations.Activation.RELU;
import static io.github.convolith.annotations.Padding.SAME;

import io.github.convolith.annotations.BatchNormLayer;
import io.github.convolith.annotations.Block;
import io.github.convolith.annotations.BlockLayer;
import io.github.convolith.annotations.ConvLayer;
import io.github.convolith.annotations.DenseLayer;
import io.github.convolith.annotations.GlobalPoolLayer;
import io.github.convolith.annotations.Network;
import io.github.convolith.annotations.SoftmaxLayer;

/** The depthwise separable network of the MLPerf Tiny benchmark, which spots keywords in 49 frames of 10 coefficients. */
@Network(channels = 1, height = 49, width = 10)
public interface DsCnn {
    @ConvLayer(
            out = 64,
            kernel = {10, 4},
            stride = 2,
            pad = {4, 1, 5, 1})
    void conv();

    @BatchNormLayer(activation = RELU)
    void bn();

    @BlockLayer(value = Separable.class, times = 4)
    void body();

    @GlobalPoolLayer
    void pool();

    @DenseLayer(out = 12)
    void scores();

    @SoftmaxLayer
    void probabilities();

    /** Every channel by itself, then every pixel by itself. */
    @Block
    interface Separable {
        @ConvLayer(out = 64, groups = 64, kernel = 3, padding = SAME)
        void depthwise();

        @BatchNormLayer(activation = RELU)
        void bn1();

        @ConvLayer(out = 64, kernel = 1)
        void pointwise();

        @BatchNormLayer(activation = RELU)
        void bn2();
    }
}
