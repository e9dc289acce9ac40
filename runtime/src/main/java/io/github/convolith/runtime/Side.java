package io.github.convolith.runtime;

/** One of the two ends of a layer or network. */
enum Side {
    INPUT("input"),
    OUTPUT("output");

    private final String word;

    Side(String word) {
        this.word = word;
    }

    /** {@return the word for it} */
    @Override
    public String toString() {
        return word;
    }
}
