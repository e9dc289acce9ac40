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

/** MobileNet at a quarter of its width, on images of 96×96 pixels: whether there is a person in them (the visual wake words
 * of the MLPerf Tiny benchmark). */
@Network(channels = 3, height = 96, width = 96)
public interface Vww {
    @ConvLayer(out = 8, kernel = 3, stride = 2, padding = SAME)
    void conv();

    @BatchNormLayer(activation = RELU)
    void bn();

    @ConvLayer(out = 8, groups = 8, kernel = 3, padding = SAME)
    void depthwise1();

    @BatchNormLayer(activation = RELU)
    void depthwise1_bn();

    @ConvLayer(out = 16, kernel = 1)
    void pointwise1();

    @BatchNormLayer(activation = RELU)
    void pointwise1_bn();

    @ConvLayer(out = 16, groups = 16, kernel = 3, stride = 2, padding = SAME)
    void depthwise2();

    @BatchNormLayer(activation = RELU)
    void depthwise2_bn();

    @ConvLayer(out = 32, kernel = 1)
    void pointwise2();

    @BatchNormLayer(activation = RELU)
    void pointwise2_bn();

    @ConvLayer(out = 32, groups = 32, kernel = 3, padding = SAME)
    void depthwise3();

    @BatchNormLayer(activation = RELU)
    void depthwise3_bn();

    @ConvLayer(out = 32, kernel = 1)
    void pointwise3();

    @BatchNormLayer(activation = RELU)
    void pointwise3_bn();

    @ConvLayer(out = 32, groups = 32, kernel = 3, stride = 2, padding = SAME)
    void depthwise4();

    @BatchNormLayer(activation = RELU)
    void depthwise4_bn();

    @ConvLayer(out = 64, kernel = 1)
    void pointwise4();

    @BatchNormLayer(activation = RELU)
    void pointwise4_bn();

    @ConvLayer(out = 64, groups = 64, kernel = 3, padding = SAME)
    void depthwise5();

    @BatchNormLayer(activation = RELU)
    void depthwise5_bn();

    @ConvLayer(out = 64, kernel = 1)
    void pointwise5();

    @BatchNormLayer(activation = RELU)
    void pointwise5_bn();

    @ConvLayer(out = 64, groups = 64, kernel = 3, stride = 2, padding = SAME)
    void depthwise6();

    @BatchNormLayer(activation = RELU)
    void depthwise6_bn();

    @ConvLayer(out = 128, kernel = 1)
    void pointwise6();

    @BatchNormLayer(activation = RELU)
    void pointwise6_bn();

    @BlockLayer(value = Separable.class, times = 5)
    void middle();

    @ConvLayer(out = 128, groups = 128, kernel = 3, stride = 2, padding = SAME)
    void depthwise7();

    @BatchNormLayer(activation = RELU)
    void depthwise7_bn();

    @ConvLayer(out = 256, kernel = 1)
    void pointwise7();

    @BatchNormLayer(activation = RELU)
    void pointwise7_bn();

    @ConvLayer(out = 256, groups = 256, kernel = 3, padding = SAME)
    void depthwise8();

    @BatchNormLayer(activation = RELU)
    void depthwise8_bn();

    @ConvLayer(out = 256, kernel = 1)
    void pointwise8();

    @BatchNormLayer(activation = RELU)
    void pointwise8_bn();

    @GlobalPoolLayer
    void pool();

    @DenseLayer(out = 2)
    void scores();

    @SoftmaxLayer
    void probabilities();

    /** Every channel by itself, then every pixel by itself. */
    @Block
    interface Separable {
        @ConvLayer(out = 128, groups = 128, kernel = 3, padding = SAME)
        void depthwise();

        @BatchNormLayer(activation = RELU)
        void depthwise_bn();

        @ConvLayer(out = 128, kernel = 1)
        void pointwise();

        @BatchNormLayer(activation = RELU)
        void pointwise_bn();
    }
}
