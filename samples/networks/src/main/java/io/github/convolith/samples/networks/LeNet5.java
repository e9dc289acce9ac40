package io.github.convolith.samples.networks;

import static io.github.convolith.annotations.Activation.RELU;
import static io.github.convolith.annotations.Padding.SAME;

import io.github.convolith.annotations.ConvLayer;
import io.github.convolith.annotations.DenseLayer;
import io.github.convolith.annotations.MaxPoolLayer;
import io.github.convolith.annotations.Network;
import io.github.convolith.annotations.SoftmaxLayer;

/** LeNet-5 on handwritten digits (LeCun et al., 1998), with max pooling and ReLU. */
@Network(channels = 1, height = 28, width = 28)
public interface LeNet5 {
    @ConvLayer(out = 6, kernel = 5, padding = SAME, activation = RELU)
    void c1();

    @MaxPoolLayer(kernel = 2)
    void s2();

    @ConvLayer(out = 16, kernel = 5, activation = RELU)
    void c3();

    @MaxPoolLayer(kernel = 2)
    void s4();

    @DenseLayer(out = 120)
    void c5();

    @DenseLayer(out = 84)
    void f6();

    @DenseLayer(out = 10)
    void scores();

    @SoftmaxLayer
    void probabilities();
}
