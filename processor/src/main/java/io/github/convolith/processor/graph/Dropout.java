package io.github.convolith.processor.graph;

import java.util.List;

/** What leaves its input as it is, as dropout does outside of training. */
public record Dropout() implements Op {
    @Override
    public String title() {
        return "dropout";
    }

    @Override
    public Shape output(List<Shape> inputs) {
        return inputs.get(0);
    }
}
