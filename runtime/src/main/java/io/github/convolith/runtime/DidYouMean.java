package io.github.convolith.runtime;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds, for a name that does not exist, the one that was probably meant. */
final class DidYouMean {

    /** Names longer than this are never compared: the comparison takes time in proportion to both lengths. */
    private static final int LONGEST_COMPARED = 100;

    private DidYouMean() {}

    /** {@return the name nearest to the wrong one, the first of equally near ones, if any is near enough} */
    static Optional<String> nearest(String wrong, Collection<String> names) {
        if (wrong.length() > LONGEST_COMPARED) {
            return Optional.empty();
        }
        int tolerance = wrong.length() / 3;
        record Candidate(String name, int distance) {}
        return names.stream()
                .filter(name -> Math.abs(name.length() - wrong.length()) <= tolerance)
                .filter(name -> name.length() <= LONGEST_COMPARED)
                .map(name -> new Candidate(name, distance(wrong, name)))
                .filter(candidate -> candidate.distance() <= tolerance)
                .min(Comparator.comparingInt(Candidate::distance))
                .map(Candidate::name);
    }

    /** The Levenshtein distance: how many characters to insert, delete or replace to turn one text into the other. */
    private static int distance(String from, String to) {
        int[] previous = new int[to.length() + 1];
        int[] current = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            int[] finished = current;
            current = previous;
            previous = finished;
        }
        return previous[to.length()];
    }
}
