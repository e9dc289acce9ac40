package io.github.convolith.runtime.file;

import java.nio.file.Path;

/** Where a problem stands: in which file, and in which of its tensors. Every message begins with one. */
record Place(String text) {

    /** The most characters of a name that a message repeats. */
    private static final int LONGEST_QUOTED = 80;

    static Place of(Path file) {
        return new Place(file.toString());
    }

    /** {@return the place of a tensor within this file} */
    Place tensor(String name) {
        return new Place(text + ", tensor " + quoted(name));
    }

    /** {@return an exception that says what is wrong here} */
    MalformedFileException malformed(String problem) {
        return new MalformedFileException(text + ": " + problem);
    }

    /** {@return text from a file as a message can show it: in quotes, on one line, not too long} */
    static String quoted(String untrusted) {
        StringBuilder shown = new StringBuilder("'");
        untrusted
                .codePoints()
                .limit(LONGEST_QUOTED)
                .map(character -> Character.isISOControl(character) ? '\uFFFD' : character)
                .forEach(shown::appendCodePoint);
        return shown.append(untrusted.length() > LONGEST_QUOTED ? "…'" : "'").toString();
    }
}
