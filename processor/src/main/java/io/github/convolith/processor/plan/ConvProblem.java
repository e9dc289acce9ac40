package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Window;
import java.util.Optional;

/**
 * A convolution to be planned.
 *
 * @param conv what is computed
 * @param input the input shape; empty where the size is bound when the layer is linked
 */
public record ConvProblem(Conv conv, Optional<Shape> input) {
    /** The size on every axis that costs are estimated for while the real one is unknown. */
    private static final int TYPICAL_SIZE = 64;

    /** The input shape costs are estimated for: the real one where it is known. */
    public Shape typicalInput() {
        return input.orElseGet(() -> Shape.of(
                conv.in(),
                conv.windows().stream()
                        .mapToInt(window -> (int) Math.max(TYPICAL_SIZE, window.smallestInput()))
                        .toArray()));
    }

    /** The output shape that belongs to {@link #typicalInput}. */
    public Shape typicalOutput() {
        return conv.output(typicalInput());
    }

    /** Multiply-adds of the layer at its typical size, zero padding included. */
    public long work() {
        return Math.multiplyExact(typicalOutput().elements(), conv.workPerOutput());
    }

    /** The window along the outermost axis of two, or a point where there is only one axis. */
    public Window rows() {
        return conv.windows().size() == 1 ? Window.POINT : conv.windows().get(0);
    }

    /** The window along the innermost axis. */
    public Window columns() {
        return conv.windows().get(conv.windows().size() - 1);
    }

    /** Whether any axis has a stride above 1. */
    public boolean isStrided() {
        return conv.windows().stream().anyMatch(window -> window.stride() > 1);
    }

    /** Whether the layer is a 1×1 convolution of stride 1 without padding: a matrix product over all pixels. */
    public boolean isPointwise() {
        return conv.windows().stream().allMatch(Window::isPoint);
    }

    /** The share of kernel values that need a multiplication; 1 where they are not known. */
    public double density() {
        return conv.constants()
                .map(constants -> constants.nonZeros() / (double) Math.max(1, constants.kernel().length))
                .orElse(1.0);
    }
}
