package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.ConvTranspose;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Layout;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Pool;
import io.github.convolith.processor.graph.Reshape;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Shapes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** How every value of a network lies in the memory of the vector target, and which of them only show another value. */
final class VectorLayouts {
    /** Input channels up to which a convolution reads each as a plane of its own, as the outside has it. */
    private static final int FEW_CHANNELS = 4;

    private final Graph graph;
    private final Shapes shapes;
    private final VectorParts parts;
    private final Map<String, List<Node>> readers = new HashMap<>();

    /** Values for which nothing is computed, with the value whose memory they are. */
    private final Map<String, String> roots = new HashMap<>();

    /** Those of them that are seen through operators. */
    private final Map<String, VectorView> views = new HashMap<>();

    /** Layouts of all values but views that are only read by address. */
    private final Map<String, VectorLayout> layouts = new LinkedHashMap<>();

    /** The zeros that are wanted around a value by its readers and by those of all that lies in it. */
    private final Map<String, Halo> halos = new HashMap<>();

    /**
     * Lays out all values.
     *
     * @param parts values that lie within others
     */
    VectorLayouts(Graph graph, Shapes shapes, VectorParts parts) {
        this.graph = graph;
        this.shapes = shapes;
        this.parts = parts;
        graph.nodes()
                .forEach(node -> Set.copyOf(node.inputs())
                        .forEach(value -> readers.computeIfAbsent(value, key -> new ArrayList<>())
                                .add(node)));
        Stream.concat(
                        graph.inputs().stream().map(Graph.Input::name),
                        graph.nodes().stream().map(Node::name))
                .forEach(value -> halos.merge(parts.root(value), wanted(value), Halo::max));
        graph.inputs().forEach(input -> layouts.put(input.name(), inputLayout(input.name())));
        for (Node node : graph.nodes()) {
            if (!isSeen(node)) {
                layouts.put(node.name(), layout(node));
            }
        }
    }

    Map<String, VectorLayout> all() {
        return layouts;
    }

    /** The value whose memory a value lies in. */
    String root(String value) {
        String source = roots.get(value);
        return source == null ? parts.root(value) : root(source);
    }

    /** Whether there is nothing to compute for a node. */
    boolean isInPlace(Node node) {
        return roots.containsKey(node.name()) || parts.isWhole(node);
    }

    /** How a value lies that has a layout of its own, or one it is read by. */
    VectorLayout of(String value) {
        return Objects.requireNonNull(layouts.get(value), value);
    }

    /** Where the elements of any value lie within the memory of its root. */
    VectorAddress address(String value) {
        VectorView view = views.get(value);
        return view == null
                ? VectorAddress.of(of(value))
                : view.address(of(view.root()), shapes).orElseThrow();
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

    /** Lets a value be one that only shows another, if it can; returns whether it is. */
    private boolean isSeen(Node node) {
        if (!VectorAddress.isView(node.op())) {
            return false;
        }
        String source = node.inputs().get(0);
        if (isFlattened(node, source)) {
            layouts.put(node.name(), of(source));
            roots.put(node.name(), source);
            return true;
        }
        VectorView view = views.getOrDefault(source, VectorView.of(source)).then(node);
        VectorLayout root = of(view.root());
        Optional<VectorAddress> address = view.address(root, shapes);
        if (address.isEmpty()) {
            return false;
        }
        if (needsLayout(node.name())) {
            VectorLayout own = ownLayout(node.name());
            Optional<VectorLayout> layout =
                    VectorView.layout(address.get(), root, own).filter(seen -> suffices(node.name(), seen, own));
            if (layout.isEmpty()) {
                return false;
            }
            layouts.put(node.name(), layout.get());
        }
        roots.put(node.name(), view.root());
        views.put(node.name(), view);
        return true;
    }

    /** A reshape need not move anything for dense layers, which take their inputs in any order. */
    private boolean isFlattened(Node node, String source) {
        return node.op() instanceof Reshape
                && layouts.containsKey(source)
                && of(source).shuffle() == 1
                && shape(node.name()).rank() == 1
                && !isOutput(node.name())
                && readers(node.name()).stream().allMatch(VectorLayouts::isDense);
    }

    private static boolean isDense(Node node) {
        return node.op() instanceof Conv conv && conv.windows().isEmpty() && conv.groups() == 1 && !conv.residual();
    }

    /** Whether something reads a value in a way that wants channels, rows and columns. */
    private boolean needsLayout(String value) {
        return isOutput(value)
                || readers(value).stream()
                        .anyMatch(reader ->
                                !VectorAddress.isView(reader.op()) && !VectorPlanner.takesAddresses(reader, shapes));
    }

    /** Whether all readers of a view can read it by a layout. */
    private boolean suffices(String value, VectorLayout seen, VectorLayout own) {
        if (seen.shuffle() > 1) {
            return readsShuffled(value) && isWithin(seen);
        }
        if (seen.channelStride() < 1 || seen.rowStride() < 1 || seen.columnStride() < 1) {
            return false;
        }
        boolean isRead = readers(value).stream().anyMatch(reader -> !VectorPlanner.takesAddresses(reader, shapes));
        return !isRead
                || (seen.channelStride() == 1 && seen.halo().max(own.halo()).equals(seen.halo()) && isWithin(seen));
    }

    /** Whether whole vectors of the channels of the last pixel, that of the zeros around, lie within the memory of the root. */
    private static boolean isWithin(VectorLayout seen) {
        return seen.start()
                        + (seen.height() - 1 + seen.halo().bottom()) * seen.rowStride()
                        + (seen.width() - 1 + seen.halo().right()) * seen.columnStride()
                        + VectorLayout.padded(seen.channels())
                <= seen.elements();
    }

    /** Whether all that read a value take its channels in another order than they come in memory. */
    private boolean readsShuffled(String value) {
        return !isOutput(value)
                && readers(value).stream()
                        .allMatch(reader -> reader.op() instanceof Conv conv
                                && !conv.residual()
                                && conv.windows().size() <= 2
                                && (isDepthwise(conv) ? readsShuffled(reader.name()) : VectorConv.readsShuffled(conv)));
    }

    // Layouts.

    private VectorLayout inputLayout(String name) {
        Shape shape = shape(name);
        if (readers(name).stream().anyMatch(this::isAloneOnPlanes)) {
            return VectorLayout.channelsFirst(shape, Halo.NONE);
        }
        boolean planes = shape.rank() > 1
                && shape.rank() <= 3
                && shape.channels() <= FEW_CHANNELS
                && readers(name).stream()
                        .allMatch(node -> node.op() instanceof Conv conv
                                && conv.groups() == 1
                                && !conv.residual()
                                && !conv.windows().isEmpty());
        return planes ? VectorLayout.channelsFirst(shape, halo(name)) : ownLayout(name);
    }

    private VectorLayout ownLayout(String value) {
        return VectorLayout.channelsLast(
                shape(value), VectorLayout.padded(shape(value).channels()), halo(value));
    }

    /** The layout of a value that lies within another one, which may come behind it. */
    private VectorLayout partLayout(String value, VectorParts.Part part) {
        VectorLayout whole = parts.part(part.whole())
                .map(outer -> partLayout(part.whole(), outer))
                .orElseGet(() -> ownLayout(part.whole()));
        return whole.part(part.channel(), shape(value).channels());
    }

    private VectorLayout layout(Node node) {
        Optional<VectorParts.Part> part = parts.part(node.name());
        if (part.isPresent()) {
            return partLayout(node.name(), part.get());
        }
        Shape shape = shape(node.name());
        if (isAloneOnPlanes(node)) {
            return VectorLayout.channelsFirst(shape, Halo.NONE);
        }
        if (keepsPlanes(node)) {
            return VectorLayout.channelsFirst(shape, halo(node.name()));
        }
        if (!(node.op() instanceof Conv conv)) {
            return ownLayout(node.name());
        }
        if (isDepthwise(conv)) {
            // Channels stay where they are.
            return ownLayout(node.name()).shuffled(of(node.inputs().get(0)).shuffle());
        }
        // Whole vectors are stored for the last group as well.
        int last = (conv.groups() - 1) * conv.outPerGroup() + VectorLayout.padded(conv.outPerGroup());
        return VectorLayout.channelsLast(shape, VectorLayout.padded(last), halo(node.name()));
    }

    private static boolean isDepthwise(Conv conv) {
        return VectorPlanner.isDepthwise(conv);
    }

    /**
     * Whether a convolution is all there is between an input and an output, which both are planes outside, and can be
     * computed on these as they are: it would take longer to lay channels side by side and apart again.
     */
    boolean isAloneOnPlanes(Node node) {
        if (!(node.op() instanceof Conv conv) || conv.residual()) {
            return false;
        }
        String source = node.inputs().get(0);
        boolean alone = readers(source).size() == 1
                && readers(node.name()).isEmpty()
                && !isOutput(source)
                && graph.inputs().stream()
                        .anyMatch(input -> input.name().equals(source) && input.layout() == Layout.NCHW)
                && graph.outputs().stream()
                        .filter(output -> output.value().equals(node.name()))
                        .allMatch(output -> output.layout() == Layout.NCHW);
        return alone
                && (VectorPlaneConv.supportsPointwise(conv, shape(source), shape(node.name()))
                        || VectorPlaneDepthwise.supports(conv, shape(source), shape(node.name()))
                        || VectorStridedDepthwise.supports(conv, shape(source), shape(node.name()))
                        || (VectorPlaneConv.supportsCopies(conv, shape(source), shape(node.name()))
                                && !VectorWinograd.paysAlone(conv, shape(source), shape(node.name()))));
    }

    /** Whether a convolution of planes goes on with planes, which then are only pooled or convolved again. */
    private boolean keepsPlanes(Node node) {
        return node.op() instanceof Conv conv
                && !of(node.inputs().get(0)).isChannelsLast()
                && VectorPlaneConv.supports(conv, shape(node.name()))
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

    private Halo halo(String value) {
        return halos.getOrDefault(value, Halo.NONE);
    }

    /** The zeros that the readers of a value want around it, and those of what is seen of it. */
    private Halo wanted(String value) {
        Shape shape = shape(value);
        VectorLayout probe =
                VectorLayout.channelsLast(shape, VectorLayout.padded(shape.channels()), new Halo(1, 1, 1, 1));
        return wanted(value, VectorView.of(value), probe);
    }

    /** The zeros around a root that are wanted by the readers of it or of what is seen through one of its views. */
    private Halo wanted(String value, VectorView view, VectorLayout probe) {
        Shape shape = shape(value);
        Halo own = Halo.NONE;
        Halo seen = Halo.NONE;
        for (Node reader : readers(value)) {
            if (reader.op() instanceof Conv conv
                    && !conv.windows().isEmpty()
                    && conv.windows().size() <= 2
                    && reader.inputs().get(0).equals(value)) {
                boolean two = conv.windows().size() == 2;
                own = own.max(Halo.of(
                        VectorConv.rows(conv),
                        two ? shape.size(0) : 1,
                        VectorConv.columns(conv),
                        shape.size(two ? 1 : 0)));
            }
            if (reader.op() instanceof ConvTranspose conv && VectorConvTranspose.supports(conv, shape(reader.name()))) {
                own = own.max(VectorConvTranspose.halo(conv, shape, shape(reader.name())));
            }
            if (VectorAddress.isView(reader.op())) {
                VectorView next = view.then(reader);
                if (next.address(probe, shapes).isPresent()) {
                    seen = seen.max(wanted(reader.name(), next, probe));
                }
            }
        }
        if (view.nodes().isEmpty()) {
            return own.max(seen);
        }
        VectorLayout layout = VectorLayout.channelsLast(shape, VectorLayout.padded(shape.channels()), own);
        return seen.max(VectorView.haloOfRoot(view.address(probe, shapes).orElseThrow(), probe, layout));
    }
}
