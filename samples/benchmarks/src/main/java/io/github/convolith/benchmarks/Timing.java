package io.github.convolith.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * How long and how often is measured. A round times every layer in a JVM of its own per engine, one engine right after
 * the other, so that whatever else the machine does meets both alike.
 *
 * @param rounds how many rounds
 * @param warmups how many warm-up iterations in each JVM
 * @param iterations how many measured iterations in each JVM
 * @param milliseconds how long an iteration takes
 */
record Timing(int rounds, int warmups, int iterations, int milliseconds) {
    /** About seven minutes for all layers. */
    static final Timing FULL = new Timing(5, 4, 5, 350);

    /** About a minute for all layers. */
    static final Timing QUICK = new Timing(1, 3, 3, 300);

    /** Times every layer once more and adds what came out, in microseconds a call. */
    void round(List<BenchmarkLayer> layers, Map<String, Samples> samples) throws RunnerException {
        for (BenchmarkLayer layer : layers) {
            Samples ofLayer = samples.computeIfAbsent(layer.name(), name -> new Samples());
            for (RunResult result : new Runner(options(layer)).run()) {
                ofLayer.add(result);
            }
        }
    }

    private Options options(BenchmarkLayer layer) {
        TimeValue time = TimeValue.milliseconds(milliseconds);
        return new OptionsBuilder()
                .include(LayerBenchmark.class.getName() + "\\.")
                .param("layer", layer.name())
                .forks(1)
                .warmupIterations(warmups)
                .warmupTime(time)
                .measurementIterations(iterations)
                .measurementTime(time)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
    }

    /** What the iterations of one layer took, by benchmark method. */
    static final class Samples {
        private final Map<String, List<Double>> microseconds = new TreeMap<>();

        private void add(RunResult result) {
            String method = result.getParams().getBenchmark().replaceFirst(".*\\.", "");
            List<Double> scores = microseconds.computeIfAbsent(method, name -> new ArrayList<>());
            result.getBenchmarkResults().stream()
                    .map(fork -> fork.getIterationResults())
                    .flatMap(Collection::stream)
                    .forEach(
                            iteration -> scores.add(iteration.getPrimaryResult().getScore()));
        }

        /** The middle value of all iterations of a method of {@link LayerBenchmark}. */
        double median(String method) {
            List<Double> sorted = microseconds.getOrDefault(method, List.of()).stream()
                    .sorted()
                    .toList();
            if (sorted.isEmpty()) {
                throw new IllegalStateException("nothing was timed for " + method);
            }
            int middle = sorted.size() / 2;
            return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        }
    }
}
