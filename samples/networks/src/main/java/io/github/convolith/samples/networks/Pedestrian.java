package io.github.convolith.samples.networks;

import static io.github.convolith.annotations.Activation.RELU;
import static io.github.convolith.annotations.Padding.SAME;

import io.github.convolith.annotations.ConvLayer;
import io.github.convolith.annotations.MaxPoolLayer;
import io.github.convolith.annotations.Network;
import io.github.convolith.annotations.SoftmaxLayer;

/** Tells on a patch of 36×18 grey pixels whether it shows a person on foot. */
@Network(channels = 1, height = 36, width = 18)
public interface Pedestrian {
    @ConvLayer(out = 4, kernel = 3, padding = SAME, activation = RELU)
    void conv1();

    @MaxPoolLayer(kernel = 2)
    void pool1();

    @ConvLayer(out = 16, kernel = 3, padding = SAME, activation = RELU)
    void conv2();

    @MaxPoolLayer(kernel = 2)
    void pool2();

    @ConvLayer(out = 32, kernel = 3, padding = SAME, activation = RELU)
    void conv3();

    @MaxPoolLayer(kernel = {4, 2})
    void pool3();

    @ConvLayer(out = 2, kernel = 2)
    void scores();

    @SoftmaxLayer
    void probabilities();
}
