package io.github.convolith.processor.network;

import static io.github.convolith.processor.network.OnnxGraph.integer;
import static io.github.convolith.processor.network.OnnxGraph.list;

import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.ConvTranspose;
import io.github.convolith.processor.graph.FilterSource;
import io.github.convolith.processor.graph.Padding;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Convolutions, transposed ones and dense layers in ONNX. */
final class OnnxConvs {
    private OnnxConvs() {}

    static String conv(Conv op, OnnxOperators.Call call) {
        FilterReference filter = FilterReference.of(op, call.parameters(), call.weights());
        OnnxGraph model = call.model();
        // A dense layer in groups is nothing that Gemm knows.
        boolean isDense = op.windows().isEmpty();
        List<Window> windows = isDense ? List.of(Window.POINT) : op.windows();
        Shape shape = isDense ? Shape.of(op.in(), 1) : call.shape();
        String input = isDense ? OnnxOperators.reshaped(call.input(), shape, model) : call.input();
        List<Integer> dimensions = new ArrayList<>(List.of(op.out(), op.in() / op.groups()));
        windows.forEach(window -> dimensions.add(window.kernel()));
        String sums = model.node(
                "Conv",
                List.of(
                        input,
                        model.numbers(dimensions, OnnxOperators.floats(filter.kernel())),
                        model.numbers(List.of(op.out()), OnnxOperators.floats(filter.bias()))),
                integer("group", op.groups()),
                list("strides", windows.stream().map(Window::stride).toList()),
                list("dilations", windows.stream().map(Window::dilation).toList()),
                list("pads", pads(new Windows(windows, shape, false))));
        if (isDense) {
            sums = op.groups() > 1
                    ? OnnxOperators.reshaped(sums, Shape.of(op.out()), model)
                    : model.node(
                            "Gemm",
                            List.of(
                                    call.input(),
                                    model.numbers(List.of(op.out(), op.in()), OnnxOperators.floats(filter.kernel())),
                                    model.numbers(List.of(op.out()), OnnxOperators.floats(filter.bias()))),
                            integer("transB", 1));
        }
        return OnnxActivations.write(op.activation(), sums, model);
    }

    static String transposed(ConvTranspose op, OnnxOperators.Call call) {
        FilterSource.Stored stored = (FilterSource.Stored) call.parameters();
        OnnxGraph model = call.model();
        List<Window> windows =
                op.windows().stream().map(window -> window.window()).toList();
        List<Integer> begins = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        List<Integer> more = new ArrayList<>();
        Shape output = op.output(call.shapes());
        for (int axis = 0; axis < windows.size(); axis++) {
            Window window = windows.get(axis);
            int size = call.shape().size(axis);
            int whole = (size - 1) * window.stride() + (window.kernel() - 1) * window.dilation() + 1;
            int begin = Math.toIntExact(op.windows().get(axis).padBegin(size));
            // What is missing at the end is added there, and what is too much cut off.
            int end = whole - begin - output.size(axis);
            begins.add(begin);
            ends.add(Math.max(0, end));
            more.add(Math.max(0, -end));
        }
        List<Integer> dimensions = new ArrayList<>(List.of(op.in(), op.out() / op.groups()));
        dimensions.addAll(stored.kernel());
        float[] bias = stored.bias() == BiasRule.NONE
                ? new float[op.out()]
                : call.weights().of(stored.layer() + ".bias").clone();
        for (int i = 0; i < bias.length && stored.bias() == BiasRule.SUBTRACT; i++) {
            bias[i] = -bias[i];
        }
        begins.addAll(ends);
        String sums = model.node(
                "ConvTranspose",
                call.inputAnd(
                        model.numbers(dimensions, call.weights().of(stored.layer() + ".weight")),
                        model.numbers(List.of(op.out()), bias)),
                integer("group", op.groups()),
                list("strides", windows.stream().map(Window::stride).toList()),
                list("dilations", windows.stream().map(Window::dilation).toList()),
                list("pads", begins),
                list("output_padding", more));
        return OnnxActivations.write(op.activation(), sums, model);
    }

    /** The padding of windows, all beginnings before all ends. ONNX Runtime does not take SAME with a dilation. */
    static List<Integer> pads(Windows windows) {
        List<Integer> pads =
                new ArrayList<>(Collections.nCopies(2 * windows.windows().size(), 0));
        for (int axis = 0; axis < windows.windows().size(); axis++) {
            pads.set(axis, windows.begin(axis));
            pads.set(windows.windows().size() + axis, windows.end(axis));
        }
        return pads;
    }

    /**
     * Whether windows whose number is rounded up are what ONNX Runtime has there. Its kernels leave out a last window that
     * would begin behind the input, but not its shapes; and all axes follow one rule.
     */
    static boolean canRoundUp(Windows windows) {
        int[] counts = windows.counts();
        for (int axis = 0; axis < counts.length; axis++) {
            Window window = windows.windows().get(axis);
            int padded = windows.begin(axis) + windows.input().size(axis) + windows.end(axis);
            double steps = (double) (padded - window.dilation() * (window.kernel() - 1) - 1) / window.stride();
            if (window.padding() instanceof Padding.Same || counts[axis] != Math.ceil(steps) + 1) {
                return false;
            }
        }
        return true;
    }
}
