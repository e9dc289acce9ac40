package io.github.convolith.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one JVM measured of one network on one target, or the medians of several.
 *
 * @param ours microseconds of processor time a run of the generated class, the median of batches
 * @param onnxRuntime the same of ONNX Runtime
 * @param tail microseconds by the clock that 99.9 % of the runs of the generated class stay below; where fewer than a
 *     thousand were timed, the longest
 * @param firstCall milliseconds of the first run, with everything the JVM has to load for it
 * @param steady milliseconds from the beginning of the first run until runs are within 15 % of {@code ours}
 * @param bytesPerCall what a run of the generated class allocates
 * @param multiplyAdds multiply-adds a run by the definition
 */
record TrialResult(
        double ours,
        double onnxRuntime,
        double tail,
        double firstCall,
        double steady,
        long bytesPerCall,
        long multiplyAdds) {
    private static final String MARK = "RESULT ";

    /** A line from which {@link #find} reads the same again. */
    String line() {
        return MARK
                + Stream.of(ours, onnxRuntime, tail, firstCall, steady, bytesPerCall, multiplyAdds)
                        .map(String::valueOf)
                        .collect(Collectors.joining(" "));
    }

    /**
     * The result among what a JVM printed.
     *
     * @throws IllegalStateException if there is none
     */
    static TrialResult find(List<String> printed) {
        String line = printed.stream()
                .filter(each -> each.startsWith(MARK))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no result was printed"));
        String[] parts = line.substring(MARK.length()).split(" ", -1);
        return new TrialResult(
                Double.parseDouble(parts[0]),
                Double.parseDouble(parts[1]),
                Double.parseDouble(parts[2]),
                Double.parseDouble(parts[3]),
                Double.parseDouble(parts[4]),
                Long.parseLong(parts[5]),
                Long.parseLong(parts[6]));
    }

    /** The median of each figure; of what is allocated, the most. */
    static TrialResult median(List<TrialResult> results) {
        return new TrialResult(
                median(results, TrialResult::ours),
                median(results, TrialResult::onnxRuntime),
                median(results, TrialResult::tail),
                median(results, TrialResult::firstCall),
                median(results, TrialResult::steady),
                results.stream().mapToLong(TrialResult::bytesPerCall).max().orElseThrow(),
                results.get(0).multiplyAdds());
    }

    private static double median(List<TrialResult> results, ToDoubleFunction<TrialResult> figure) {
        List<Double> values = new ArrayList<>();
        results.forEach(result -> values.add(figure.applyAsDouble(result)));
        return Samples.median(values);
    }
}
