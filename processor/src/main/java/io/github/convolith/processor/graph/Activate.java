package io.github.convolith.processor.graph;

import java.util.List;
import java.util.Locale;

/** A function applied to every element by itself. */
public record Activate(Activation activation) implements Op {
    @Override
    public String title() {
        return activation.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    @Override
    public Shape output(List<Shape> inputs) {
        return inputs.get(0);
    }
}
