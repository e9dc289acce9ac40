package io.github.convolith.benchmarks;

import io.github.convolith.runtime.Shape;
import io.github.convolith.runtime.Tensor;
import io.github.convolith.runtime.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Writes a network as an ONNX model and collects, as it goes, the weights under the names of the generated network's
 * layers. Each call puts an operator behind the one before it. Weights are seeded, and such that activations stay about
 * as large as the input: probabilities are neither 0 nor 1 then, and depend on everything before them.
 */
final class OnnxNetwork {
    /** Makes up for the half that a ReLU takes away (He et al., 2015); no ReLU stands behind a dense layer here. */
    private static final double RELU_GAIN = Math.sqrt(2);

    private final OnnxGraph graph = new OnnxGraph();
    private final Random random = new Random(Seeded.KERNEL);
    private final List<Tensor> tensors = new ArrayList<>();
    private final List<Integer> inputShape;
    private Value last;
    private int nodes;
    private long multiplyAdds;

    /** What an operator gives: its name in the model, and its shape with the batch axis first. */
    record Value(String name, List<Integer> shape) {}

    /** A network that so far gives its input. */
    OnnxNetwork(int channels, int height, int width) {
        inputShape = List.of(1, channels, height, width);
        last = new Value(OnnxGraph.INPUT, inputShape);
    }

    /** What the last operator gives. */
    Value last() {
        return last;
    }

    /** The next operator stands behind this one. */
    OnnxNetwork from(Value value) {
        last = value;
        return this;
    }

    /** A convolution with SAME padding. */
    OnnxNetwork conv(String layer, int out, int kernel, int stride) {
        return conv(layer, out, List.of(kernel, kernel), stride);
    }

    /** A convolution with SAME padding and a kernel that need not be square. */
    OnnxNetwork conv(String layer, int out, List<Integer> kernel, int stride) {
        return conv(layer, new Convolution(channels(), out, 1, kernel, stride, size(), false));
    }

    /** A convolution of each channel by itself, with a square kernel of 3 and SAME padding. */
    OnnxNetwork depthwise(String layer, int stride) {
        return conv(layer, new Convolution(channels(), channels(), channels(), List.of(3, 3), stride, size(), false));
    }

    /** A convolution with the same padding on every side. */
    OnnxNetwork conv(String layer, int out, int kernel, int stride, int pad) {
        return padded(layer, new Convolution(channels(), out, 1, List.of(kernel, kernel), stride, size(), false), pad);
    }

    /** A convolution of each channel by itself, with a square kernel of 3 and a padding of 1 on every side. */
    OnnxNetwork paddedDepthwise(String layer, int stride) {
        return padded(
                layer, new Convolution(channels(), channels(), channels(), List.of(3, 3), stride, size(), false), 1);
    }

    private OnnxNetwork padded(String layer, Convolution convolution, int pad) {
        int excess = 2 * pad - convolution.kernel().get(0);
        List<Integer> size = size().stream()
                .map(n -> (n + excess) / convolution.stride() + 1)
                .toList();
        return conv(layer, convolution, size, List.of(pad, pad, pad, pad));
    }

    private OnnxNetwork conv(String layer, Convolution convolution) {
        return conv(layer, convolution, convolution.outputSize(), convolution.pads());
    }

    /** A convolution at stride 1 without padding. */
    OnnxNetwork unpaddedConv(String layer, int out, int kernel) {
        Convolution padded = new Convolution(channels(), out, 1, List.of(kernel, kernel), 1, size(), false);
        return conv(layer, padded, size().stream().map(n -> n - kernel + 1).toList(), List.of(0, 0, 0, 0));
    }

    private OnnxNetwork conv(String layer, Convolution convolution, List<Integer> size, List<Integer> pads) {
        int out = convolution.out();
        List<Integer> kernel = convolution.kernel();
        List<String> inputs = List.of(
                last.name(),
                kernel(layer, List.of(out, convolution.inPerGroup(), kernel.get(0), kernel.get(1)), RELU_GAIN),
                weights(layer + ".bias", List.of(out), Seeded.gaussian(random, out, 0.1f)));
        Map<String, ?> attributes = Map.of(
                "kernel_shape",
                kernel,
                "strides",
                List.of(convolution.stride(), convolution.stride()),
                "pads",
                pads,
                "group",
                convolution.groups());
        multiplyAdds += (long) out * convolution.taps() * size.get(0) * size.get(1);
        return node("Conv", inputs, List.of(1, out, size.get(0), size.get(1)), attributes);
    }

    /** Batch normalisation. */
    OnnxNetwork batchNorm(String layer) {
        int channels = channels();
        List<Integer> shape = List.of(channels);
        List<String> inputs = List.of(
                last.name(),
                weights(layer + ".weight", shape, Seeded.aboutOne(random, channels)),
                weights(layer + ".bias", shape, Seeded.gaussian(random, channels, 0.1f)),
                weights(layer + ".running_mean", shape, Seeded.gaussian(random, channels, 0.1f)),
                weights(layer + ".running_var", shape, Seeded.aboutOne(random, channels)));
        return node("BatchNormalization", inputs, last.shape(), Map.of());
    }

    OnnxNetwork relu() {
        return node("Relu", last.shape());
    }

    /** ReLU, but not above 6. */
    OnnxNetwork relu6() {
        nodes++;
        String zero = "zero" + nodes;
        String six = "six" + nodes;
        graph.constant(zero, List.of(), new float[] {0});
        graph.constant(six, List.of(), new float[] {6});
        return node("Clip", List.of(last.name(), zero, six), last.shape(), Map.of());
    }

    /** The channels of the last operator behind those of another one. */
    OnnxNetwork concatTo(Value before) {
        List<Integer> shape = List.of(1, before.shape().get(1) + channels(), size().get(0), size().get(1));
        return node("Concat", List.of(before.name(), last.name()), shape, Map.of("axis", 1));
    }

    /** Max pooling with windows of 3×3 at a stride of 2, with the same padding on every side; the last may be cut off. */
    OnnxNetwork overlappingMaxPool(int pad, boolean ceil) {
        int excess = 2 * pad - 3 + (ceil ? 1 : 0);
        List<Integer> size = size().stream().map(n -> (n + excess) / 2 + 1).toList();
        List<Integer> shape = List.of(1, channels(), size.get(0), size.get(1));
        Map<String, ?> attributes = Map.of(
                "kernel_shape",
                List.of(3, 3),
                "strides",
                List.of(2, 2),
                "pads",
                List.of(pad, pad, pad, pad),
                "ceil_mode",
                ceil ? 1 : 0);
        return node("MaxPool", List.of(last.name()), shape, attributes);
    }

    /** Max pooling with windows side by side. */
    OnnxNetwork maxPool(int height, int width) {
        List<Integer> shape = List.of(1, channels(), size().get(0) / height, size().get(1) / width);
        List<Integer> window = List.of(height, width);
        return node("MaxPool", List.of(last.name()), shape, Map.of("kernel_shape", window, "strides", window));
    }

    /** The mean of each channel. */
    OnnxNetwork globalAveragePool() {
        return node("GlobalAveragePool", List.of(1, channels(), 1, 1));
    }

    /** The sum of what the last operator and another one give. */
    OnnxNetwork add(Value other) {
        return node("Add", List.of(last.name(), other.name()), last.shape(), Map.of());
    }

    /** A dense layer over everything there is. */
    OnnxNetwork dense(String layer, int out) {
        int in = last.shape().stream().reduce(1, Math::multiplyExact);
        node("Flatten", List.of(1, in));
        List<String> inputs = List.of(
                last.name(),
                kernel(layer, List.of(out, in), 1),
                weights(layer + ".bias", List.of(out), Seeded.gaussian(random, out, 0.1f)));
        multiplyAdds += (long) out * in;
        return node("Gemm", inputs, List.of(1, out), Map.of("transB", 1));
    }

    /** Probabilities of the channels. */
    OnnxNetwork softmax() {
        return node("Softmax", List.of(last.name()), last.shape(), Map.of("axis", 1));
    }

    /** The model file, of what the last operator gives. */
    OnnxModel model() {
        graph.node("Identity", List.of(last.name()), OnnxGraph.OUTPUT, Map.of());
        return graph.model(inputShape, last.shape());
    }

    /** The same weights, for the generated network. */
    Weights weights() {
        return Weights.of(tensors);
    }

    /** Multiply-adds of the convolutions and dense layers by the definition. */
    long multiplyAdds() {
        return multiplyAdds;
    }

    private int channels() {
        return last.shape().get(1);
    }

    private List<Integer> size() {
        return last.shape().subList(2, 4);
    }

    private String kernel(String layer, List<Integer> shape, double gain) {
        int elements = shape.stream().reduce(1, Math::multiplyExact);
        float deviation = (float) (gain * Math.sqrt((double) shape.get(0) / elements));
        return weights(layer + ".weight", shape, Seeded.gaussian(random, elements, deviation));
    }

    private String weights(String name, List<Integer> shape, float[] values) {
        graph.constant(name, shape, values);
        int[] dimensions = shape.stream().mapToInt(Integer::intValue).toArray();
        tensors.add(Tensor.of(name, Shape.of(dimensions), values));
        return name;
    }

    private OnnxNetwork node(String operator, List<Integer> shape) {
        return node(operator, List.of(last.name()), shape, Map.of());
    }

    private OnnxNetwork node(String operator, List<String> inputs, List<Integer> shape, Map<String, ?> attributes) {
        nodes++;
        last = new Value("value" + nodes, shape);
        graph.node(operator, inputs, last.name(), attributes);
        return this;
    }
}
