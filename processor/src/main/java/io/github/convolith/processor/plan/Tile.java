package io.github.convolith.processor.plan;

/**
 * How much of the output is computed at once by the strategies that keep one plane per tap and one sum per output
 * channel: enough for long loops, little enough for the planes to stay in the caches near the core.
 */
public final class Tile {
    /** Output positions of one tile at most, unless a single row is longer. */
    public static final int MOST_POSITIONS = 1024;

    /** Floats that the sums of one tile may occupy: half of a 1 MiB second-level cache. */
    private static final int MOST_SUMS = 128 * 1024;

    private static final int FEWEST_POSITIONS = 256;

    private Tile() {}

    /** Output positions of one tile for a layer with so many sums at once. */
    public static int positions(int sums) {
        return Math.max(FEWEST_POSITIONS, Math.min(MOST_POSITIONS, MOST_SUMS / sums));
    }
}
