package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.Concat;
import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Slice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Parts of what is computed, and what is put together of parts. */
final class Slices {
    private Slices() {}

    /** A single place along an axis. */
    static Slice one(Shape shape, int axis, int index) {
        return along(shape, axis, index, 1, 1);
    }

    /** So many places along an axis, from one on, so many apart. */
    static Slice along(Shape shape, int axis, int begin, int size, int step) {
        List<Integer> begins = new ArrayList<>(Collections.nCopies(shape.rank(), 0));
        List<Integer> sizes = new ArrayList<>(shape.dimensions());
        List<Integer> steps = new ArrayList<>(Collections.nCopies(shape.rank(), 1));
        begins.set(axis, begin);
        sizes.set(axis, size);
        steps.set(axis, step);
        return new Slice(begins, sizes, steps);
    }

    /** Nodes put one behind the other along an axis; the only one, if there is only one. */
    static String joined(NodeContext context, int axis, List<String> parts) {
        return parts.size() == 1
                ? parts.get(0)
                : context.builder().add(context.name(0), new Concat(axis, parts.size()), parts, Parameters.NONE);
    }
}
