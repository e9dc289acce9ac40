package io.github.convolith.processor.pass;

import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Op;
import io.github.convolith.processor.graph.Pad;
import io.github.convolith.processor.graph.Padding;
import io.github.convolith.processor.graph.Pool;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Makes a border part of what slides over it: zeros before a convolution or a mean, and what never is the largest before
 * a maximum. Two borders of one kind become one.
 */
final class MergePadding implements Pass {
    @Override
    public Graph apply(Graph graph, Consumer<String> notes) {
        return Fusion.everywhere(graph, (first, second, input, shapes) -> {
            if (first.op() instanceof Pad pad && pad.keepsAll() && input == 0) {
                Shape inside = shapes.of(first.inputs().get(0));
                return merged(pad, inside, second.op(), shapes.of(first.name())).map(op -> {
                    notes.accept(first.name() + " merged into " + second.name());
                    List<String> inputs = new ArrayList<>(second.inputs());
                    inputs.set(0, first.inputs().get(0));
                    return new Node(second.name(), op, inputs, second.parameters());
                });
            }
            return Optional.empty();
        });
    }

    /**
     * The operator that computes the same without the border.
     *
     * @param inside what the border is put around
     * @param outside the same with its border
     */
    private static Optional<Op> merged(Pad pad, Shape inside, Op op, Shape outside) {
        if (op instanceof Pad outer) {
            return merged(pad, outer);
        }
        if (pad.mode() != Pad.Mode.CONSTANT
                || pad.begins().get(0) != 0
                || pad.ends().get(0) != 0) {
            return Optional.empty();
        }
        if (op instanceof Conv conv && pad.value() == 0f) {
            return Optional.of(conv.withWindows(windows(pad, conv.windows(), outside)));
        }
        if (op instanceof Pool pool && takesBorder(pool, pad.value(), outside)) {
            boolean counts = pool.kind() == Pool.Kind.AVERAGE;
            Pool wider = new Pool(pool.kind(), windows(pad, pool.windows(), outside), pool.ceilMode(), counts);
            return Optional.<Op>of(wider).filter(other -> makes(wider, inside, pool.output(List.of(outside))));
        }
        return Optional.empty();
    }

    private static Optional<Op> merged(Pad inner, Pad outer) {
        boolean isSame = inner.mode() == outer.mode()
                && (inner.mode() == Pad.Mode.EDGE
                        || (inner.mode() == Pad.Mode.CONSTANT && inner.value() == outer.value()));
        return isSame && outer.keepsAll()
                ? Optional.of(new Pad(
                        sums(inner.begins(), outer.begins()),
                        sums(inner.ends(), outer.ends()),
                        inner.mode(),
                        inner.value()))
                : Optional.empty();
    }

    private static List<Integer> sums(List<Integer> first, List<Integer> second) {
        return IntStream.range(0, first.size())
                .mapToObj(axis -> Math.addExact(first.get(axis), second.get(axis)))
                .toList();
    }

    /** The same windows, as they slide over what is inside of the border. */
    private static List<Window> windows(Pad pad, List<Window> windows, Shape outside) {
        List<Window> result = new ArrayList<>();
        for (int axis = 0; axis < windows.size(); axis++) {
            Window window = windows.get(axis);
            int size = outside.size(axis);
            Padding padding = new Padding.Explicit(
                    Math.toIntExact(window.padBegin(size) + pad.begins().get(axis + 1)),
                    Math.toIntExact(window.padEnd(size) + pad.ends().get(axis + 1)));
            result.add(new Window(window.kernel(), window.stride(), window.dilation(), padding));
        }
        return result;
    }

    /** Whether padding of a pooling layer does to a window what a border of so large elements does. */
    private static boolean takesBorder(Pool pool, float value, Shape outside) {
        if (pool.kind() == Pool.Kind.MAX) {
            return value == Float.NEGATIVE_INFINITY;
        }
        return value == 0f
                && IntStream.range(0, pool.windows().size()).allMatch(axis -> pool.countsAll(axis, outside.size(axis)));
    }

    /** Whether the result has a shape, and no window lies in the padding as a whole, which pooling refuses. */
    private static boolean makes(Pool pool, Shape input, Shape output) {
        return IntStream.range(0, pool.windows().size())
                .allMatch(axis -> !pool.seesNothing(axis, input.size(axis))
                        && pool.count(axis, input.size(axis)) == output.size(axis));
    }
}
