package io.github.convolith.processor.sweep;

import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.graph.Constants;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Padding;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.plan.ConvProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A layer as a user would write it, with values for its weights and a size to run it at. Rank 1 or 2.
 *
 * @param pad explicit padding in ONNX order, empty where {@code padding} counts
 * @param constant whether the weights stand in the annotation
 * @param fixed whether the size stands in the annotation
 * @param biases as given: one per output, one per pair, or none
 */
public record Spec(
        int in,
        int out,
        int groups,
        int[] kernel,
        int[] stride,
        int[] dilation,
        String padding,
        int[] pad,
        boolean flipped,
        BiasRule bias,
        Activation activation,
        int[] size,
        boolean fixed,
        boolean constant,
        float[] weights,
        float[] biases) {

    public int rank() {
        return kernel.length;
    }

    public int inPerGroup() {
        return in / groups;
    }

    /** Padding before and behind one axis, from the words of the specification. */
    public int[] pads(int axis) {
        int span = dilation[axis] * (kernel[axis] - 1) + 1;
        if (pad.length > 0) {
            return new int[] {pad[axis], pad[rank() + axis]};
        }
        int wanted = (int) Math.ceil((double) size[axis] / stride[axis]);
        int total = Math.max(0, (wanted - 1) * stride[axis] + span - size[axis]);
        return switch (padding) {
            case "SAME" -> new int[] {total / 2, total - total / 2};
            case "SAME_LOWER" -> new int[] {total - total / 2, total / 2};
            case "FULL" -> new int[] {span - 1, span - 1};
            case "CAUSAL" -> new int[] {span - 1, 0};
            default -> new int[] {0, 0};
        };
    }

    public int outSize(int axis) {
        int[] pads = pads(axis);
        int span = dilation[axis] * (kernel[axis] - 1) + 1;
        return Math.floorDiv(size[axis] + pads[0] + pads[1] - span, stride[axis]) + 1;
    }

    /** The problem as the compiler core sees it. */
    public ConvProblem problem() {
        List<Window> windows = new ArrayList<>();
        for (int axis = 0; axis < rank(); axis++) {
            Padding rule = switch (pad.length == 0 ? padding : "pad") {
                case "SAME" -> new Padding.Same(true);
                case "SAME_LOWER" -> new Padding.Same(false);
                default -> new Padding.Explicit(pads(axis)[0], pads(axis)[1]);
            };
            windows.add(new Window(kernel[axis], stride[axis], dilation[axis], rule));
        }
        Optional<Constants> constants = constant ? Optional.of(constants()) : Optional.empty();
        return new ConvProblem(
                new Conv(in, out, groups, windows, flipped, bias, activation, constants),
                fixed ? Optional.of(Shape.of(in, size)) : Optional.empty());
    }

    private Constants constants() {
        int taps = Arrays.stream(kernel).reduce(1, (a, b) -> a * b);
        float[] stored = weights.clone();
        for (int i = 0; flipped && i < stored.length; i++) {
            stored[i] = weights[i / taps * taps + taps - 1 - i % taps];
        }
        float[] sums = new float[out];
        for (int i = 0; i < biases.length; i++) {
            sums[i / (biases.length / out)] += bias == BiasRule.SUBTRACT ? -biases[i] : biases[i];
        }
        return new Constants(stored, sums);
    }

    /** The annotation, with extra attributes. */
    public String annotation(String more) {
        StringJoiner text = new StringJoiner(", ", rank() == 1 ? "@Conv1dLayer(" : "@ConvLayer(", ")");
        text.add("in = " + in).add("out = " + out).add("kernel = " + array(kernel));
        text.add("stride = " + array(stride))
                .add("dilation = " + array(dilation))
                .add("groups = " + groups);
        text.add(pad.length > 0 ? "pad = " + array(pad) : "padding = Padding." + padding);
        text.add("operation = Operation." + (flipped ? "CONVOLUTION" : "CORRELATION"));
        text.add("bias = Bias." + bias).add("activation = Activation." + activation.kind());
        if (activation.kind().hasAlpha()) {
            text.add("alpha = " + activation.alpha() + "f");
        }
        if (activation.kind().hasBeta()) {
            text.add("beta = " + activation.beta() + "f");
        }
        if (fixed) {
            text.add(rank() == 1 ? "length = " + size[0] : "height = " + size[0] + ", width = " + size[1]);
        }
        if (constant) {
            text.add("weights = " + array(weights));
            if (biases.length > 0) {
                text.add("biases = " + array(biases));
            }
        }
        if (!more.isEmpty()) {
            text.add(more);
        }
        return text.toString();
    }

    private static String array(int[] values) {
        return values.length == 1
                ? String.valueOf(values[0])
                : Arrays.stream(values).mapToObj(String::valueOf).collect(Collectors.joining(", ", "{", "}"));
    }

    private static String array(float[] values) {
        return IntStream.range(0, values.length)
                .mapToObj(i -> values[i] + "f")
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
