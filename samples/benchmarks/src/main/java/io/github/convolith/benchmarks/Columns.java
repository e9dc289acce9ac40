package io.github.convolith.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Lines of cells, one below the other. */
final class Columns {
    private Columns() {}

    /**
     * Lays cells out.
     *
     * @param headings the first line
     * @param cells the others
     * @param words how many columns of words stand before those of numbers
     */
    static String of(List<String> headings, List<List<String>> cells, int words) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(headings);
        lines.addAll(cells);
        int[] widths = IntStream.range(0, headings.size())
                .map(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElseThrow())
                .toArray();
        lines.add(1, IntStream.of(widths).mapToObj("-"::repeat).toList());
        return lines.stream().map(line -> line(line, widths, words)).collect(Collectors.joining("\n"));
    }

    private static String line(List<String> cells, int[] widths, int words) {
        return IntStream.range(0, widths.length)
                .mapToObj(column -> {
                    String cell = cells.get(column);
                    String blank = " ".repeat(widths[column] - cell.length());
                    return column < words ? cell + blank : blank + cell;
                })
                .collect(Collectors.joining("  "));
    }

    /** Three significant digits, but no digit before the point lost. */
    static String threeDigits(double value) {
        int decimals = value < 10 ? 2 : value < 100 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** A line for each target that says how the ratio of its rows is on the geometric mean. */
    static <R> String means(List<R> rows, Function<R, String> target, ToDoubleFunction<R> ratio) {
        return rows.stream()
                .map(target)
                .distinct()
                .map(each -> mean(
                        "geometric mean of the ratio, " + each,
                        rows.stream()
                                .filter(row -> target.apply(row).equals(each))
                                .mapToDouble(ratio)))
                .collect(Collectors.joining());
    }

    /** The geometric mean, as a line of its own; nothing where there are no ratios. */
    private static String mean(String title, DoubleStream ratios) {
        OptionalDouble logarithm = ratios.map(Math::log).average();
        return logarithm.isEmpty()
                ? ""
                : String.format(Locale.ROOT, "\n%s: %.2f", title, Math.exp(logarithm.getAsDouble()));
    }
}
