package io.github.convolith.samples.networks;

import static io.github.convolith.annotations.Activation.RELU;

import io.github.convolith.annotations.Block;
import io.github.convolith.annotations.BlockLayer;
import io.github.convolith.annotations.ConcatLayer;
import io.github.convolith.annotations.ConvLayer;
import io.github.convolith.annotations.GlobalPoolLayer;
import io.github.convolith.annotations.MaxPoolLayer;
import io.github.convolith.annotations.Network;

/**
 * SqueezeNet 1.0 (Iandola et al., "SqueezeNet: AlexNet-level accuracy with 50x fewer parameters", 2016), on images of
 * 224×224 pixels.
 */
@Network(channels = 3, height = 224, width = 224)
public interface SqueezeNet {
    @ConvLayer(out = 96, kernel = 7, stride = 2, activation = RELU)
    void conv1();

    @MaxPoolLayer(kernel = 3, stride = 2, ceilMode = true)
    void pool1();

    @BlockLayer(value = Fire16.class, times = 2)
    void fire2();

    @BlockLayer(Fire32.class)
    void fire4();

    @MaxPoolLayer(kernel = 3, stride = 2, ceilMode = true)
    void pool4();

    @BlockLayer(Fire32.class)
    void fire5();

    @BlockLayer(value = Fire48.class, times = 2)
    void fire6();

    @BlockLayer(Fire64.class)
    void fire8();

    @MaxPoolLayer(kernel = 3, stride = 2, ceilMode = true)
    void pool8();

    @BlockLayer(Fire64.class)
    void fire9();

    @ConvLayer(out = 1000, kernel = 1, activation = RELU)
    void conv10();

    @GlobalPoolLayer
    void scores();

    /** 16 channels, expanded to 64 by 1×1 and 64 by 3×3. */
    @Block
    interface Fire16 {
        @ConvLayer(out = 16, kernel = 1, activation = RELU)
        void squeeze();

        @ConvLayer(out = 64, kernel = 1, from = "squeeze", activation = RELU)
        void expand1();

        @ConvLayer(out = 64, kernel = 3, pad = 1, from = "squeeze", activation = RELU)
        void expand3();

        @ConcatLayer(from = {"expand1", "expand3"})
        void joined();
    }

    /** 32 channels, expanded to 128 by 1×1 and 128 by 3×3. */
    @Block
    interface Fire32 {
        @ConvLayer(out = 32, kernel = 1, activation = RELU)
        void squeeze();

        @ConvLayer(out = 128, kernel = 1, from = "squeeze", activation = RELU)
        void expand1();

        @ConvLayer(out = 128, kernel = 3, pad = 1, from = "squeeze", activation = RELU)
        void expand3();

        @ConcatLayer(from = {"expand1", "expand3"})
        void joined();
    }

    /** 48 channels, expanded to 192 by 1×1 and 192 by 3×3. */
    @Block
    interface Fire48 {
        @ConvLayer(out = 48, kernel = 1, activation = RELU)
        void squeeze();

        @ConvLayer(out = 192, kernel = 1, from = "squeeze", activation = RELU)
        void expand1();

        @ConvLayer(out = 192, kernel = 3, pad = 1, from = "squeeze", activation = RELU)
        void expand3();

        @ConcatLayer(from = {"expand1", "expand3"})
        void joined();
    }

    /** 64 channels, expanded to 256 by 1×1 and 256 by 3×3. */
    @Block
    interface Fire64 {
        @ConvLayer(out = 64, kernel = 1, activation = RELU)
        void squeeze();

        @ConvLayer(out = 256, kernel = 1, from = "squeeze", activation = RELU)
        void expand1();

        @ConvLayer(out = 256, kernel = 3, pad = 1, from = "squeeze", activation = RELU)
        void expand3();

        @ConcatLayer(from = {"expand1", "expand3"})
        void joined();
    }
}
