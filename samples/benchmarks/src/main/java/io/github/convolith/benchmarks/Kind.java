package io.github.convolith.benchmarks;

/** What is timed: one layer, or a network of them. */
enum Kind {
    LAYER("layer", ""),
    NETWORK("network", "network ");

    private final String key;
    private final String prefix;

    Kind(String key, String prefix) {
        this.key = key;
        this.prefix = prefix;
    }

    /** What such a thing is called, in a sentence and in JSON. */
    String key() {
        return key;
    }

    /** Its name as the table has it, which no thing of another kind has. */
    String title(String name) {
        return prefix + name;
    }
}
