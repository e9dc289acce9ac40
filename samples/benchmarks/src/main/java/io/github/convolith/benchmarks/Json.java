package io.github.convolith.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Rows for a program to read: an array with an object for each, which has the name under
 * {@code layer} or {@code network}. */
final class Json {
    private Json() {}

    /**
     * The JSON text.
     *
     * @param rows what came out
     * @param target what the generated classes computed with
     * @param jdk the version of Java
     */
    static String of(List<Row> rows, String target, String jdk) {
        return rows.stream().map(row -> object(row, target, jdk)).collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }

    private static String object(Row row, String target, String jdk) {
        return String.format(
                Locale.ROOT,
                "  {\"%s\": %s, \"strategy\": %s, \"target\": %s, \"jdk\": %s, \"ours_us\": %.4f, \"ort_us\": %.4f,"
                        + " \"ratio\": %.4f, \"gflops\": %.3f, \"bytes_per_call\": %d}",
                row.kind().key(),
                quoted(row.name()),
                quoted(row.strategy()),
                quoted(target),
                quoted(jdk),
                row.ours(),
                row.onnxRuntime(),
                row.ratio(),
                row.gigaflops(),
                row.bytesPerCall());
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
