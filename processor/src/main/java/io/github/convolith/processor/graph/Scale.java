package io.github.convolith.processor.graph;

import java.util.List;

/** A scale and a shift per channel, {@code scale·x + shift}, then an activation: what batch normalisation comes to. */
public record Scale(Activation activation) implements Activated {
    @Override
    public Scale withActivation(Activation other) {
        return new Scale(other);
    }

    @Override
    public String title() {
        return "scale and shift";
    }

    @Override
    public Shape output(List<Shape> inputs) {
        return inputs.get(0);
    }
}
