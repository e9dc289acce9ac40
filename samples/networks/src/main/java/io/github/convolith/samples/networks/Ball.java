package io.github.convolith.samples.networks;

import static io.github.convolith.annotations.Activation.RELU;
import static io.github.convolith.annotations.Padding.SAME;

import io.github.convolith.annotations.ConvLayer;
import io.github.convolith.annotations.MaxPoolLayer;
import io.github.convolith.annotations.Network;
import io.github.convolith.annotations.SoftmaxLayer;

/** Tells on a patch of 16×16 grey pixels whether it shows a ball, as robots that play football do. */
@Network(channels = 1, height = 16, width = 16)
public interface Ball {
    @ConvLayer(out = 8, kernel = 5, stride = 2, padding = SAME, activation = RELU)
    void conv1();

    @MaxPoolLayer(kernel = 2)
    void pool1();

    @ConvLayer(out = 12, kernel = 3, padding = SAME, activation = RELU)
    void conv2();

    @MaxPoolLayer(kernel = 2)
    void pool2();

    @ConvLayer(out = 2, kernel = 2)
    void scores();

    @SoftmaxLayer
    void probabilities();
}
