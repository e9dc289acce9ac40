package io.github.convolith.processor.emit;

import io.github.convolith.processor.graph.Pool;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.plan.Budget;
import java.util.List;

/** The largest or the mean element of each window. */
final class PoolEmitter implements OpEmitter<Pool> {
    @Override
    public Kernel emit(Pool op, List<Shape> inputs) {
        Shape input = inputs.get(0);
        Shape output = op.output(inputs);
        PoolGeometry geometry = PoolGeometry.of(op, input, output);
        // Only a padding far larger than the input can bring that about.
        boolean isHuge = geometry.plane() > Math.max(Budget.WORKSPACE / 16, 4 * input.plane());
        return isHuge ? PoolLoops.emit(op, geometry) : new PoolPlanes(op, input, geometry).emit();
    }
}
