package io.github.convolith.processor.graph;

import java.util.List;

/** A stored tensor as an activation, such as a learned embedding. Its parameters are {@link Values}. */
public record Learned(Shape shape) implements Op {
    @Override
    public String title() {
        return "stored tensor";
    }

    @Override
    public int inputs() {
        return 0;
    }

    @Override
    public Shape output(List<Shape> inputs) {
        return shape;
    }
}
