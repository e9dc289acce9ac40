package io.github.convolith.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;

/** What the iterations of one layer took, by engine: microseconds of processor time a call, and bytes allocated. */
final class Samples {
    private final Map<String, List<Double>> microseconds = new TreeMap<>();
    private final Map<String, List<Double>> bytes = new TreeMap<>();

    /** Adds all iterations of one method of {@link SubjectBenchmark}. */
    void add(RunResult result) {
        String method = result.getParams().getBenchmark().replaceFirst(".*\\.", "");
        for (BenchmarkResult fork : result.getBenchmarkResults()) {
            for (IterationResult iteration : fork.getIterationResults()) {
                double calls = counter(iteration, "calls");
                add(method, counter(iteration, "nanoseconds") / calls / 1000);
                bytes.computeIfAbsent(method, name -> new ArrayList<>()).add(counter(iteration, "bytes") / calls);
            }
        }
    }

    private static double counter(IterationResult iteration, String field) {
        return iteration.getSecondaryResults().get(field).getScore();
    }

    void add(String method, double sample) {
        microseconds.computeIfAbsent(method, name -> new ArrayList<>()).add(sample);
    }

    /** The middle value of all iterations of a method of {@link SubjectBenchmark}. */
    double median(String method) {
        List<Double> values = microseconds.getOrDefault(method, List.of());
        if (values.isEmpty()) {
            throw new IllegalStateException("nothing was timed for " + method);
        }
        return median(values);
    }

    /** Whole bytes that a call allocates in the middle iteration of a method. */
    long bytes(String method) {
        return (long) median(bytes.getOrDefault(method, List.of(0.0)));
    }

    /** The middle value, or the mean of the two that are nearest to the middle; of at least one. */
    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
