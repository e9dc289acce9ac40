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
    /** About eleven minutes for everything. */
    static final Timing FULL = new Timing(5, 5, 6, 250);

    /** A minute or two for everything. */
    static final Timing QUICK = new Timing(1, 4, 3, 200);

    /** Times everything once more and adds what came out. */
    void round(List<? extends Subject> subjects, Map<String, Samples> samples) throws RunnerException {
        for (Subject subject : subjects) {
            Samples ofSubject = samples.computeIfAbsent(subject.title(), name -> new Samples());
            for (RunResult result : run(subject)) {
                ofSubject.add(result);
            }
        }
    }

    /** What JMH and its JVMs print is of interest only where something failed. */
    private Iterable<RunResult> run(Subject subject) throws RunnerException {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(log, true, StandardCharsets.UTF_8);
        try {
            return new Runner(options(subject), OutputFormatFactory.createFormatInstance(stream, VerboseMode.NORMAL))
                    .run();
        } catch (RunnerException e) {
            throw new RunnerException(
                    "Timing of " + subject.title() + " failed:\n" + log.toString(StandardCharsets.UTF_8), e);
        }
    }

    private Options options(Subject subject) {
        TimeValue time = TimeValue.milliseconds(milliseconds);
        return new OptionsBuilder()
                .include(SubjectBenchmark.class.getName() + "\\.")
                .param("subject", subject.title())
                .forks(1)
                .warmupIterations(warmups)
                .warmupTime(time)
                .measurementIterations(iterations)
                .measurementTime(time)
                .shouldFailOnError(true)
                .build();
    }
}
