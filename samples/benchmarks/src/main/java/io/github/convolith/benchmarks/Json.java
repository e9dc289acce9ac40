package io.github.convolith.benchmarks;

import java.util.List;
import java.util.Locale;

/** Rows for a program to read: an array with an object for each, which has the name under {@code layer} or {@code network}. */
final class Json {
    private Json() {}

    /** The objects as an array. */
    static String array(List<String> objects) {
        return "[\n  " + String.join(",\n  ", objects) + "\n]\n";
    }

    /**
     * The object of a layer.
     *
     * @param row what came out
     * @param jdk the version of Java
     */
    static String of(Row row, String jdk) {
        return String.format(
                Locale.ROOT,
                "{\"layer\": %s, \"strategy\": %s, \"target\": %s, \"jdk\": %s, \"ours_us\": %.4f, \"ort_us\": %.4f,"
                        + " \"ratio\": %.4f, \"gflops\": %.3f, \"bytes_per_call\": %d}",
                quoted(row.name()),
                quoted(row.strategy()),
                quoted(row.target()),
                quoted(jdk),
                row.ours(),
                row.onnxRuntime(),
                row.ratio(),
                row.gigaflops(),
                row.bytesPerCall());
    }

    /**
     * The object of a network.
     *
     * @param row what came out
     * @param jdk the version of Java
     */
    static String of(NetworkRow row, String jdk) {
        TrialResult measured = row.measured();
        return String.format(
                Locale.ROOT,
                "{\"network\": %s, \"target\": %s, \"jdk\": %s, \"ours_us\": %.4f, \"ort_us\": %.4f, \"ratio\": %.4f,"
                        + " \"bytes_per_call\": %d, \"p999_us\": %.4f, \"first_call_ms\": %.3f, \"steady_ms\": %.3f,"
                        + " \"gflops\": %.3f, \"peak_share\": %.4f}",
                quoted(row.network()),
                quoted(row.target()),
                quoted(jdk),
                measured.ours(),
                measured.onnxRuntime(),
                row.ratio(),
                measured.bytesPerCall(),
                measured.tail(),
                measured.firstCall(),
                measured.steady(),
                row.gigaflops(),
                row.shareOfPeak());
    }

    /**
     * The object of a layer of a tuning run.
     *
     * @param row what came out
     * @param jdk the version of Java
     */
    static String of(TuningRow row, String jdk) {
        return String.format(
                Locale.ROOT,
                "{\"network\": %s, \"layer\": %s, \"jdk\": %s, \"chosen\": %s, \"chosen_us\": %.4f, \"fastest\": %s,"
                        + " \"fastest_us\": %.4f}",
                quoted(row.network()),
                quoted(row.layer()),
                quoted(jdk),
                quoted(row.chosen()),
                row.chosenTime(),
                quoted(row.fastest()),
                row.fastestTime());
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
