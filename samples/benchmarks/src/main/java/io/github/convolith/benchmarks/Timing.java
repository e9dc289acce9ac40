package io.github.convolith.benchmarks;

import io.github.convolith.runtime.Platform;
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
 * How long and how often is measured. A round times every layer in a JVM of its own per target and engine, one engine right after
 * the other, so that whatever else the machine does meets both alike.
 *
 * @param rounds how many rounds
 * @param warmups how many warm-up iterations in each JVM
 * @param iterations how many measured iterations in each JVM
 * @param milliseconds how long an iteration takes
 */
record Timing(int rounds, int warmups, int iterations, int milliseconds) {
    /** Half an hour for everything. */
    static final Timing FULL = new Timing(5, 5, 5, 400);

    /** Four minutes or so for everything. */
    static final Timing QUICK = new Timing(1, 5, 3, 400);

    /** Times everything once more and adds what came out. */
    void round(List<BenchmarkLayer> layers, List<String> targets, Map<LayerTiming.Entry, Samples> samples)
            throws RunnerException {
        for (BenchmarkLayer layer : layers) {
            for (String target : targets) {
                Samples ofLayer = samples.computeIfAbsent(new LayerTiming.Entry(layer, target), key -> new Samples());
                for (RunResult result : run(layer, target)) {
                    ofLayer.add(result);
                }
            }
        }
    }

    /** What JMH and its JVMs print is of interest only where something failed. */
    private Iterable<RunResult> run(BenchmarkLayer subject, String target) throws RunnerException {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(log, true, StandardCharsets.UTF_8);
        try {
            return new Runner(
                            options(subject, target),
                            OutputFormatFactory.createFormatInstance(stream, VerboseMode.NORMAL))
                    .run();
        } catch (RunnerException e) {
            throw new RunnerException(
                    "Timing of " + subject.title() + " failed:\n" + log.toString(StandardCharsets.UTF_8), e);
        }
    }

    private Options options(BenchmarkLayer subject, String target) {
        TimeValue time = TimeValue.milliseconds(milliseconds);
        return new OptionsBuilder()
                .include(SubjectBenchmark.class.getName() + "\\.")
                .param("subject", subject.title())
                .jvmArgsAppend("-D" + Platform.TARGET_PROPERTY + "=" + target)
                .forks(1)
                .warmupIterations(warmups)
                .warmupTime(time)
                .measurementIterations(iterations)
                .measurementTime(time)
                .shouldFailOnError(true)
                .build();
    }
}
