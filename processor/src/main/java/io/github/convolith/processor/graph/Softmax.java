package io.github.convolith.processor.graph;

import java.util.List;

/**
 * {@code exp(x) / Σ exp(x)} along an axis, or the logarithm of that.
 *
 * @param axis the axis, 0 being the channels
 */
public record Softmax(int axis, boolean log) implements Op {
    @Override
    public String title() {
        return log ? "log softmax" : "softmax";
    }

    @Override
    public Shape output(List<Shape> inputs) {
        Misfit.unless(axis < inputs.get(0).rank(), "its axis is %d and it is given %s", axis, inputs.get(0));
        return inputs.get(0);
    }
}
