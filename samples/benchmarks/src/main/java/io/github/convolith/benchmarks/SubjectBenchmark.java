package io.github.convolith.benchmarks;

import ai.onnxruntime.OrtException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What JMH times. {@link Timing} says how long and how often. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SubjectBenchmark {
    /** The title of the layer or network, one of those in {@link Subjects}. */
    @Param({})
    public String subject;

    private Contest contest;

    /** Both engines stand ready in every JVM that times one of them, and agree. */
    @Setup
    public void prepare() throws OrtException {
        contest = new Contest(Subjects.titled(subject));
        contest.requireAgreement();
    }

    @Benchmark
    public Object ours(ProcessorTime time) {
        time.calls++;
        return contest.runOurs();
    }

    @Benchmark
    public Object onnxRuntime(ProcessorTime time) throws OrtException {
        time.calls++;
        return contest.runOnnxRuntime();
    }

    /** They still agree now that everything has been compiled. */
    @TearDown
    public void finish() throws OrtException {
        contest.requireAgreement();
        contest.close();
    }
}
