package io.github.convolith.runtime.file;

/** A position in the text of a header, moved on by what it reads: the part that JSON and NumPy's notation share. */
final class TextCursor {

    /** What {@link #peek} gives at the end. It is no part of either notation. */
    static final char END = '\0';

    private final String text;
    private final String what;
    private final Place place;
    private int position;

    /**
     * Makes a cursor at the start of a text.
     *
     * @param what says in messages what the text is
     */
    TextCursor(String text, String what, Place place) {
        this.text = text;
        this.what = what;
        this.place = place;
    }

    /** Moves over white space. */
    void skipSpace() {
        while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }

    /** {@return the next character without moving} */
    char peek() {
        return position < text.length() ? text.charAt(position) : END;
    }

    /** Takes the next character. */
    char next() throws MalformedFileException {
        if (position == text.length()) {
            throw malformed("it ends too early");
        }
        return text.charAt(position++);
    }

    /** Moves over this text if it comes next, and says whether it did. */
    boolean takeIf(String expected) {
        boolean found = text.startsWith(expected, position);
        if (found) {
            position += expected.length();
        }
        return found;
    }

    /** Moves over this text, which must come next. */
    void expect(String expected) throws MalformedFileException {
        if (!takeIf(expected)) {
            throw malformed("expected " + expected + " but found "
                    + (position == text.length() ? "the end" : Place.quoted(text.substring(position, position + 1))));
        }
    }

    /** Checks that nothing but white space is left. */
    void expectEnd() throws MalformedFileException {
        skipSpace();
        if (position < text.length()) {
            throw malformed("there is more after its end: " + Place.quoted(text.substring(position)));
        }
    }

    /** Takes a decimal number without sign, fraction or leading zeros. */
    long wholeNumber() throws MalformedFileException {
        int first = position;
        skipDigits();
        String digits = text.substring(first, position);
        if (digits.isEmpty() || (digits.length() > 1 && digits.startsWith("0"))) {
            throw malformed("expected a whole number");
        }
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw malformed("the number " + Place.quoted(digits) + " is too large");
        }
    }

    /** Moves over decimal digits, and says whether there were any. */
    boolean skipDigits() {
        int first = position;
        while (peek() >= '0' && peek() <= '9') {
            position++;
        }
        return position > first;
    }

    /** {@return an exception that says what is wrong at this position} */
    MalformedFileException malformed(String problem) {
        return place.malformed(what + " is malformed at character " + position + ": " + problem);
    }
}
