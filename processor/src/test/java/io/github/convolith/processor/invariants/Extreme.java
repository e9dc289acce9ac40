package io.github.convolith.processor.invariants;

import static io.github.convolith.processor.invariants.SpecBuilder.layer;

import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.plan.Planner;
import io.github.convolith.processor.plan.StraightLine;
import io.github.convolith.processor.plan.Strategy;
import io.github.convolith.processor.plan.UnrolledTaps;
import io.github.convolith.processor.sweep.Spec;
import java.util.List;
import java.util.stream.Stream;

/**
 * A layer that is large in some way, so that its generated code is.
 *
 * @param strategies those its code is generated with
 */
record Extreme(String what, Spec spec, List<Strategy> strategies) {
    private static Extreme of(String what, SpecBuilder spec) {
        return new Extreme(what, spec.build(), Planner.STRATEGIES);
    }

    private static Extreme full(String what, SpecBuilder spec) {
        return new Extreme("FULL: " + what, spec.build(), List.of(new StraightLine()));
    }

    private static Extreme taps(String what, SpecBuilder spec) {
        return new Extreme("TAPS: " + what, spec.build(), List.of(new UnrolledTaps()));
    }

    @Override
    public String toString() {
        return what;
    }

    /** Layers near what the planner writes out term by term: 50,000 multiply-adds. */
    static List<Extreme> unrolled() {
        return List.of(
                full(
                        "48,400 terms, weights in arrays",
                        layer(10, 10, 3, 3).padding("SAME").fixed(8, 8)),
                full(
                        "43,200 terms, constant weights",
                        layer(20, 20, 3, 3).fixed(5, 6).constant(1)),
                full("one output of 49,999 terms", layer(1, 1, 49_999).fixed(49_999)),
                taps(
                        "72 → 75 channels, open size",
                        layer(72, 75, 3, 3).padding("SAME").open(32, 32)),
                taps(
                        "constant weights",
                        layer(20, 20, 3, 3).padding("SAME").open(5, 6).constant(1)));
    }

    /**
     * Layers with fewer terms than that whose code is larger than the terms let expect: loads and indices, calls, and
     * constants that are no weights. Each may be refused as well as written.
     */
    static List<Extreme> unwieldy() {
        return List.of(
                full("inputs far apart", layer(1, 1, 223, 223).dilation(18).fixed(3997, 3997)),
                taps("inputs far apart", layer(1, 1, 223, 223).dilation(18).fixed(3997, 3997)),
                full("48,400 outputs", layer(1, 1, 1, 1).fixed(220, 220)),
                taps(
                        "one output of a fixed size",
                        layer(5550, 1, 3, 3).padding("FULL").fixed(7, 7)),
                taps(
                        "one output of an open size",
                        layer(200, 1, 3, 3).padding("SAME").open(64, 64)),
                taps(
                        "31×31 kernel, one output",
                        layer(16, 1, 31, 31).padding("SAME").open(64, 64)),
                taps("64×64 patches", layer(3, 4, 64, 64).stride(64).open(256, 256)),
                taps(
                        "1,024 depthwise channels",
                        layer(1024, 1024, 3, 3).groups(1024).fixed(4, 4)));
    }

    /** Layers whose every output is a single term, so that what is around the terms counts most. */
    static List<Extreme> activated() {
        return Stream.of(Activation.Kind.values())
                .map(kind -> full(
                        kind + " of 480 short sums", layer(1, 16, 1).fixed(30).activation(kind)))
                .toList();
    }

    /** Kernels that are large along an axis. */
    static List<Extreme> kernels() {
        return List.of(
                of("31×31 kernel", layer(4, 4, 31, 31).padding("SAME").open(64, 64)),
                of(
                        "31×31 kernel, full padding, fixed size",
                        layer(2, 3, 31, 31).padding("FULL").fixed(50, 40)),
                of(
                        "31×31 kernel, stride 2",
                        layer(3, 8, 31, 31).stride(2).padding("SAME").open(64, 64)),
                of("31×31 kernel, stride 31", layer(3, 8, 31, 31).stride(31).open(62, 62)),
                of("1-D kernel of 1000", layer(4, 4, 1000).padding("SAME").open(4000)),
                of(
                        "1-D kernel of 1000, causal, stride 7, fixed",
                        layer(2, 8, 1000)
                                .stride(7)
                                .padding("CAUSAL")
                                .fixed(5000)
                                .convolution()),
                of(
                        "kernel of 1000 columns",
                        layer(2, 2, 3, 1000).padding("SAME").fixed(16, 1000)));
    }

    /** Kernels with so many phases or rows that what is written once for each is much. */
    static List<Extreme> phases() {
        return List.of(
                of(
                        "1-D kernel of 400, stride 160",
                        layer(1, 40, 400).stride(160).fixed(16_000)),
                of(
                        "1-D kernel of 1000, stride 1000",
                        layer(1, 1, 1000).stride(1000).open(4000)),
                of("kernel of 1000 rows", layer(2, 2, 1000, 3).padding("SAME").open(1000, 16)),
                of(
                        "kernel of 1000 rows, stride 1000",
                        layer(1, 2, 1000, 3).stride(1000, 1).open(4000, 16)),
                of(
                        "kernel of 1000 columns, stride 1000",
                        layer(1, 2, 3, 1000).stride(1, 1000).open(16, 4000)),
                of(
                        "kernel of 1000 columns, stride 1000, fixed",
                        layer(1, 2, 3, 1000).stride(1, 1000).fixed(16, 4000)));
    }

    /** Layers with next to no terms and millions of outputs. */
    static List<Extreme> outputs() {
        return List.of(
                full(
                        "a pixel in a wide border",
                        layer(1, 1, 1, 1).pad(1000, 1000, 1000, 1000).fixed(1, 1)),
                full("a kernel of zeros", layer(1, 1, 3, 3).fixed(4096, 4096).constant(0)),
                full("a signal in silence", layer(1, 1, 1).pad(1 << 24, 0).fixed(1)));
    }

    /** Many channels, groups, constants, and sizes. */
    static List<Extreme> others() {
        return List.of(
                of("4,000 constant weights", layer(500, 8, 1, 1).open(16, 16).constant(1)),
                of(
                        "4,000 constant weights, a tenth of them not zero",
                        layer(1, 4, 1000).open(1000).constant(0.1)),
                of(
                        "4,000 constant weights, fixed size",
                        layer(8, 125, 2, 2).fixed(3, 4).constant(1)),
                of(
                        "constant weights that are all zero",
                        layer(64, 6, 3, 3).padding("SAME").fixed(16, 16).constant(0)),
                of(
                        "64 groups, depthwise",
                        layer(64, 64, 3, 3).groups(64).padding("SAME").open(56, 56)),
                of(
                        "64 groups, 2 outputs each",
                        layer(64, 128, 5, 5)
                                .groups(64)
                                .stride(2)
                                .padding("SAME")
                                .fixed(56, 56)),
                of(
                        "64 groups of 2 channels",
                        layer(128, 128, 3, 3).groups(64).padding("SAME").open(16, 16)),
                of("dilation 64", layer(8, 8, 3, 3).dilation(64).padding("SAME").open(256, 256)),
                of(
                        "1-D dilation 64, causal",
                        layer(16, 16, 8).dilation(64).padding("CAUSAL").open(1024)),
                of(
                        "512 → 512 channels, 3×3",
                        layer(512, 512, 3, 3).padding("SAME").fixed(7, 7)),
                of("512 → 512 channels, 1×1, open size", layer(512, 512, 1, 1).open(14, 14)),
                of(
                        "512 → 512 channels, stride 2, no bias",
                        layer(512, 512, 3, 3)
                                .stride(2)
                                .padding("SAME")
                                .open(14, 14)
                                .bias(BiasRule.NONE)),
                of("4096×4096, open", layer(3, 8, 3, 3).padding("SAME").open(4096, 4096)),
                of("4096×4096, fixed", layer(3, 8, 3, 3).padding("SAME").fixed(4096, 4096)),
                of(
                        "4096×4096, fixed, stride 64",
                        layer(3, 8, 7, 7).stride(64).padding("SAME").fixed(4096, 4096)),
                of("2^30 samples", layer(1, 1, 3).padding("SAME").fixed(1 << 30)));
    }
}
