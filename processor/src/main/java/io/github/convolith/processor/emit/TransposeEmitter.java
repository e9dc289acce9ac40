package io.github.convolith.processor.emit;

import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Transpose;
import java.util.ArrayList;
import java.util.List;

/**
 * Axes that stay together count as one. Where the last axis of the input stays the last, everything is copied in runs;
 * otherwise in blocks that read a few neighbouring elements of the input, so that each cache line is read once.
 */
final class TransposeEmitter implements OpEmitter<Transpose> {
    /** Elements of a block: a cache line. */
    private static final int BLOCK = 16;

    /** Elements from which on a run is copied as a whole: for fewer the call costs more than a loop. */
    private static final int RUN = 16;

    /**
     * An axis of the result.
     *
     * @param stride between neighbouring elements in the input
     * @param target between neighbouring elements in the result
     */
    private record Axis(String name, int size, int stride, int target) {}

    @Override
    public Kernel emit(Transpose op, List<Shape> inputs) {
        List<Axis> axes = axes(op, inputs.get(0));
        Axis last = axes.get(axes.size() - 1);
        Expr from = Expr.name("xOffset");
        Expr to = Expr.name("yOffset");
        String body = last.stride() == 1
                ? loops(axes.subList(0, axes.size() - 1), from, to, (x, y) -> run(last.size(), x, y))
                : blocks(axes, from, to);
        return new Kernel.Builder().execute(body);
    }

    /** The axes of the result that have more than one element, neighbours in the input as one. */
    private static List<Axis> axes(Transpose op, Shape input) {
        List<Integer> sizes = input.dimensions();
        List<Axis> axes = new ArrayList<>();
        int target = 1;
        for (int index = sizes.size() - 1; index >= 0; index--) {
            int source = op.order().get(index);
            int size = sizes.get(source);
            int stride = sizes.subList(source + 1, sizes.size()).stream().reduce(1, Math::multiplyExact);
            Axis behind = axes.isEmpty() ? new Axis("", 1, 0, 0) : axes.get(0);
            if (size > 1 && stride == behind.size() * behind.stride()) {
                axes.set(0, new Axis("i" + index, size * behind.size(), behind.stride(), behind.target()));
            } else if (size > 1) {
                axes.add(0, new Axis("i" + index, size, stride, target));
            }
            target *= size;
        }
        return axes.isEmpty() ? List.of(new Axis("i0", 1, 1, 1)) : axes;
    }

    /** Statements for an element, or for what begins there, given its place in the input and in the result. */
    private interface Body {
        String of(Expr from, Expr to);
    }

    private static String loops(List<Axis> axes, Expr from, Expr to, Body body) {
        if (axes.isEmpty()) {
            return body.of(from, to);
        }
        Axis first = axes.get(0);
        return Loop.over(
                first.name(),
                first.size(),
                i -> loops(
                        axes.subList(1, axes.size()),
                        from.plus(i.times(first.stride())),
                        to.plus(i.times(first.target())),
                        body));
    }

    private static String run(int size, Expr from, Expr to) {
        return size < RUN
                ? Loop.over("i", size, i -> copy(from.plus(i), to.plus(i)))
                : "System.arraycopy(x, %s, y, %s, %d);".formatted(from, to, size);
    }

    private static String copy(Expr from, Expr to) {
        return "y[" + to + "] = x[" + from + "];";
    }

    /** The last axis of the result outside, that of the input inside, a block of it at a time. */
    private static String blocks(List<Axis> axes, Expr from, Expr to) {
        Axis last = axes.get(axes.size() - 1);
        Axis near = axes.stream().filter(axis -> axis.stride() == 1).findFirst().orElseThrow();
        List<Axis> outer = axes.stream()
                .filter(axis -> !axis.equals(last) && !axis.equals(near))
                .toList();
        return loops(
                outer,
                from,
                to,
                (x, y) -> near.size() <= BLOCK
                        ? loops(List.of(last, near), x, y, TransposeEmitter::copy)
                        : Text.of("""
                                        for (int block = 0; block < ${size}; block += ${step}) {
                                            int end = Math.min(${size}, block + ${step});
                                            for (int i = 0; i < ${last}; i++) {
                                                for (int j = block; j < end; j++) {
                                                    ${copy}
                                                }
                                            }
                                        }""")
                                .with("size", near.size())
                                .with("step", BLOCK)
                                .with("last", last.size())
                                .with(
                                        "copy",
                                        copy(
                                                x.plus(Expr.name("i").times(last.stride()))
                                                        .plus(Expr.name("j")),
                                                y.plus(Expr.name("i"))
                                                        .plus(Expr.name("j").times(near.target()))))
                                .toString());
    }
}
