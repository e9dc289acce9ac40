package io.github.convolith.processor.emit;

import io.github.convolith.processor.graph.Pool;
import io.github.convolith.processor.graph.Reduce;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.plan.Budget;
import java.util.List;
import java.util.stream.IntStream;

/** The largest or the mean element of each window. */
final class PoolEmitter implements OpEmitter<Pool> {
    @Override
    public Kernel emit(Pool op, List<Shape> inputs) {
        Shape input = inputs.get(0);
        Shape output = op.output(inputs);
        if (output.plane() == 1 && isWhole(op, input)) {
            List<Integer> axes = IntStream.range(1, input.rank()).boxed().toList();
            Reduce.Kind kind = op.kind() == Pool.Kind.MAX ? Reduce.Kind.MAX : Reduce.Kind.MEAN;
            return new ReduceEmitter().emit(new Reduce(kind, axes, true), inputs);
        }
        PoolGeometry geometry = PoolGeometry.of(op, input, output);
        // Only a padding far larger than the input can bring that about.
        boolean isHuge = geometry.plane() > Math.max(Budget.WORKSPACE / 16, 4 * input.plane());
        return isHuge ? PoolLoops.emit(op, geometry) : new PoolPlanes(op, input, geometry).emit();
    }

    /** Whether a window that begins with the input also ends with it, and leaves nothing out. */
    private static boolean isWhole(Pool op, Shape input) {
        for (int axis = 0; axis < input.sizes().size(); axis++) {
            Window window = op.windows().get(axis);
            int size = input.size(axis);
            if (window.kernel() != size || window.dilation() != 1 || window.padBegin(size) != 0) {
                return false;
            }
        }
        return true;
    }
}
