package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Shapes;
import io.github.convolith.processor.plan.VectorAddress.Axis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A value seen through operators that only move axes about: nothing is computed for it, its elements lie where those of
 * another value do.
 *
 * @param root the value whose memory it is
 * @param nodes the operators, in their order
 */
record VectorView(String root, List<Node> nodes) {
    /** Operators that are looked through at most: more are not worth the time it takes to plan them. */
    private static final int MOST_NODES = 24;

    VectorView {
        nodes = List.copyOf(nodes);
    }

    /** A value as it is. */
    static VectorView of(String value) {
        return new VectorView(value, List.of());
    }

    /** Seen through one more operator. */
    VectorView then(Node node) {
        List<Node> more = new ArrayList<>(nodes);
        more.add(node);
        return new VectorView(root, more);
    }

    /** Where the elements lie, if those of the root have this layout; empty where they have to be moved. */
    Optional<VectorAddress> address(VectorLayout layout, Shapes shapes) {
        if (nodes.size() > MOST_NODES) {
            return Optional.empty();
        }
        Optional<VectorAddress> address = Optional.of(VectorAddress.of(layout));
        for (Node node : nodes) {
            address = address.flatMap(
                    at -> at.through(node.op(), shapes.of(node.inputs().get(0))));
        }
        return address;
    }

    /**
     * The layout by which it can be read where it lies; empty where there is none.
     *
     * @param layout how the root lies
     * @param own how it would lie by itself
     */
    static Optional<VectorLayout> layout(VectorAddress address, VectorLayout layout, VectorLayout own) {
        Optional<List<List<Axis>>> divided = address.divided(List.of(own.channels(), own.height(), own.width()));
        if (divided.isEmpty()
                || divided.get().get(1).size() > 1
                || divided.get().get(2).size() > 1) {
            return Optional.empty();
        }
        List<Axis> channels = divided.get().get(0);
        List<Axis> rows = divided.get().get(1);
        List<Axis> columns = divided.get().get(2);
        int channelStride = channels.isEmpty() ? 1 : channels.get(0).stride();
        int shuffle = 1;
        if (channels.size() == 2 && channels.get(1).stride() == channels.get(0).size() * channelStride) {
            shuffle = channels.get(1).size();
        } else if (channels.size() > 1) {
            return Optional.empty();
        }
        return Optional.of(new VectorLayout(
                own.channels(),
                shuffle,
                own.height(),
                own.width(),
                channelStride,
                rows.isEmpty() ? layout.rowStride() : rows.get(0).stride(),
                columns.isEmpty() ? layout.columnStride() : columns.get(0).stride(),
                address.start(),
                layout.elements(),
                new Halo(
                        along(rows, layout, true),
                        along(columns, layout, true),
                        along(rows, layout, false),
                        along(columns, layout, false))));
    }

    /** Zeros before or behind an axis; there are some only where it is a whole axis of the root. */
    private static int along(List<Axis> axis, VectorLayout root, boolean before) {
        if (isRows(axis, root)) {
            return before ? root.halo().top() : root.halo().bottom();
        }
        return isColumns(axis, root)
                ? (before ? root.halo().left() : root.halo().right())
                : 0;
    }

    private static boolean isRows(List<Axis> axis, VectorLayout root) {
        return axis.equals(List.of(new Axis(root.height(), root.rowStride())));
    }

    private static boolean isColumns(List<Axis> axis, VectorLayout root) {
        return axis.equals(List.of(new Axis(root.width(), root.columnStride())));
    }

    /**
     * The zeros around the root that are those around the view, as far as there are such.
     *
     * @param layout any layout of the root whose axes do not join
     */
    static Halo haloOfRoot(VectorAddress address, VectorLayout layout, VectorLayout own) {
        Optional<List<List<Axis>>> divided = address.divided(List.of(own.channels(), own.height(), own.width()));
        if (divided.isEmpty()) {
            return Halo.NONE;
        }
        Halo halo = own.halo();
        Halo result = Halo.NONE;
        List<Axis> rows = divided.get().get(1);
        List<Axis> columns = divided.get().get(2);
        if (isRows(rows, layout)) {
            result = result.max(new Halo(halo.top(), 0, halo.bottom(), 0));
        } else if (isColumns(rows, layout)) {
            result = result.max(new Halo(0, halo.top(), 0, halo.bottom()));
        }
        if (isColumns(columns, layout)) {
            result = result.max(new Halo(0, halo.left(), 0, halo.right()));
        } else if (isRows(columns, layout)) {
            result = result.max(new Halo(halo.left(), 0, halo.right(), 0));
        }
        return result;
    }
}
