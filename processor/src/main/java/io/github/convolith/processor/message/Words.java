package io.github.convolith.processor.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
