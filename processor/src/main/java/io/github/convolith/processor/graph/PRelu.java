package io.github.convolith.processor.graph;

import java.util.List;

/**
 * {@code max(v, 0) + slope·min(v, 0)}.
 *
 * @param slopes how many slopes there are: 1, or as many as channels
 */
public record PRelu(int slopes) implements Op {
    @Override
    public String title() {
        return "p relu";
    }

    @Override
    public Shape output(List<Shape> inputs) {
        Shape input = inputs.get(0);
        Misfit.unless(
                slopes == 1 || slopes == input.channels(), "it has %d slopes for the channels of %s", slopes, input);
        return input;
    }
}
