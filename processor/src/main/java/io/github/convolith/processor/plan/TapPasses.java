package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Conv;
import java.util.ArrayList;
import java.util.List;

/**
 * How the terms of a convolution are dealt out to vectorised loops.
 *
 * <p>Each loop adds up to {@value #MOST_TERMS} weighted planes to a sum. C2 of JDK 17 turns such a body into SIMD while
 * it has at most five terms from separate arrays (its node limit for unrolling, {@code -XX:LoopUnrollLimit}); with six
 * it falls back to scalar code, six times slower.
 *
 * @param channels input channels laid out together before their terms are added
 * @param terms the number of terms of each pass over those channels' planes, in order
 */
public record TapPasses(int channels, List<Integer> terms) {
    /** Terms of one vectorised loop. */
    public static final int MOST_TERMS = 5;

    public TapPasses {
        terms = List.copyOf(terms);
    }

    /** Passes for a layer: several channels at once where they have few taps each, else one channel in equal parts. */
    public static TapPasses of(Conv conv) {
        int taps = Math.toIntExact(conv.taps());
        int most = Math.max(1, MOST_TERMS / taps);
        int blocks = (conv.inPerGroup() + most - 1) / most;
        int channels = (conv.inPerGroup() + blocks - 1) / blocks;
        return new TapPasses(channels, split(channels * taps));
    }

    /** Splits so many terms into as few passes as possible, as equal as possible, the longer ones first. */
    public static List<Integer> split(int terms) {
        int passes = (terms + MOST_TERMS - 1) / MOST_TERMS;
        List<Integer> sizes = new ArrayList<>();
        for (int pass = 0; pass < passes; pass++) {
            sizes.add(terms / passes + (pass < terms % passes ? 1 : 0));
        }
        return sizes;
    }
}
