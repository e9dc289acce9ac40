package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Op;
import io.github.convolith.processor.graph.Reshape;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Slice;
import io.github.convolith.processor.graph.Transpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the elements of a value lie, taken in their order, whatever its shape: nested axes, each so many elements so far
 * apart. Reshaping leaves the order of elements alone, so that one address serves every shape; transposing and slicing
 * make other axes of those there are. What only moves axes need therefore not move any element.
 *
 * @param start where the first element lies
 * @param axes from the outermost to the innermost
 */
public record VectorAddress(int start, List<Axis> axes) {
    /** So many elements, so far apart. */
    public record Axis(int size, int stride) {}

    /** Joins axes that go on where the one inside of them ends, and leaves out those of a single element. */
    public VectorAddress {
        List<Axis> joined = new ArrayList<>();
        for (Axis axis : axes) {
            Axis outer = joined.isEmpty() ? new Axis(1, 0) : joined.get(joined.size() - 1);
            if (axis.size() == 1) {
                continue;
            }
            if (!joined.isEmpty() && outer.stride() == (long) axis.size() * axis.stride()) {
                joined.set(joined.size() - 1, new Axis(outer.size() * axis.size(), axis.stride()));
            } else {
                joined.add(axis);
            }
        }
        axes = List.copyOf(joined);
    }

    /** Where the elements of an activation lie that has this layout. */
    public static VectorAddress of(VectorLayout layout) {
        List<Axis> axes = new ArrayList<>(layout.channelAxes());
        axes.add(new Axis(layout.height(), layout.rowStride()));
        axes.add(new Axis(layout.width(), layout.columnStride()));
        return new VectorAddress(layout.start(), axes);
    }

    /** So many elements, one behind the other. */
    public static VectorAddress contiguous(int elements) {
        return new VectorAddress(0, List.of(new Axis(elements, 1)));
    }

    /** The same place relative to its first element. */
    public VectorAddress relative() {
        return from(0);
    }

    /** The same axes from another place on. */
    public VectorAddress from(int place) {
        return new VectorAddress(place, axes);
    }

    public int elements() {
        return axes.stream().mapToInt(Axis::size).reduce(1, Math::multiplyExact);
    }

    /** Whether an operator may be no more than another way to address its input. */
    static boolean isView(Op op) {
        return op instanceof Reshape || op instanceof Transpose || op instanceof Slice;
    }

    /** Where the result of an operator lies if nothing is moved; empty where no nested axes say so. */
    Optional<VectorAddress> through(Op op, Shape input) {
        if (op instanceof Reshape) {
            return Optional.of(this);
        }
        Optional<List<List<Axis>>> divided = divided(input.dimensions());
        if (divided.isEmpty()) {
            return Optional.empty();
        }
        List<Axis> result = new ArrayList<>();
        if (op instanceof Transpose transpose) {
            transpose.order().forEach(axis -> result.addAll(divided.get().get(axis)));
            return Optional.of(new VectorAddress(start, result));
        }
        if (!(op instanceof Slice slice)) {
            return Optional.empty();
        }
        int first = start;
        for (int axis = 0; axis < input.rank(); axis++) {
            List<Axis> whole = divided.get().get(axis);
            if (whole.size() == 1) {
                int stride = whole.get(0).stride();
                first += slice.begins().get(axis) * stride;
                result.add(
                        new Axis(slice.sizes().get(axis), stride * slice.steps().get(axis)));
            } else if (slice.sizes().get(axis).equals(input.dimensions().get(axis))
                    && slice.begins().get(axis) == 0) {
                result.addAll(whole);
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new VectorAddress(first, result));
    }

    /** The axes that make up each axis of a shape with so many elements; empty where one of them lies across two. */
    Optional<List<List<Axis>>> divided(List<Integer> sizes) {
        List<List<Axis>> result = new ArrayList<>();
        List<Axis> left = new ArrayList<>(axes);
        for (int i = sizes.size() - 1; i >= 0; i--) {
            List<Axis> parts = new ArrayList<>();
            int size = sizes.get(i);
            while (size > 1) {
                Axis axis = left.remove(left.size() - 1);
                int inner = Math.min(size, axis.size());
                if (size % inner != 0 || axis.size() % inner != 0) {
                    return Optional.empty();
                }
                parts.add(0, new Axis(inner, axis.stride()));
                if (inner < axis.size()) {
                    left.add(new Axis(axis.size() / inner, axis.stride() * inner));
                }
                size /= inner;
            }
            result.add(0, parts);
        }
        return Optional.of(result);
    }

    /**
     * The loops that visit the elements of two values side by side, outermost first, by their sizes; empty where an axis
     * of one lies across two of the other.
     */
    public static Optional<List<Integer>> common(VectorAddress one, VectorAddress other) {
        List<Integer> sizes = new ArrayList<>();
        int a = one.axes.size() - 1;
        int b = other.axes.size() - 1;
        int leftOfA = a < 0 ? 1 : one.axes.get(a).size();
        int leftOfB = b < 0 ? 1 : other.axes.get(b).size();
        while (a >= 0 && b >= 0) {
            int size = Math.min(leftOfA, leftOfB);
            if (leftOfA % size != 0 || leftOfB % size != 0) {
                return Optional.empty();
            }
            sizes.add(0, size);
            leftOfA /= size;
            leftOfB /= size;
            if (leftOfA == 1) {
                a--;
                leftOfA = a < 0 ? 1 : one.axes.get(a).size();
            }
            if (leftOfB == 1) {
                b--;
                leftOfB = b < 0 ? 1 : other.axes.get(b).size();
            }
        }
        return Optional.of(sizes);
    }

    /** How far apart elements are along each of such loops. */
    public List<Integer> strides(List<Integer> sizes) {
        return divided(sizes).orElseThrow(() -> new IllegalArgumentException(this + " in loops of " + sizes)).stream()
                .map(parts -> parts.isEmpty() ? 0 : parts.get(parts.size() - 1).stride())
                .toList();
    }
}
