package io.github.convolith.samples.classifier;

import static io.github.convolith.annotations.Activation.RELU;
import static io.github.convolith.annotations.Bias.NONE;
import static io.github.convolith.annotations.ElementwiseOperation.ADD;
import static io.github.convolith.annotations.Padding.SAME;

import io.github.convolith.annotations.BatchNormLayer;
import io.github.convolith.annotations.ConvLayer;
import io.github.convolith.annotations.DenseLayer;
import io.github.convolith.annotations.ElementwiseLayer;
import io.github.convolith.annotations.GlobalPoolLayer;
import io.github.convolith.annotations.MaxPoolLayer;
import io.github.convolith.annotations.Network;
import io.github.convolith.annotations.SoftmaxLayer;

/**
 * Tells ten kinds of garment apart in grey pictures of 28×28 pixels; of this the build makes the class
 * {@code FashionNetwork}. The names of the layers are those of the tensors in {@code fashion.npz}, and mean and standard
 * deviation are those that the network was trained with, of pixels from 0 to 255.
 */
@Network(channels = 1, height = 28, width = 28, mean = 72.94f, std = 90.02f, weights = "fashion.npz")
interface Fashion {
    @ConvLayer(out = 16, kernel = 3, padding = SAME, bias = NONE)
    void c1();

    @BatchNormLayer(activation = RELU)
    void bn1();

    @MaxPoolLayer(kernel = 2)
    void pool1();

    @ConvLayer(out = 32, kernel = 3, padding = SAME, bias = NONE)
    void c2();

    @BatchNormLayer(activation = RELU)
    void bn2();

    @ConvLayer(out = 32, kernel = 3, padding = SAME, bias = NONE)
    void c3();

    @BatchNormLayer
    void bn3();

    @ElementwiseLayer(
            operation = ADD,
            from = {"bn3", "bn2"},
            activation = RELU)
    void residual();

    @MaxPoolLayer(kernel = 2)
    void pool3();

    @ConvLayer(out = 48, kernel = 3, padding = SAME, bias = NONE)
    void c4();

    @BatchNormLayer(activation = RELU)
    void bn4();

    @GlobalPoolLayer
    void features();

    @DenseLayer(out = 10)
    void logits();

    @SoftmaxLayer
    void probabilities();
}
