package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Activate;
import io.github.convolith.processor.graph.Concat;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.ConvTranspose;
import io.github.convolith.processor.graph.Elementwise;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.PRelu;
import io.github.convolith.processor.graph.Padding;
import io.github.convolith.processor.graph.Pool;
import io.github.convolith.processor.graph.Reduce;
import io.github.convolith.processor.graph.Resize;
import io.github.convolith.processor.graph.Scale;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Shapes;
import io.github.convolith.processor.graph.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Plans a network for the vector target: how each value lies in memory, and a kernel for every node. */
public final class VectorPlanner {
    private final NetworkPlan portable;
    private final Graph graph;
    private final Shapes shapes;
    private final VectorLayouts layouts;
    private final VectorBands bands;
    private final Function<List<VectorKernel>, VectorKernel> choice;

    private VectorPlanner(NetworkPlan portable, Function<List<VectorKernel>, VectorKernel> choice) {
        this.portable = portable;
        this.choice = choice;
        this.graph = portable.graph();
        this.shapes = portable.shapes();
        Set<String> movers = graph.nodes().stream()
                .filter(node -> VectorAddress.isView(node.op()))
                .map(Node::name)
                .collect(Collectors.toSet());
        VectorParts parts =
                VectorParts.of(graph, shapes, movers, some -> memory(new VectorLayouts(graph, shapes, some)));
        this.layouts = new VectorLayouts(graph, shapes, parts);
        this.bands = bands(layouts);
    }

    /** Plans the network that was planned for the portable target. */
    public static VectorPlan plan(NetworkPlan portable) {
        return plan(portable, candidates -> candidates.get(0));
    }

    /**
     * Plans the network, with a choice among the kernels of each convolution that has several, the one that should be
     * fastest first: the direct way with all its tiles, Winograd's transforms, or the depthwise way with all its widths.
     */
    public static VectorPlan plan(NetworkPlan portable, Function<List<VectorKernel>, VectorKernel> choice) {
        return new VectorPlanner(portable, choice).plan();
    }

    private VectorPlan plan() {
        VectorPlacement.Placed placed = VectorPlacement.of(graph, bands, layouts::root);
        Arena arena = placed.arena();
        List<Step> steps = new ArrayList<>();
        for (Step step : portable.steps()) {
            Node node = step.node();
            Optional<KernelPlan> kernel =
                    layouts.isInPlace(node) ? Optional.empty() : Optional.of(kernel(node, steps.size()));
            List<Integer> inputs =
                    node.inputs().stream().map(value -> first(arena, value)).toList();
            steps.add(new Step(node, kernel, inputs, first(arena, node.name())));
        }
        return new VectorPlan(
                new NetworkPlan(graph, shapes, steps, arena, bands.in(arena), portable.rewrites()),
                bands.layouts(),
                placed.zeroed());
    }

    /** What the network needs with these layouts, at least. */
    private int memory(VectorLayouts some) {
        return VectorPlacement.lowerBound(graph, bands(some), some::root);
    }

    private VectorBands bands(VectorLayouts some) {
        return new VectorBands(graph, some.all(), some::root);
    }

    /** Where element (0, 0, 0) of a value lies. */
    private int first(Arena arena, String value) {
        int start = bands.isBetween(value)
                ? Objects.requireNonNull(bands.layouts().get(value)).start()
                : layouts.address(value).start();
        return arena.offset(value) + start;
    }

    private Shape shape(String value) {
        return shapes.of(value);
    }

    // Kernels.

    /** Whether every channel is convolved by itself, and stays where it is. */
    static boolean isDepthwise(Conv conv) {
        return conv.isDepthwise() && conv.out() == conv.in();
    }

    /** Whether an operator reads its inputs element by element, wherever they lie. */
    static boolean takesAddresses(Node node, Shapes shapes) {
        if (node.op() instanceof Conv conv) {
            return conv.windows().size() > 2;
        }
        if (node.op() instanceof Pool pool) {
            return pool.windows().size() > 2;
        }
        if (node.op() instanceof Reduce reduce) {
            return !reducesPlane(reduce, shapes.of(node.inputs().get(0)));
        }
        if (node.op() instanceof ConvTranspose conv) {
            return !VectorConvTranspose.supports(conv, shapes.of(node.name()));
        }
        return !(node.op() instanceof Activate
                || node.op() instanceof Scale
                || node.op() instanceof PRelu
                || VectorNearest.supports(node.op())
                || isMap(node, shapes));
    }

    private KernelPlan kernel(Node node, int step) {
        VectorLayout output = bands.seen(step, node.name());
        List<VectorAddress> addresses =
                node.inputs().stream().map(layouts::address).toList();
        VectorAddress to = VectorAddress.of(output).relative();
        if (VectorAddress.isView(node.op())) {
            Optional<VectorAddress> from =
                    addresses.get(0).through(node.op(), shape(node.inputs().get(0)));
            if (from.isPresent() && VectorCopy.supports(from.get(), to)) {
                int start = from.get().start() - addresses.get(0).start();
                return new VectorCopy(List.of(from.get().from(start)), List.of(to));
            }
        }
        if (node.op() instanceof Concat concat && shape(node.name()).rank() <= 3) {
            Optional<KernelPlan> copy = concat(node, concat.axis(), addresses, output);
            if (copy.isPresent()) {
                return copy.get();
            }
        }
        if (takesAddresses(node, shapes)) {
            return new VectorConverted(new OpPlan(node.op(), shapes.of(node.inputs())), addresses, to);
        }
        List<VectorLayout> inputs =
                node.inputs().stream().map(value -> bands.seen(step, value)).toList();
        if (node.op() instanceof Conv conv) {
            return conv(node, conv, inputs, output);
        }
        if (node.op() instanceof ConvTranspose conv) {
            return VectorUpscale.supports(conv)
                    ? VectorUpscale.of(conv, inputs.get(0), output)
                    : VectorConvTranspose.of(conv, inputs.get(0), output);
        }
        if (node.op() instanceof Resize resize) {
            return new VectorNearest(resize, inputs.get(0), output);
        }
        if (node.op() instanceof Pool pool) {
            return inputs.get(0).isChannelsLast()
                    ? new VectorPool(pool, inputs.get(0), output)
                    : new VectorPlanePool(pool, inputs.get(0), output);
        }
        if (node.op() instanceof Reduce reduce) {
            return new VectorPool(wholePlane(reduce, inputs.get(0)), inputs.get(0), output);
        }
        return new VectorMap(node.op(), inputs, output);
    }

    /** Every part is copied to where it belongs, if it can be. */
    private Optional<KernelPlan> concat(Node node, int axis, List<VectorAddress> inputs, VectorLayout output) {
        List<VectorAddress> whole = new ArrayList<>();
        List<VectorAddress> parts = new ArrayList<>();
        int at = 0;
        boolean isRow = axis == 1 && shape(node.name()).rank() == 3;
        int stride = axis == 0 ? output.channelStride() : isRow ? output.rowStride() : output.columnStride();
        for (int i = 0; i < inputs.size(); i++) {
            Shape shape = shape(node.inputs().get(i));
            VectorLayout own = VectorLayout.channelsLast(shape, 1, Halo.NONE);
            whole.add(inputs.get(i).relative());
            parts.add(new VectorAddress(
                    at,
                    List.of(
                            new VectorAddress.Axis(shape.channels(), output.channelStride()),
                            new VectorAddress.Axis(own.height(), output.rowStride()),
                            new VectorAddress.Axis(own.width(), output.columnStride()))));
            at += shape.dimensions().get(axis) * stride;
            if (!VectorCopy.supports(whole.get(i), parts.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(new VectorCopy(whole, parts));
    }

    /** Whether the mean or the largest of all elements of each channel is wanted. */
    private static boolean reducesPlane(Reduce reduce, Shape input) {
        List<Integer> all = input.rank() == 2 ? List.of(1) : List.of(1, 2);
        return (reduce.kind() == Reduce.Kind.MEAN || reduce.kind() == Reduce.Kind.MAX)
                && input.rank() <= 3
                && reduce.axes().equals(all);
    }

    /** The same as pooling with a single window. */
    private static Pool wholePlane(Reduce reduce, VectorLayout input) {
        Pool.Kind kind = reduce.kind() == Reduce.Kind.MAX ? Pool.Kind.MAX : Pool.Kind.AVERAGE;
        List<Window> windows = Stream.of(input.height(), input.width())
                .map(size -> new Window(size, 1, 1, Padding.NONE))
                .toList();
        return new Pool(kind, windows, false, false);
    }

    /** Whether two activations are combined of which one may have a single pixel. */
    private static boolean isMap(Node node, Shapes shapes) {
        if (!(node.op() instanceof Elementwise elementwise) || elementwise.kind() == Elementwise.Kind.POWER) {
            return false;
        }
        Shape output = shapes.of(node.name());
        return node.inputs().stream()
                .map(shapes::of)
                .allMatch(input -> input.equals(output)
                        || (input.rank() == output.rank()
                                && input.channels() == output.channels()
                                && input.plane() == 1));
    }

    private KernelPlan conv(Node node, Conv given, List<VectorLayout> inputs, VectorLayout output) {
        VectorLayout input = inputs.get(0);
        Conv conv = given.withConstants(Optional.empty());
        Optional<VectorLayout> residual = conv.residual() ? Optional.of(inputs.get(1)) : Optional.empty();
        if (conv.groups() == 1 && (conv.windows().isEmpty() || covers(conv, input))) {
            return VectorDense.of(conv, input, residual, output);
        }
        if (isDepthwise(conv) && !output.isChannelsLast()) {
            return VectorConv.columns(conv).stride() > 1
                    ? VectorStridedDepthwise.of(conv, input, output)
                    : VectorPlaneDepthwise.of(conv, input, output);
        }
        if (isDepthwise(conv)) {
            return choice.apply(List.copyOf(VectorDepthwise.ranked(conv, input, residual, output)));
        }
        if (!output.isChannelsLast()) {
            return layouts.isAloneOnPlanes(node)
                    ? VectorPlaneConv.ofBare(conv, input, output)
                    : VectorPlaneConv.of(conv, input, output);
        }
        List<VectorWinograd> winograd = VectorWinograd.ranked(conv, input, residual, output);
        boolean pays = !winograd.isEmpty() && winograd.get(0).pays();
        List<VectorKernel> candidates = new ArrayList<>(VectorConv.ranked(conv, input, residual, output));
        candidates.addAll(pays ? 0 : 1, winograd);
        return choice.apply(candidates);
    }

    /** Whether the kernel covers the whole input, once. */
    private static boolean covers(Conv conv, VectorLayout input) {
        Window rows = VectorConv.rows(conv);
        Window columns = VectorConv.columns(conv);
        return conv.groups() == 1 && covers(rows, input.height()) && covers(columns, input.width());
    }

    private static boolean covers(Window window, int size) {
        return window.kernel() == size
                && window.dilation() == 1
                && window.padBegin(size) == 0
                && window.padEnd(size) == 0;
    }
}
