package io.github.convolith.processor.graph;

/** A stored tensor as it is. */
public record Values(String tensor, Shape shape) implements Parameters {
    @Override
    public int sources() {
        return 1;
    }
}
