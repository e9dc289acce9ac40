package io.github.convolith.benchmarks;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All that is timed. */
final class Subjects {
    private static final List<Subject> ALL = Stream.<Subject>concat(Layers.all().stream(), Networks.all().stream())
            .toList();

    private Subjects() {}

    /** All layers and networks, in the order of the table. */
    static List<Subject> all() {
        return ALL;
    }

    /** Those in whose titles the pattern is found. */
    static List<Subject> matching(Pattern pattern) {
        return ALL.stream()
                .filter(subject -> pattern.matcher(subject.title()).find())
                .toList();
    }

    /** The one of this title, which there must be. */
    static Subject titled(String title) {
        return ALL.stream()
                .filter(subject -> subject.title().equals(title))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no " + title));
    }
}
