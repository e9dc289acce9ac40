package io.github.convolith.benchmarks;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;

/** Times layers by JMH, on each target. Every JVM that does so compares what both engines computed, before and after. */
final class LayerTiming {
    private final List<BenchmarkLayer> layers;
    private final List<String> targets;
    private final Timing timing;
    private final PrintStream out;

    /** A layer and what it is computed with. */
    record Entry(BenchmarkLayer layer, String target) {}

    LayerTiming(List<BenchmarkLayer> layers, List<String> targets, Timing timing, PrintStream out) {
        this.layers = layers;
        this.targets = targets;
        this.timing = timing;
        this.out = out;
    }

    List<Row> run() throws RunnerException {
        Map<Entry, Samples> samples = new LinkedHashMap<>();
        for (int round = 1; round <= timing.rounds(); round++) {
            out.println("Layers, round " + round + " of " + timing.rounds());
            timing.round(layers, targets, samples);
        }
        return samples.entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Row row(Entry entry, Samples measured) {
        BenchmarkLayer layer = entry.layer();
        return new Row(
                layer.name(),
                entry.target(),
                layer.strategy(entry.target()),
                measured.median("ours"),
                measured.median("onnxRuntime"),
                layer.multiplyAdds(),
                measured.bytes("ours"));
    }
}
