package io.github.convolith.processor.emit;

import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Slice;
import java.util.List;

/** A part of an activation that does not lie in one piece: copied row by row, or element by element. */
final class SliceEmitter implements OpEmitter<Slice> {
    @Override
    public Kernel emit(Slice op, List<Shape> inputs) {
        Shape input = inputs.get(0);
        int inner = innermost(op);
        Expr from = Expr.name("xOffset").plus(op.offset(input));
        return new Kernel.Builder()
                .execute(axis(
                        op,
                        0,
                        inner,
                        from,
                        Expr.name("yOffset"),
                        input.strides(),
                        op.output(inputs).strides()));
    }

    /** The last axis of which more than one element is taken; the axes behind it are one element each. */
    private static int innermost(Slice op) {
        int axis = op.sizes().size() - 1;
        while (axis > 0 && op.sizes().get(axis) == 1) {
            axis--;
        }
        return axis;
    }

    private static String axis(
            Slice op, int axis, int inner, Expr from, Expr to, List<Integer> inStrides, List<Integer> outStrides) {
        int size = op.sizes().get(axis);
        int step = op.steps().get(axis) * inStrides.get(axis);
        if (axis == inner && step == 1 && size > 1) {
            return "System.arraycopy(x, %s, y, %s, %d);".formatted(from, to, size);
        }
        return Loop.over("i" + axis, size, index -> {
            Expr source = step < 0 ? from.minus(index.times(-step)) : from.plus(index.times(step));
            Expr target = to.plus(index.times(outStrides.get(axis)));
            return axis == inner
                    ? "y[%s] = x[%s];".formatted(target, source)
                    : axis(op, axis + 1, inner, source, target, inStrides, outStrides);
        });
    }
}
