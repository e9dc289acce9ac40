package io.github.convolith.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was measured for a layer.
 *
 * @param network the first network that has it
 * @param layer its kernel, channels and size
 * @param chosen the planner's kernel
 * @param chosenTime its microseconds
 * @param fastest the kernel that took least
 * @param fastestTime its microseconds
 */
record TuningRow(String network, String layer, String chosen, double chosenTime, String fastest, double fastestTime) {
    /** A difference that may be one of this run alone. */
    static final double NOISE = 0.1;

    private static final List<String> HEADINGS =
            List.of("network", "layer", "chosen", "fastest", "chosen µs", "fastest µs", "lost");

    /** The row of the times of all kernels, in microseconds; the first one was chosen. */
    static TuningRow of(String network, String layer, Map<String, Double> times) {
        Map.Entry<String, Double> chosen = times.entrySet().iterator().next();
        Map.Entry<String, Double> fastest =
                times.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow();
        return new TuningRow(network, layer, chosen.getKey(), chosen.getValue(), fastest.getKey(), fastest.getValue());
    }

    /** By how much longer the chosen kernel takes, as a share of the fastest one's time. */
    double loss() {
        return chosenTime / fastestTime - 1;
    }

    /** The row on a line of its own. */
    String line() {
        String times = layer + ": " + chosen + ", " + Columns.threeDigits(chosenTime) + " µs";
        return chosen.equals(fastest)
                ? times
                : times + "; faster: " + fastest + ", " + Columns.threeDigits(fastestTime) + " µs";
    }

    /** All rows as a table, those first where most is lost. */
    static String table(List<TuningRow> rows) {
        List<List<String>> cells = rows.stream()
                .sorted((a, b) -> Double.compare(b.loss(), a.loss()))
                .map(row -> List.of(
                        row.network,
                        row.layer,
                        row.chosen,
                        row.chosen.equals(row.fastest) ? "" : row.fastest,
                        Columns.threeDigits(row.chosenTime),
                        Columns.threeDigits(row.fastestTime),
                        String.format(Locale.ROOT, "%.0f%%", 100 * row.loss())))
                .toList();
        return Columns.of(HEADINGS, cells, 4);
    }
}
