package io.github.convolith.benchmarks;

import java.util.List;
import java.util.Locale;

/** Layers for a person to read. */
final class Table {
    private static final List<String> HEADINGS =
            List.of("layer", "target", "strategy", "ours µs", "ORT µs", "ratio", "GFLOP/s", "bytes/call");

    private Table() {}

    /** The table, with a last line for each target that says how the ratio is on the geometric mean. */
    static String of(List<Row> rows) {
        return Columns.of(HEADINGS, rows.stream().map(Table::cells).toList(), 3)
                + Columns.means(rows, Row::target, Row::ratio);
    }

    private static List<String> cells(Row row) {
        return List.of(
                row.name(),
                row.target(),
                row.strategy(),
                Columns.threeDigits(row.ours()),
                Columns.threeDigits(row.onnxRuntime()),
                String.format(Locale.ROOT, "%.2f", row.ratio()),
                String.format(Locale.ROOT, "%.1f", row.gigaflops()),
                String.valueOf(row.bytesPerCall()));
    }
}
