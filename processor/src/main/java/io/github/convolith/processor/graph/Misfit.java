package io.github.convolith.processor.graph;

import java.util.Locale;

/** Shapes that do not go together, in words that complete "layer x: …". */
public final class Misfit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Misfit(String text) {
        super(text);
    }

    /** Throws unless a condition holds. */
    public static void unless(boolean holds, String format, Object... values) {
        if (!holds) {
            throw new Misfit(String.format(Locale.ROOT, format, values));
        }
    }
}
