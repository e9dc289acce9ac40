package io.github.convolith.processor.graph;

import java.util.List;

/** The same elements in the same order, in another shape. */
public record Reshape(Shape shape) implements Op {
    @Override
    public String title() {
        return "reshape";
    }

    @Override
    public Shape output(List<Shape> inputs) {
        Misfit.unless(
                inputs.get(0).elements() == shape.elements(),
                "%s has %d elements and cannot become %s, which has %d",
                inputs.get(0),
                inputs.get(0).elements(),
                shape,
                shape.elements());
        return shape;
    }
}
