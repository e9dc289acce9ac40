package io.github.convolith.processor.message;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** How numbers and lists read within a sentence. */
public final class Words {
    /** List members up to which all are named. */
    private static final int NAMED = 8;

    private Words() {}

    /** A number with its digits in groups of three. */
    public static String grouped(Number number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 1 value}, {@code 2 values}. */
    public static String count(long number, String thing) {
        return grouped(number) + " " + thing + (number == 1 ? "" : "s");
    }

    /** The candidate that differs from a wrong name in the fewest letters; empty if none is near. */
    public static Optional<String> nearest(String wrong, Collection<String> candidates) {
        return candidates.stream()
                .filter(candidate -> distance(wrong, candidate) <= Math.max(1, wrong.length() / 3))
                .min(Comparator.comparingInt(candidate -> distance(wrong, candidate)));
    }

    /** Letters to be inserted, removed or replaced to make one word of the other (Levenshtein's distance). */
    private static int distance(String first, String second) {
        int[] row = IntStream.rangeClosed(0, second.length()).toArray();
        for (int i = 1; i <= first.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= second.length(); j++) {
                int replaced = diagonal + (first.charAt(i - 1) == second.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[second.length()];
    }

    /** {@code 1, 2 or 4}; of a long list the first members and the last. */
    public static String or(List<String> list) {
        if (list.size() < 2) {
            return String.join("", list);
        }
        int last = list.size() - 1;
        List<String> first = new ArrayList<>(list.subList(0, Math.min(last, NAMED - 1)));
        if (last > first.size()) {
            first.add("…");
        }
        return String.join(", ", first) + " or " + list.get(last);
    }
}
