package io.github.convolith.samples.networks;

import static io.github.convolith.annotations.Activation.RELU6;

import io.github.convolith.annotations.BatchNormLayer;
import io.github.convolith.annotations.Block;
import io.github.convolith.annotations.BlockLayer;
import io.github.convolith.annotations.ConvLayer;
import io.github.convolith.annotations.DenseLayer;
import io.github.convolith.annotations.ElementwiseLayer;
import io.github.convolith.annotations.GlobalPoolLayer;
import io.github.convolith.annotations.Network;

/**
 * MobileNetV2 at full width (Sandler et al., "MobileNetV2: Inverted Residuals and Linear Bottlenecks", 2018, table 2), on
 * images of 224×224 pixels.
 */
@Network(channels = 3, height = 224, width = 224)
public interface MobileNetV2 {
    @ConvLayer(out = 32, kernel = 3, stride = 2, pad = 1)
    void conv();

    @BatchNormLayer(activation = RELU6)
    void bn();

    @BlockLayer(First16.class)
    void first();

    @BlockLayer(To24.class)
    void to24();

    @BlockLayer(At24.class)
    void at24();

    @BlockLayer(To32.class)
    void to32();

    @BlockLayer(value = At32.class, times = 2)
    void at32();

    @BlockLayer(To64.class)
    void to64();

    @BlockLayer(value = At64.class, times = 3)
    void at64();

    @BlockLayer(To96.class)
    void to96();

    @BlockLayer(value = At96.class, times = 2)
    void at96();

    @BlockLayer(To160.class)
    void to160();

    @BlockLayer(value = At160.class, times = 2)
    void at160();

    @BlockLayer(To320.class)
    void to320();

    @ConvLayer(out = 1280, kernel = 1)
    void last();

    @BatchNormLayer(activation = RELU6)
    void last_bn();

    @GlobalPoolLayer
    void pool();

    @DenseLayer(out = 1000)
    void scores();

    /** Without an expansion. */
    @Block
    interface First16 {
        @ConvLayer(out = 32, groups = 32, kernel = 3, pad = 1)
        void depthwise();

        @BatchNormLayer(activation = RELU6)
        void depthwise_bn();

        @ConvLayer(out = 16, kernel = 1)
        void project();

        @BatchNormLayer
        void project_bn();
    }

    /** From 16 to 24 channels, half the size. */
    @Block
    interface To24 {
        @ConvLayer(out = 96, kernel = 1)
        void expand();

        @BatchNormLayer(activation = RELU6)
        void expand_bn();

        @ConvLayer(out = 96, groups = 96, kernel = 3, stride = 2, pad = 1)
        void depthwise();

        @BatchNormLayer(activation = RELU6)
        void depthwise_bn();

        @ConvLayer(out = 24, kernel = 1)
        void project();

        @BatchNormLayer
        void project_bn();
    }

    /** Adds to 24 channels what 144 make of them. */
    @Block
    interface At24 {
        @ConvLayer(out = 144, kernel = 1)
        void expand();

        @BatchNormLayer(activation = RELU6)
        void expand_bn();

        @ConvLayer(out = 144, groups = 144, kernel = 3, pad = 1)
        void depthwise();

        @BatchNormLayer(activation = RELU6)
        void depthwise_bn();

        @ConvLayer(out = 24, kernel = 1)
        void project();

        @BatchNormLayer
        void project_bn();

        @ElementwiseLayer(from = {"project_bn", "input"})
        void sum();
    }

    /** From 24 to 32 channels, half the size. */
    @Block
    interface To32 {
        @ConvLayer(out = 144, kernel = 1)
        void expand();

        @BatchNormLayer(activation = RELU6)
        void expand_bn();

        @ConvLayer(out = 144, groups = 144, kernel = 3, stride = 2, pad = 1)
        void depthwise();

        @BatchNormLayer(activation = RELU6)
        void depthwise_bn();

        @ConvLayer(out = 32, kernel = 1)
        void project();

        @BatchNormLayer
        void project_bn();
    }

    /** Adds to 32 channels what 192 make of them. */
    @Block
    interface At32 {
        @ConvLayer(out = 192, kernel = 1)
        void expand();

        @BatchNormLayer(activation = RELU6)
        void expand_bn();

        @ConvLayer(out = 192, groups = 192, kernel = 3, pad = 1)
        void depthwise();

        @BatchNormLayer(activation = RELU6)
        void depthwise_bn();

        @ConvLayer(out = 32, kernel = 1)
        void project();

        @BatchNormLayer
        void project_bn();

        @ElementwiseLayer(from = {"project_bn", "input"})
        void sum();
    }

    /** From 32 to 64 channels, half the size. */
    @Block
    interface To64 {
        @ConvLayer(out = 192, kernel = 1)
        void expand();

        @BatchNormLayer(activation = RELU6)
        void expand_bn();

        @ConvLayer(out = 192, groups = 192, kernel = 3, stride = 2, pad = 1)
        void depthwise();

        @BatchNormLayer(activation = RELU6)
        void depthwise_bn();

        @ConvLayer(out = 64, kernel = 1)
        void project();

        @BatchNormLayer
        void project_bn();
    }

    /** Adds to 64 channels what 384 make of them. */
    @Block
    interface At64 {
        @ConvLayer(out = 384, kernel = 1)
        void expand();

        @BatchNormLayer(activation = RELU6)
        void expand_bn();

        @ConvLayer(out = 384, groups = 384, kernel = 3, pad = 1)
        void depthwise();

        @BatchNormLayer(activation = RELU6)
        void depthwise_bn();

        @ConvLayer(out = 64, kernel = 1)
        void project();

        @BatchNormLayer
        void project_bn();

        @ElementwiseLayer(from = {"project_bn", "input"})
        void sum();
    }

    /** From 64 to 96 channels. */
    @Block
    interface To96 {
        @ConvLayer(out = 384, kernel = 1)
        void expand();

        @BatchNormLayer(activation = RELU6)
        void expand_bn();

        @ConvLayer(out = 384, groups = 384, kernel = 3, pad = 1)
        void depthwise();

        @BatchNormLayer(activation = RELU6)
        void depthwise_bn();

        @ConvLayer(out = 96, kernel = 1)
        void project();

        @BatchNormLayer
        void project_bn();
    }

    /** Adds to 96 channels what 576 make of them. */
    @Block
    interface At96 {
        @ConvLayer(out = 576, kernel = 1)
        void expand();

        @BatchNormLayer(activation = RELU6)
        void expand_bn();

        @ConvLayer(out = 576, groups = 576, kernel = 3, pad = 1)
        void depthwise();

        @BatchNormLayer(activation = RELU6)
        void depthwise_bn();

        @ConvLayer(out = 96, kernel = 1)
        void project();

        @BatchNormLayer
        void project_bn();

        @ElementwiseLayer(from = {"project_bn", "input"})
        void sum();
    }

    /** From 96 to 160 channels, half the size. */
    @Block
    interface To160 {
        @ConvLayer(out = 576, kernel = 1)
        void expand();

        @BatchNormLayer(activation = RELU6)
        void expand_bn();

        @ConvLayer(out = 576, groups = 576, kernel = 3, stride = 2, pad = 1)
        void depthwise();

        @BatchNormLayer(activation = RELU6)
        void depthwise_bn();

        @ConvLayer(out = 160, kernel = 1)
        void project();

        @BatchNormLayer
        void project_bn();
    }

    /** Adds to 160 channels what 960 make of them. */
    @Block
    interface At160 {
        @ConvLayer(out = 960, kernel = 1)
        void expand();

        @BatchNormLayer(activation = RELU6)
        void expand_bn();

        @ConvLayer(out = 960, groups = 960, kernel = 3, pad = 1)
        void depthwise();

        @BatchNormLayer(activation = RELU6)
        void depthwise_bn();

        @ConvLayer(out = 160, kernel = 1)
        void project();

        @BatchNormLayer
        void project_bn();

        @ElementwiseLayer(from = {"project_bn", "input"})
        void sum();
    }

    /** From 160 to 320 channels. */
    @Block
    interface To320 {
        @ConvLayer(out = 960, kernel = 1)
        void expand();

        @BatchNormLayer(activation = RELU6)
        void expand_bn();

        @ConvLayer(out = 960, groups = 960, kernel = 3, pad = 1)
        void depthwise();

        @BatchNormLayer(activation = RELU6)
        void depthwise_bn();

        @ConvLayer(out = 320, kernel = 1)
        void project();

        @BatchNormLayer
        void project_bn();
    }
}
