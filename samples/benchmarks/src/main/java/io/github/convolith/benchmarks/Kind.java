package io.github.convolith.benchmarks;

/** What is timed: one layer, or a network of them. */
enum Kind {
    LAYER(""),
    NETWORK("network ");

    private final String prefix;

    Kind(String prefix) {
        this.prefix = prefix;
    }

    /** Its name as the table has it, which no thing of another kind has. */
    String title(String name) {
        return prefix + name;
    }
}
