package io.github.convolith.benchmarks;

import ai.onnxruntime.OrtException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;

/** Times layers by JMH. */
final class LayerTiming {
    private final List<BenchmarkLayer> layers;
    private final Timing timing;
    private final PrintStream out;
    private final Map<String, Long> allocated = new HashMap<>();
    private final Map<String, Samples> samples = new HashMap<>();

    LayerTiming(List<BenchmarkLayer> layers, Timing timing, PrintStream out) {
        this.layers = layers;
        this.timing = timing;
        this.out = out;
    }

    List<Row> run() throws OrtException, RunnerException {
        for (BenchmarkLayer layer : layers) {
            check(layer);
        }
        out.println("Both engines agree on every layer.");
        for (int round = 1; round <= timing.rounds(); round++) {
            out.println("Layers, round " + round + " of " + timing.rounds());
            timing.round(layers, samples);
        }
        List<Row> rows = new ArrayList<>();
        for (BenchmarkLayer layer : layers) {
            rows.add(row(layer));
        }
        return rows;
    }

    private void check(BenchmarkLayer layer) throws OrtException {
        try (Contest contest = new Contest(layer)) {
            contest.requireAgreement();
            allocated.put(layer.title(), Allocation.bytesPerCall(contest::runOurs));
        }
    }

    private Row row(BenchmarkLayer layer) {
        Samples measured = samples.get(layer.title());
        return new Row(
                layer.name(),
                layer.strategy(),
                measured.median("ours"),
                measured.median("onnxRuntime"),
                layer.multiplyAdds(),
                allocated.get(layer.title()));
    }
}
