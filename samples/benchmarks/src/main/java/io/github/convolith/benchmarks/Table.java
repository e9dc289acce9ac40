package io.github.convolith.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows for a person to read. */
final class Table {
    private static final List<String> HEADINGS =
            List.of("layer", "strategy", "ours µs", "ORT µs", "ratio", "GFLOP/s", "bytes/call");

    /** Columns of words, before those of numbers. */
    private static final int WORDS = 2;

    private Table() {}

    /** The table, with a last line that says how the ratio is on the geometric mean, and one more for the networks. */
    static String of(List<Row> rows) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(HEADINGS);
        rows.forEach(row -> lines.add(cells(row)));
        int[] widths = IntStream.range(0, HEADINGS.size())
                .map(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElseThrow())
                .toArray();
        lines.add(1, IntStream.of(widths).mapToObj("-"::repeat).toList());
        return lines.stream().map(line -> line(line, widths)).collect(Collectors.joining("\n"))
                + mean("geometric mean of the ratio", rows, Kind.LAYER)
                + mean("geometric mean of the ratio, networks", rows, Kind.NETWORK);
    }

    private static List<String> cells(Row row) {
        return List.of(
                row.title(),
                row.strategy(),
                threeDigits(row.ours()),
                threeDigits(row.onnxRuntime()),
                String.format(Locale.ROOT, "%.2f", row.ratio()),
                String.format(Locale.ROOT, "%.1f", row.gigaflops()),
                String.valueOf(row.bytesPerCall()));
    }

    /** Three significant digits, but no digit before the point lost. */
    private static String threeDigits(double value) {
        int decimals = value < 10 ? 2 : value < 100 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    private static String line(List<String> cells, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(column -> column < WORDS
                        ? cells.get(column)
                                + " ".repeat(widths[column] - cells.get(column).length())
                        : " ".repeat(widths[column] - cells.get(column).length()) + cells.get(column))
                .collect(Collectors.joining("  "));
    }

    /** Nothing where there is no row of this kind. */
    private static String mean(String title, List<Row> rows, Kind kind) {
        OptionalDouble logarithm = rows.stream()
                .filter(row -> row.kind() == kind)
                .mapToDouble(row -> Math.log(row.ratio()))
                .average();
        return logarithm.isEmpty()
                ? ""
                : String.format(Locale.ROOT, "\n%s: %.2f", title, Math.exp(logarithm.getAsDouble()));
    }
}
