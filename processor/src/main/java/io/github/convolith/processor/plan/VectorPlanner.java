package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Activate;
import io.github.convolith.processor.graph.Concat;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Elementwise;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Padding;
import io.github.convolith.processor.graph.Pool;
import io.github.convolith.processor.graph.Reduce;
import io.github.convolith.processor.graph.Reshape;
import io.github.convolith.processor.graph.Scale;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Shapes;
import io.github.convolith.processor.graph.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Plans a network for the vector target: how each value lies in memory, and a kernel for every node. */
public final class VectorPlanner {
    /** Input channels up to which a convolution reads each as a plane of its own, as the outside has it. */
    private static final int FEW_CHANNELS = 4;

    private final NetworkPlan portable;
    private final Graph graph;
    private final Shapes shapes;
    private final Map<String, List<Node>> readers = new HashMap<>();

    /** Values that are only another view of a value, with that value. */
    private final Map<String, String> views = new HashMap<>();

    /** Values that lie within others. */
    private VectorParts parts = VectorParts.NONE;

    private final Map<String, VectorLayout> layouts = new LinkedHashMap<>();

    /** The zeros that are wanted around a value by its readers and by those of all that lies in it. */
    private final Map<String, Halo> halos = new HashMap<>();

    private VectorPlanner(NetworkPlan portable) {
        this.portable = portable;
        this.graph = portable.graph();
        this.shapes = portable.shapes();
        graph.nodes()
                .forEach(node -> Set.copyOf(node.inputs())
                        .forEach(value -> readers.computeIfAbsent(value, key -> new ArrayList<>())
                                .add(node)));
    }

    /** Plans the network that was planned for the portable target. */
    public static VectorPlan plan(NetworkPlan portable) {
        return new VectorPlanner(portable).plan();
    }

    private VectorPlan plan() {
        graph.nodes().forEach(this::view);
        parts = VectorParts.of(graph, shapes, views.keySet(), this::memory);
        layOut(parts);
        VectorPlacement.Placed placed = VectorPlacement.of(graph, layouts, this::root);
        Arena arena = placed.arena();
        List<Step> steps = new ArrayList<>();
        for (Step step : portable.steps()) {
            Node node = step.node();
            boolean inPlace = views.containsKey(node.name()) || parts.isWhole(node);
            Optional<KernelPlan> kernel = inPlace ? Optional.empty() : Optional.of(kernel(step));
            List<Integer> inputs =
                    node.inputs().stream().map(value -> first(arena, value)).toList();
            steps.add(new Step(node, kernel, inputs, first(arena, node.name())));
        }
        return new VectorPlan(
                new NetworkPlan(graph, shapes, steps, arena, portable.rewrites()), layouts, placed.zeroed());
    }

    /** What the network needs with these values as parts of others, at least. */
    private int memory(VectorParts some) {
        layOut(some);
        return VectorPlacement.lowerBound(graph, layouts, this::root);
    }

    /** The value whose memory a value lies in. */
    private String root(String value) {
        String source = views.get(value);
        return source == null ? parts.root(value) : root(source);
    }

    private int first(Arena arena, String value) {
        return arena.offset(value) + layoutOf(value).start();
    }

    private VectorLayout layoutOf(String value) {
        return Objects.requireNonNull(layouts.get(value));
    }

    private Shape shape(String value) {
        return shapes.of(value);
    }

    private List<Node> readers(String value) {
        return readers.getOrDefault(value, List.of());
    }

    private boolean isOutput(String value) {
        return graph.outputs().stream().anyMatch(output -> output.value().equals(value));
    }

    // Views.

    /** A reshape need not move anything for dense layers, which take their inputs in any order. */
    private void view(Node node) {
        if (!(node.op() instanceof Reshape)) {
            return;
        }
        String source = node.inputs().get(0);
        boolean flattens = shape(node.name()).rank() == 1
                && !isOutput(node.name())
                && readers(node.name()).stream().allMatch(VectorPlanner::isDense);
        boolean same = shape(source).channels() == shape(node.name()).channels()
                && shape(source).plane() == 1
                && shape(node.name()).plane() == 1
                && !views.containsKey(source);
        if (flattens || same) {
            views.put(node.name(), source);
        }
    }

    private static boolean isDense(Node node) {
        return node.op() instanceof Conv conv && conv.windows().isEmpty() && conv.groups() == 1 && !conv.residual();
    }

    // Layouts.

    private void layOut(VectorParts some) {
        parts = some;
        layouts.clear();
        halos.clear();
        Stream.concat(
                        graph.inputs().stream().map(Graph.Input::name),
                        graph.nodes().stream().map(Node::name))
                .forEach(value -> halos.merge(root(value), wanted(value), Halo::max));
        graph.inputs().forEach(input -> layouts.put(input.name(), inputLayout(input.name())));
        for (Node node : graph.nodes()) {
            String source = views.get(node.name());
            layouts.put(node.name(), source == null ? layout(node) : layoutOf(source));
        }
    }

    /** The layout of a value that lies within another one, which may come behind it. */
    private VectorLayout partLayout(String value, VectorParts.Part part) {
        VectorLayout whole = parts.part(part.whole())
                .map(outer -> partLayout(part.whole(), outer))
                .orElseGet(() -> VectorLayout.channelsLast(
                        shape(part.whole()),
                        VectorLayout.padded(shape(part.whole()).channels()),
                        halo(part.whole())));
        return whole.part(part.channel(), shape(value).channels());
    }

    private VectorLayout inputLayout(String name) {
        Shape shape = shape(name);
        boolean planes = shape.rank() > 1
                && shape.rank() <= 3
                && shape.channels() <= FEW_CHANNELS
                && readers(name).stream()
                        .allMatch(node -> node.op() instanceof Conv conv
                                && conv.groups() == 1
                                && !conv.residual()
                                && !conv.windows().isEmpty());
        return planes
                ? VectorLayout.channelsFirst(shape, halo(name))
                : VectorLayout.channelsLast(shape, VectorLayout.padded(shape.channels()), halo(name));
    }

    private VectorLayout layout(Node node) {
        Optional<VectorParts.Part> part = parts.part(node.name());
        if (part.isPresent()) {
            return partLayout(node.name(), part.get());
        }
        Shape shape = shape(node.name());
        if (keepsPlanes(node)) {
            return VectorLayout.channelsFirst(shape, halo(node.name()));
        }
        int pitch = VectorLayout.padded(shape.channels());
        if (node.op() instanceof Conv conv && conv.groups() > 1 && !isDepthwise(conv)) {
            // Whole vectors are stored for the last group as well.
            int last = (conv.groups() - 1) * conv.outPerGroup() + VectorLayout.padded(conv.outPerGroup());
            pitch = Math.max(pitch, VectorLayout.padded(last));
        }
        return VectorLayout.channelsLast(shape, pitch, halo(node.name()));
    }

    /** Whether a convolution of planes goes on with planes, which then are only pooled or convolved again. */
    private boolean keepsPlanes(Node node) {
        return node.op() instanceof Conv conv
                && !layoutOf(node.inputs().get(0)).isChannelsLast()
                && VectorPlaneConv.supports(conv, shape(node.name()))
                && !isOutput(node.name())
                && readers(node.name()).stream().allMatch(reader -> takesPlanes(reader, shape(node.name())));
    }

    private boolean takesPlanes(Node reader, Shape input) {
        if (reader.op() instanceof Pool pool) {
            return VectorPlanePool.supports(pool, input, shape(reader.name()));
        }
        return reader.op() instanceof Conv conv
                && conv.groups() == 1
                && !conv.residual()
                && !conv.windows().isEmpty()
                && conv.windows().size() <= 2;
    }

    private Halo halo(String root) {
        return halos.getOrDefault(root, Halo.NONE);
    }

    /** The zeros that the readers of a value want around it. */
    private Halo wanted(String value) {
        Halo halo = Halo.NONE;
        for (Node reader : readers(value)) {
            Shape shape = shape(value);
            if (reader.op() instanceof Conv conv
                    && !conv.windows().isEmpty()
                    && conv.windows().size() <= 2
                    && reader.inputs().get(0).equals(value)) {
                boolean two = conv.windows().size() == 2;
                halo = halo.max(Halo.of(
                        VectorConv.rows(conv),
                        two ? shape.size(0) : 1,
                        VectorConv.columns(conv),
                        shape.size(two ? 1 : 0)));
            }
        }
        return halo;
    }

    // Kernels.

    private static boolean isDepthwise(Conv conv) {
        return conv.isDepthwise() && conv.out() == conv.in();
    }

    private KernelPlan kernel(Step step) {
        Node node = step.node();
        List<VectorLayout> inputs = node.inputs().stream().map(this::layoutOf).toList();
        VectorLayout output = layoutOf(node.name());
        if (node.op() instanceof Conv conv && conv.windows().size() <= 2) {
            return conv(conv, inputs, output);
        }
        if (node.op() instanceof Pool pool && !inputs.get(0).isChannelsLast()) {
            return new VectorPlanePool(pool, inputs.get(0), output);
        }
        if (node.op() instanceof Pool pool && pool.windows().size() <= 2) {
            return new VectorPool(pool, inputs.get(0), output);
        }
        if (node.op() instanceof Reduce reduce
                && reducesPlane(reduce, shape(node.inputs().get(0)))) {
            return new VectorPool(wholePlane(reduce, inputs.get(0)), inputs.get(0), output);
        }
        if (node.op() instanceof Activate || node.op() instanceof Scale || isMap(node)) {
            return new VectorMap(node.op(), inputs, output);
        }
        if (node.op() instanceof Concat concat && shape(node.name()).rank() <= 3) {
            VectorConcat.Axis axis = concat.axis() == 0
                    ? VectorConcat.Axis.CHANNELS
                    : concat.axis() == 1 && shape(node.name()).rank() == 3
                            ? VectorConcat.Axis.ROWS
                            : VectorConcat.Axis.COLUMNS;
            return new VectorConcat(axis, inputs, output);
        }
        return new VectorConverted(new OpPlan(node.op(), shapes.of(node.inputs())), inputs, output);
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
    private boolean isMap(Node node) {
        if (!(node.op() instanceof Elementwise elementwise) || elementwise.kind() == Elementwise.Kind.POWER) {
            return false;
        }
        Shape output = shape(node.name());
        return node.inputs().stream()
                .map(this::shape)
                .allMatch(input -> input.equals(output)
                        || (input.rank() == output.rank()
                                && input.channels() == output.channels()
                                && input.plane() == 1));
    }

    private static KernelPlan conv(Conv given, List<VectorLayout> inputs, VectorLayout output) {
        VectorLayout input = inputs.get(0);
        Conv conv = given.withConstants(Optional.empty());
        Optional<VectorLayout> residual = conv.residual() ? Optional.of(inputs.get(1)) : Optional.empty();
        if (conv.groups() == 1 && (conv.windows().isEmpty() || covers(conv, input))) {
            return VectorDense.of(conv, input, residual, output);
        }
        if (isDepthwise(conv)) {
            return VectorDepthwise.of(conv, input, residual, output);
        }
        if (!output.isChannelsLast()) {
            return VectorPlaneConv.of(conv, input, output);
        }
        Optional<VectorWinograd> winograd = VectorWinograd.of(conv, input, residual, output);
        return winograd.isPresent() ? winograd.get() : VectorConv.of(conv, input, residual, output);
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
