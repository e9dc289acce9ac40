package io.github.convolith.benchmarks;

import java.util.List;
import java.util.Locale;

/** Networks for a person to read. */
final class NetworkTable {
    private static final List<String> HEADINGS = List.of(
            "network",
            "target",
            "ours µs",
            "p99.9 µs",
            "ORT µs",
            "ratio",
            "GFLOP/s",
            "of peak",
            "bytes/call",
            "first ms",
            "steady ms");

    private NetworkTable() {}

    /** The table, with a last line for each target that says how the ratio is on the geometric mean. */
    static String of(List<NetworkRow> rows) {
        return Columns.of(HEADINGS, rows.stream().map(NetworkTable::cells).toList(), 2)
                + Columns.means(rows, NetworkRow::target, NetworkRow::ratio);
    }

    private static List<String> cells(NetworkRow row) {
        TrialResult measured = row.measured();
        return List.of(
                row.network(),
                row.target(),
                Columns.threeDigits(measured.ours()),
                Columns.threeDigits(measured.tail()),
                Columns.threeDigits(measured.onnxRuntime()),
                String.format(Locale.ROOT, "%.2f", row.ratio()),
                String.format(Locale.ROOT, "%.1f", row.gigaflops()),
                row.peak() > 0 ? String.format(Locale.ROOT, "%.0f%%", 100 * row.shareOfPeak()) : "-",
                String.valueOf(measured.bytesPerCall()),
                Columns.threeDigits(measured.firstCall()),
                Columns.threeDigits(measured.steady()));
    }
}
