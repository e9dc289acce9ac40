package io.github.convolith.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
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
    static final Timing FULL = new Timing(5, 5, 6, 250);

    /** About a minute for all layers. */
    static final Timing QUICK = new Timing(1, 4, 3, 200);

    /** Times every layer once more and adds what came out. */
    void round(List<BenchmarkLayer> layers, Map<String, Samples> samples) throws RunnerException {
        for (BenchmarkLayer layer : layers) {
            Samples ofLayer = samples.computeIfAbsent(layer.name(), name -> new Samples());
            for (RunResult result : run(layer)) {
                ofLayer.add(result);
            }
        }
    }

    /** What JMH and its JVMs print is of interest only where something failed. */
    private Iterable<RunResult> run(BenchmarkLayer layer) throws RunnerException {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(log, true, StandardCharsets.UTF_8);
        try {
            return new Runner(options(layer), OutputFormatFactory.createFormatInstance(stream, VerboseMode.NORMAL))
                    .run();
        } catch (RunnerException e) {
            throw new RunnerException(
                    "Timing of the layer '" + layer.name() + "' failed:\n" + log.toString(StandardCharsets.UTF_8), e);
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
                .build();
    }
}
