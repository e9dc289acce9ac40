package io.github.convolith.processor.emit;

import io.github.convolith.processor.graph.Reduce;
import io.github.convolith.processor.graph.Shape;
import java.util.List;

/** All elements along some axes as one. */
final class ReduceEmitter implements OpEmitter<Reduce> {
    /** Neighbouring results from which on they are computed side by side. */
    private static final int SIDE_BY_SIDE = 8;

    @Override
    public Kernel emit(Reduce op, List<Shape> inputs) {
        ReducedAxes axes = ReducedAxes.of(op, inputs.get(0));
        boolean sideBySide =
                axes.innerStays() && axes.kept().get(axes.kept().size() - 1).size() >= SIDE_BY_SIDE;
        return sideBySide ? new ReducePlanes(op.kind(), axes).emit() : new ReduceRows(op.kind(), axes).emit();
    }
}
