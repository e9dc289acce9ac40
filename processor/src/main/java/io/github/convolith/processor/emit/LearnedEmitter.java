package io.github.convolith.processor.emit;

import io.github.convolith.processor.graph.Learned;
import io.github.convolith.processor.graph.Shape;
import java.util.List;

/** A stored tensor, copied to its place in each call. */
final class LearnedEmitter implements OpEmitter<Learned> {
    @Override
    public Kernel emit(Learned op, List<Shape> inputs) {
        return new Kernel.Builder()
                .execute("System.arraycopy(values, 0, y, yOffset, %d);"
                        .formatted(op.shape().elements()));
    }
}
