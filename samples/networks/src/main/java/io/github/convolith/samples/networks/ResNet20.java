package io.github.convolith.samples.networks;

import static io.github.convolith.annotations.Activation.RELU;

import io.github.convolith.annotations.BatchNormLayer;
import io.github.convolith.annotations.Block;
import io.github.convolith.annotations.BlockLayer;
import io.github.convolith.annotations.ConvLayer;
import io.github.convolith.annotations.DenseLayer;
import io.github.convolith.annotations.ElementwiseLayer;
import io.github.convolith.annotations.GlobalPoolLayer;
import io.github.convolith.annotations.Network;

/**
 * The residual network of 20 layers for CIFAR-10 (He et al., "Deep Residual Learning for Image Recognition", 2016, section
 * 4.2), on images of 32×32 pixels, with projections where the size changes.
 */
@Network(channels = 3, height = 32, width = 32)
public interface ResNet20 {
    @ConvLayer(out = 16, kernel = 3, pad = 1)
    void conv();

    @BatchNormLayer(activation = RELU)
    void bn();

    @BlockLayer(value = Residual16.class, times = 3)
    void stage1();

    @BlockLayer(Down32.class)
    void down2();

    @BlockLayer(value = Residual32.class, times = 2)
    void stage2();

    @BlockLayer(Down64.class)
    void down3();

    @BlockLayer(value = Residual64.class, times = 2)
    void stage3();

    @GlobalPoolLayer
    void pool();

    @DenseLayer(out = 10)
    void scores();

    /** Adds to 16 channels what two convolutions make of them. */
    @Block
    interface Residual16 {
        @ConvLayer(out = 16, kernel = 3, pad = 1)
        void conv1();

        @BatchNormLayer(activation = RELU)
        void bn1();

        @ConvLayer(out = 16, kernel = 3, pad = 1)
        void conv2();

        @BatchNormLayer
        void bn2();

        @ElementwiseLayer(
                from = {"bn2", "input"},
                activation = RELU)
        void sum();
    }

    /** Half the size, 32 channels. */
    @Block
    interface Down32 {
        @ConvLayer(out = 32, kernel = 3, stride = 2, pad = 1)
        void conv1();

        @BatchNormLayer(activation = RELU)
        void bn1();

        @ConvLayer(out = 32, kernel = 3, pad = 1)
        void conv2();

        @BatchNormLayer
        void bn2();

        @ConvLayer(out = 32, kernel = 1, stride = 2, from = "input")
        void shortcut();

        @BatchNormLayer
        void shortcut_bn();

        @ElementwiseLayer(
                from = {"bn2", "shortcut_bn"},
                activation = RELU)
        void sum();
    }

    /** The same as {@link Residual16} with 32 channels. */
    @Block
    interface Residual32 {
        @ConvLayer(out = 32, kernel = 3, pad = 1)
        void conv1();

        @BatchNormLayer(activation = RELU)
        void bn1();

        @ConvLayer(out = 32, kernel = 3, pad = 1)
        void conv2();

        @BatchNormLayer
        void bn2();

        @ElementwiseLayer(
                from = {"bn2", "input"},
                activation = RELU)
        void sum();
    }

    /** Half the size, 64 channels. */
    @Block
    interface Down64 {
        @ConvLayer(out = 64, kernel = 3, stride = 2, pad = 1)
        void conv1();

        @BatchNormLayer(activation = RELU)
        void bn1();

        @ConvLayer(out = 64, kernel = 3, pad = 1)
        void conv2();

        @BatchNormLayer
        void bn2();

        @ConvLayer(out = 64, kernel = 1, stride = 2, from = "input")
        void shortcut();

        @BatchNormLayer
        void shortcut_bn();

        @ElementwiseLayer(
                from = {"bn2", "shortcut_bn"},
                activation = RELU)
        void sum();
    }

    /** The same as {@link Residual16} with 64 channels. */
    @Block
    interface Residual64 {
        @ConvLayer(out = 64, kernel = 3, pad = 1)
        void conv1();

        @BatchNormLayer(activation = RELU)
        void bn1();

        @ConvLayer(out = 64, kernel = 3, pad = 1)
        void conv2();

        @BatchNormLayer
        void bn2();

        @ElementwiseLayer(
                from = {"bn2", "input"},
                activation = RELU)
        void sum();
    }
}
