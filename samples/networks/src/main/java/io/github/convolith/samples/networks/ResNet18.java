package io.github.convolith.samples.networks;

import static io.github.convolith.annotations.Activation.RELU;

import io.github.convolith.annotations.BatchNormLayer;
import io.github.convolith.annotations.Block;
import io.github.convolith.annotations.BlockLayer;
import io.github.convolith.annotations.ConvLayer;
import io.github.convolith.annotations.DenseLayer;
import io.github.convolith.annotations.ElementwiseLayer;
import io.github.convolith.annotations.GlobalPoolLayer;
import io.github.convolith.annotations.MaxPoolLayer;
import io.github.convolith.annotations.Network;

/**
 * The residual network of 18 layers for ImageNet (He et al., "Deep Residual Learning for Image Recognition", 2016, table 1),
 * on images of 224×224 pixels.
 */
@Network(channels = 3, height = 224, width = 224)
public interface ResNet18 {
    @ConvLayer(out = 64, kernel = 7, stride = 2, pad = 3)
    void conv1();

    @BatchNormLayer(activation = RELU)
    void bn1();

    @MaxPoolLayer(kernel = 3, stride = 2, pad = 1)
    void pool1();

    @BlockLayer(value = Residual64.class, times = 2)
    void stage1();

    @BlockLayer(Down128.class)
    void down2();

    @BlockLayer(Residual128.class)
    void stage2();

    @BlockLayer(Down256.class)
    void down3();

    @BlockLayer(Residual256.class)
    void stage3();

    @BlockLayer(Down512.class)
    void down4();

    @BlockLayer(Residual512.class)
    void stage4();

    @GlobalPoolLayer
    void pool();

    @DenseLayer(out = 1000)
    void scores();

    /** Adds to 64 channels what two convolutions make of them. */
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

    /** Half the size, 128 channels. */
    @Block
    interface Down128 {
        @ConvLayer(out = 128, kernel = 3, stride = 2, pad = 1)
        void conv1();

        @BatchNormLayer(activation = RELU)
        void bn1();

        @ConvLayer(out = 128, kernel = 3, pad = 1)
        void conv2();

        @BatchNormLayer
        void bn2();

        @ConvLayer(out = 128, kernel = 1, stride = 2, from = "input")
        void shortcut();

        @BatchNormLayer
        void shortcut_bn();

        @ElementwiseLayer(
                from = {"bn2", "shortcut_bn"},
                activation = RELU)
        void sum();
    }

    /** The same as {@link Residual64} with 128 channels. */
    @Block
    interface Residual128 {
        @ConvLayer(out = 128, kernel = 3, pad = 1)
        void conv1();

        @BatchNormLayer(activation = RELU)
        void bn1();

        @ConvLayer(out = 128, kernel = 3, pad = 1)
        void conv2();

        @BatchNormLayer
        void bn2();

        @ElementwiseLayer(
                from = {"bn2", "input"},
                activation = RELU)
        void sum();
    }

    /** Half the size, 256 channels. */
    @Block
    interface Down256 {
        @ConvLayer(out = 256, kernel = 3, stride = 2, pad = 1)
        void conv1();

        @BatchNormLayer(activation = RELU)
        void bn1();

        @ConvLayer(out = 256, kernel = 3, pad = 1)
        void conv2();

        @BatchNormLayer
        void bn2();

        @ConvLayer(out = 256, kernel = 1, stride = 2, from = "input")
        void shortcut();

        @BatchNormLayer
        void shortcut_bn();

        @ElementwiseLayer(
                from = {"bn2", "shortcut_bn"},
                activation = RELU)
        void sum();
    }

    /** The same as {@link Residual64} with 256 channels. */
    @Block
    interface Residual256 {
        @ConvLayer(out = 256, kernel = 3, pad = 1)
        void conv1();

        @BatchNormLayer(activation = RELU)
        void bn1();

        @ConvLayer(out = 256, kernel = 3, pad = 1)
        void conv2();

        @BatchNormLayer
        void bn2();

        @ElementwiseLayer(
                from = {"bn2", "input"},
                activation = RELU)
        void sum();
    }

    /** Half the size, 512 channels. */
    @Block
    interface Down512 {
        @ConvLayer(out = 512, kernel = 3, stride = 2, pad = 1)
        void conv1();

        @BatchNormLayer(activation = RELU)
        void bn1();

        @ConvLayer(out = 512, kernel = 3, pad = 1)
        void conv2();

        @BatchNormLayer
        void bn2();

        @ConvLayer(out = 512, kernel = 1, stride = 2, from = "input")
        void shortcut();

        @BatchNormLayer
        void shortcut_bn();

        @ElementwiseLayer(
                from = {"bn2", "shortcut_bn"},
                activation = RELU)
        void sum();
    }

    /** The same as {@link Residual64} with 512 channels. */
    @Block
    interface Residual512 {
        @ConvLayer(out = 512, kernel = 3, pad = 1)
        void conv1();

        @BatchNormLayer(activation = RELU)
        void bn1();

        @ConvLayer(out = 512, kernel = 3, pad = 1)
        void conv2();

        @BatchNormLayer
        void bn2();

        @ElementwiseLayer(
                from = {"bn2", "input"},
                activation = RELU)
        void sum();
    }
}
