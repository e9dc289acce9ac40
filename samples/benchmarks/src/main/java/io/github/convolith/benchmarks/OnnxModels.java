package io.github.convolith.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Writes a convolution as an ONNX model of one layer. */
final class OnnxModels {
    private static final String KERNEL = "kernel";
    private static final String BIAS = "bias";
    private static final String SUM = "sum";

    private OnnxModels() {}

    /** The model, with a kernel {@code out × in/groups × kernel} and one bias an output channel. */
    static OnnxModel of(Convolution convolution, float[] kernel, float[] bias) {
        OnnxGraph graph = new OnnxGraph();
        graph.constant(KERNEL, shape(convolution.out(), convolution.inPerGroup(), convolution.kernel()), kernel);
        graph.constant(BIAS, List.of(convolution.out()), bias);
        graph.node(
                "Conv",
                List.of(OnnxGraph.INPUT, KERNEL, BIAS),
                convolution.relu() ? SUM : OnnxGraph.OUTPUT,
                Map.of(
                        "kernel_shape",
                        convolution.kernel(),
                        "strides",
                        Collections.nCopies(convolution.size().size(), convolution.stride()),
                        "pads",
                        convolution.pads(),
                        "group",
                        convolution.groups()));
        if (convolution.relu()) {
            graph.node("Relu", List.of(SUM), OnnxGraph.OUTPUT, Map.of());
        }
        return graph.model(
                shape(1, convolution.in(), convolution.size()), shape(1, convolution.out(), convolution.outputSize()));
    }

    private static List<Integer> shape(int first, int second, List<Integer> others) {
        List<Integer> shape = new ArrayList<>(List.of(first, second));
        shape.addAll(others);
        return shape;
    }
}
