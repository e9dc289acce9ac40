package io.github.convolith.processor.network;

import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.Algorithm;
import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.graph.Constants;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.FilterSource;
import io.github.convolith.processor.graph.Misfit;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Padding;
import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.graph.Request;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Unrolling;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.plan.ConvProblem;
import io.github.convolith.processor.plan.Planner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Convolutions with every attribute, and dense layers. */
final class RandomConvs implements RandomLayer {
    @Override
    public void addTo(Sketch sketch) {
        switch (sketch.random.nextInt(8)) {
            case 0, 1 -> addAgain(sketch);
            case 2 -> addResidualBlock(sketch);
            default -> addNew(sketch, sketch.any());
        }
    }

    /** One like there is already, on an input of the same shape: both can share a kernel, and now and then weights. */
    private static void addAgain(Sketch sketch) {
        List<Node> convs = sketch.nodes().stream()
                .filter(node -> node.op() instanceof Conv)
                .toList();
        if (convs.isEmpty()) {
            return;
        }
        Node model = convs.get(sketch.random.nextInt(convs.size()));
        Conv conv = (Conv) model.op();
        Shape shape = sketch.shape(model.inputs().get(0));
        String from = sketch.any(other -> other.equals(shape)).orElseThrow();
        boolean isShared = conv.constants().isPresent() || sketch.once(4);
        sketch.add(
                conv,
                isShared ? model.parameters() : stored(sketch, conv, (FilterSource.Stored) model.parameters()),
                from);
    }

    /** A convolution that keeps the shape, and the sum of what it takes and what it gives. */
    private static void addResidualBlock(Sketch sketch) {
        String from = sketch.any();
        Shape shape = sketch.shape(from);
        if (shape.rank() > 3) {
            return;
        }
        int channels = shape.channels();
        List<Window> windows = new ArrayList<>();
        int kernel = sketch.once(3) ? 1 : 3;
        for (int axis = 1; axis < shape.rank(); axis++) {
            windows.add(new Window(kernel, 1, 1, new Padding.Same(true)));
        }
        Conv conv = new Conv(channels, channels, 1, windows, false, BiasRule.ADD, Activation.NONE, Optional.empty());
        Optional<String> first = add(sketch, conv, from);
        if (sketch.once(2)) {
            first = first.flatMap(value -> sketch.add(
                    new io.github.convolith.processor.graph.Scale(sketch.activation()),
                    RandomLayers.scale(sketch, channels),
                    value));
        }
        boolean isTurned = sketch.once(2);
        first.ifPresent(value -> sketch.add(
                new io.github.convolith.processor.graph.Elementwise(
                        io.github.convolith.processor.graph.Elementwise.Kind.ADD, sketch.activation()),
                isTurned ? from : value,
                isTurned ? value : from));
    }

    /** A new one on a value. */
    static void addNew(Sketch sketch, String from) {
        Shape shape = sketch.shape(from);
        int in = shape.channels();
        if (shape.rank() > 3 || in > 64) {
            return;
        }
        int groups = sketch.once(3) ? divisor(sketch, in) : 1;
        boolean isDepthwise = sketch.once(4);
        groups = isDepthwise ? in : groups;
        int out = groups * sketch.between(1, Math.max(1, (sketch.once(6) ? 20 : 8) / groups));
        List<Window> windows = new ArrayList<>();
        boolean isWinograd = shape.rank() == 3 && sketch.once(4);
        for (int axis = 1; axis < shape.rank(); axis++) {
            windows.add(isWinograd ? new Window(3, 1, 1, padding(sketch, 3)) : window(sketch));
        }
        BiasRule bias = BiasRule.values()[sketch.random.nextInt(3)];
        Conv conv = new Conv(in, out, groups, windows, false, bias, sketch.activation(), Optional.empty());
        if (conv.weights() <= 200 && !windows.isEmpty() && sketch.once(5)) {
            conv = conv.withConstants(Optional.of(constants(sketch, conv)));
        }
        add(sketch, requested(sketch, conv, shape, isWinograd), from);
    }

    /** Adds a convolution, and its flipping and subtracting are left to what brings the weights into form. */
    static Optional<String> add(Sketch sketch, Conv conv, String from) {
        if (conv.constants().isPresent()) {
            return sketch.add(conv, Parameters.NONE, from);
        }
        FilterSource.Stored stored = new FilterSource.Stored(
                "",
                conv.in(),
                conv.out(),
                conv.groups(),
                conv.windows().stream().map(Window::kernel).toList(),
                !conv.windows().isEmpty() && sketch.once(4),
                conv.bias(),
                false);
        return sketch.add(conv.asStored(), stored(sketch, conv, stored), from);
    }

    /** The same weights under another name. */
    private static FilterSource.Stored stored(Sketch sketch, Conv conv, FilterSource.Stored like) {
        return new FilterSource.Stored(
                sketch.weights(),
                conv.in(),
                conv.out(),
                conv.groups(),
                like.kernel(),
                like.flipped(),
                like.bias(),
                like.transposed());
    }

    private static Constants constants(Sketch sketch, Conv conv) {
        float[] kernel = new float[Math.toIntExact(conv.weights())];
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = sketch.once(3) ? 0f : sketch.once(3) ? 1f : (float) sketch.random.nextGaussian() / 3;
        }
        float[] bias = new float[conv.out()];
        for (int i = 0; i < bias.length && conv.bias() != BiasRule.NONE; i++) {
            bias[i] = (float) sketch.random.nextGaussian();
        }
        return new Constants(kernel, bias);
    }

    /** Asks now and then for what the planner would seldom choose for so small a layer, where it can be had. */
    private static Conv requested(Sketch sketch, Conv conv, Shape shape, boolean isWinograd) {
        if (conv.windows().isEmpty() || !(isWinograd || sketch.once(3))) {
            return conv;
        }
        boolean isStrided = conv.windows().stream().anyMatch(window -> window.stride() > 1);
        Request request = isWinograd
                ? new Request(Unrolling.AUTO, Algorithm.WINOGRAD)
                : isStrided && sketch.once(2)
                        ? new Request(Unrolling.AUTO, Algorithm.POLYPHASE)
                        : new Request(Unrolling.values()[sketch.random.nextInt(4)], Algorithm.AUTO);
        Conv requested = new Conv(
                conv.in(),
                conv.out(),
                conv.groups(),
                conv.windows(),
                conv.flipped(),
                conv.bias(),
                false,
                conv.activation(),
                conv.constants(),
                request);
        try {
            requested.output(List.of(shape));
        } catch (Misfit e) {
            return conv;
        }
        return Planner.plan(new ConvProblem(requested, Optional.of(shape))) instanceof Planner.Outcome.Planned
                ? requested
                : conv;
    }

    static int divisor(Sketch sketch, int number) {
        int divisor = sketch.between(1, number);
        while (number % divisor != 0) {
            divisor--;
        }
        return divisor;
    }

    private static Window window(Sketch sketch) {
        int kernel = sketch.once(3) ? 1 : sketch.between(1, 4);
        int stride = sketch.once(3) ? sketch.between(1, 3) : 1;
        int dilation = sketch.once(4) ? sketch.between(1, 3) : 1;
        return new Window(kernel, stride, dilation, padding(sketch, (kernel - 1) * dilation + 1));
    }

    private static Padding padding(Sketch sketch, int span) {
        return switch (sketch.random.nextInt(4)) {
            case 0 -> Padding.NONE;
            case 1 -> new Padding.Explicit(sketch.between(0, span), sketch.between(0, span));
            default -> new Padding.Same(sketch.once(2));
        };
    }

    /** Windows of a pooling. None of them lies in the padding as a whole: its largest element would be none. */
    static List<Window> poolWindows(Sketch sketch, Shape shape) {
        List<Window> windows = new ArrayList<>();
        for (int axis = 1; axis < shape.rank(); axis++) {
            int kernel = sketch.between(1, 4);
            int stride = sketch.between(1, 3);
            int dilation = sketch.once(6) ? 2 : 1;
            int pad = kernel / 2;
            boolean isSame = sketch.once(3) && dilation == 1;
            Padding padding = isSame
                    ? new Padding.Same(sketch.once(2))
                    : dilation > 1
                            ? Padding.NONE
                            : new Padding.Explicit(sketch.between(0, pad), sketch.between(0, pad));
            windows.add(new Window(kernel, stride, dilation, padding));
        }
        return windows;
    }
}
