package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Window;

/** Zeros around a plane: so many rows above and below, so many columns to the left and right. */
public record Halo(int top, int left, int bottom, int right) {
    public static final Halo NONE = new Halo(0, 0, 0, 0);

    /** The zeros that windows reach into when they slide over an input of this height and width. */
    public static Halo of(Window rows, int height, Window columns, int width) {
        return new Halo(
                Math.toIntExact(rows.padBegin(height)),
                Math.toIntExact(columns.padBegin(width)),
                behind(rows, height),
                behind(columns, width));
    }

    private static int behind(Window window, int size) {
        long end = (window.output(size) - 1) * window.stride() + window.span() - window.padBegin(size);
        return Math.toIntExact(Math.max(0, end - size));
    }

    /** Zeros that are enough for both. */
    public Halo max(Halo other) {
        return new Halo(
                Math.max(top, other.top),
                Math.max(left, other.left),
                Math.max(bottom, other.bottom),
                Math.max(right, other.right));
    }
}
