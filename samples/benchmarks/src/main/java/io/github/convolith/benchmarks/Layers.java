package io.github.convolith.benchmarks;

import static io.github.convolith.annotations.Activation.RELU;
import static io.github.convolith.annotations.Padding.SAME;
import static io.github.convolith.benchmarks.Convolution.image;
import static io.github.convolith.benchmarks.Convolution.signal;

import io.github.convolith.annotations.Conv1dLayer;
import io.github.convolith.annotations.ConvLayer;
import java.util.List;

/** The layers that are timed, from a handful of pixels to what large networks are made of. */
final class Layers {
    private static final List<BenchmarkLayer> ALL = List.of(
            new BenchmarkLayer("tiny", image(1, 4, 3, 8), Layers_TinyLayer::link),
            new BenchmarkLayer("small stem", image(3, 8, 3, 32).withStride(2).withRelu(), Layers_SmallStemLayer::link),
            new BenchmarkLayer("digits", image(1, 6, 5, 28).withRelu(), Layers_DigitsLayer::link),
            new BenchmarkLayer("shallow", image(16, 16, 3, 32), Layers_ShallowLayer::link),
            new BenchmarkLayer("middle", image(64, 64, 3, 56), Layers_MiddleLayer::link),
            new BenchmarkLayer("deep", image(512, 512, 3, 7), Layers_DeepLayer::link),
            new BenchmarkLayer("pointwise", image(128, 256, 1, 28), Layers_PointwiseLayer::link),
            new BenchmarkLayer("depthwise", image(128, 128, 3, 56).depthwise(), Layers_DepthwiseLayer::link),
            new BenchmarkLayer(
                    "depthwise", image(128, 128, 3, 56).depthwise().withStride(2), Layers_StridedDepthwiseLayer::link),
            new BenchmarkLayer("stem", image(3, 32, 3, 224).withStride(2), Layers_StemLayer::link),
            new BenchmarkLayer("signal", signal(64, 64, 9, 1000), Layers_SignalLayer::link));

    private Layers() {}

    @ConvLayer(in = 1, out = 4, kernel = 3, padding = SAME, height = 8, width = 8)
    interface Tiny {}

    @ConvLayer(in = 3, out = 8, kernel = 3, stride = 2, padding = SAME, height = 32, width = 32, activation = RELU)
    interface SmallStem {}

    @ConvLayer(in = 1, out = 6, kernel = 5, padding = SAME, height = 28, width = 28, activation = RELU)
    interface Digits {}

    @ConvLayer(in = 16, out = 16, kernel = 3, padding = SAME, height = 32, width = 32)
    interface Shallow {}

    @ConvLayer(in = 64, out = 64, kernel = 3, padding = SAME, height = 56, width = 56)
    interface Middle {}

    @ConvLayer(in = 512, out = 512, kernel = 3, padding = SAME, height = 7, width = 7)
    interface Deep {}

    @ConvLayer(in = 128, out = 256, kernel = 1, height = 28, width = 28)
    interface Pointwise {}

    @ConvLayer(in = 128, out = 128, groups = 128, kernel = 3, padding = SAME, height = 56, width = 56)
    interface Depthwise {}

    @ConvLayer(in = 128, out = 128, groups = 128, kernel = 3, stride = 2, padding = SAME, height = 56, width = 56)
    interface StridedDepthwise {}

    @ConvLayer(in = 3, out = 32, kernel = 3, stride = 2, padding = SAME, height = 224, width = 224)
    interface Stem {}

    @Conv1dLayer(in = 64, out = 64, kernel = 9, padding = SAME, length = 1000)
    interface Signal {}

    /** All layers, in the order of the table. */
    static List<BenchmarkLayer> all() {
        return ALL;
    }
}
