package io.github.convolith.samples.networks;

import static io.github.convolith.annotations.Activation.RELU;
import static io.github.convolith.annotations.Padding.SAME;

import io.github.convolith.annotations.BatchNormLayer;
import io.github.convolith.annotations.ConvLayer;
import io.github.convolith.annotations.DenseLayer;
import io.github.convolith.annotations.ElementwiseLayer;
import io.github.convolith.annotations.GlobalPoolLayer;
import io.github.convolith.annotations.Network;
import io.github.convolith.annotations.SoftmaxLayer;

/** The residual network of the MLPerf Tiny benchmark, on images of 32×32 pixels. */
@Network(channels = 3, height = 32, width = 32)
public interface ResNet8 {
    @ConvLayer(out = 16, kernel = 3, padding = SAME)
    void conv1();

    @BatchNormLayer(activation = RELU)
    void bn1();

    @ConvLayer(out = 16, kernel = 3, padding = SAME)
    void stage1_conv1();

    @BatchNormLayer(activation = RELU)
    void stage1_bn1();

    @ConvLayer(out = 16, kernel = 3, padding = SAME)
    void stage1_conv2();

    @BatchNormLayer
    void stage1_bn2();

    @ElementwiseLayer(
            from = {"stage1_bn2", "bn1"},
            activation = RELU)
    void stage1();

    @ConvLayer(out = 32, kernel = 3, stride = 2, padding = SAME)
    void stage2_conv1();

    @BatchNormLayer(activation = RELU)
    void stage2_bn1();

    @ConvLayer(out = 32, kernel = 3, padding = SAME)
    void stage2_conv2();

    @BatchNormLayer
    void stage2_bn2();

    @ConvLayer(out = 32, kernel = 1, stride = 2, from = "stage1")
    void stage2_shortcut();

    @ElementwiseLayer(
            from = {"stage2_bn2", "stage2_shortcut"},
            activation = RELU)
    void stage2();

    @ConvLayer(out = 64, kernel = 3, stride = 2, padding = SAME)
    void stage3_conv1();

    @BatchNormLayer(activation = RELU)
    void stage3_bn1();

    @ConvLayer(out = 64, kernel = 3, padding = SAME)
    void stage3_conv2();

    @BatchNormLayer
    void stage3_bn2();

    @ConvLayer(out = 64, kernel = 1, stride = 2, from = "stage2")
    void stage3_shortcut();

    @ElementwiseLayer(
            from = {"stage3_bn2", "stage3_shortcut"},
            activation = RELU)
    void stage3();

    @GlobalPoolLayer
    void pool();

    @DenseLayer(out = 10)
    void scores();

    @SoftmaxLayer
    void probabilities();
}
