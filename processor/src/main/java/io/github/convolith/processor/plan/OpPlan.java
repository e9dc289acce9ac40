package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Op;
import io.github.convolith.processor.graph.Shape;
import java.util.List;

/** An operator that there is one way to compute. */
public record OpPlan(Op op, List<Shape> inputs) implements KernelPlan {
    public OpPlan {
        inputs = List.copyOf(inputs);
    }

    /** The shape of the result. */
    public Shape output() {
        return op.output(inputs);
    }

    @Override
    public String title() {
        return op.title();
    }

    @Override
    public double nanoseconds() {
        return output().elements() * Cost.VECTOR_COPY;
    }
}
