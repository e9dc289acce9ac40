package io.github.convolith.runtime.file;

import java.util.HashSet;
import java.util.Set;

/**
 * A strict reader of JSON (RFC 8259) that builds no tree: the caller says what it expects, and gets or skips it.
 *
 * <p>Bounded against hostile text: objects and arrays nest {@value #DEEPEST} deep at most, and an object has at most
 * 65,537 members, all of different names.
 */
final class JsonReader {

    private static final int DEEPEST = 32;

    /** One for each tensor, and one for what the file says of itself. */
    private static final int MOST_MEMBERS = Budget.MAXIMUM_TENSORS + 1;

    private final TextCursor cursor;
    private int depth;

    JsonReader(TextCursor cursor) {
        this.cursor = cursor;
    }

    /** Reads the value of one member of an object. */
    interface MemberReader {
        void read(String name) throws MalformedFileException;
    }

    /** Reads one element of an array. */
    interface ElementReader {
        void read() throws MalformedFileException;
    }

    /** Reads an object. The reader of members is called after each name and must read the value. */
    void object(MemberReader members) throws MalformedFileException {
        Set<String> names = new HashSet<>();
        enclosed("{", "}", () -> {
            String name = string();
            if (!names.add(name)) {
                throw cursor.malformed("the name " + Place.quoted(name) + " is given twice");
            }
            if (names.size() > MOST_MEMBERS) {
                throw cursor.malformed("an object has more than " + MOST_MEMBERS + " members");
            }
            cursor.skipSpace();
            cursor.expect(":");
            members.read(name);
        });
    }

    /** Reads an array. The reader of elements is called before each element and must read it. */
    void array(ElementReader elements) throws MalformedFileException {
        enclosed("[", "]", elements);
    }

    private void enclosed(String opening, String closing, ElementReader content) throws MalformedFileException {
        cursor.skipSpace();
        cursor.expect(opening);
        depth++;
        if (depth > DEEPEST) {
            throw cursor.malformed("it nests more than " + DEEPEST + " deep");
        }
        cursor.skipSpace();
        if (!cursor.takeIf(closing)) {
            do {
                content.read();
                cursor.skipSpace();
            } while (cursor.takeIf(","));
            cursor.expect(closing);
        }
        depth--;
    }

    /** Reads a number that must be whole and not negative. */
    long wholeNumber() throws MalformedFileException {
        cursor.skipSpace();
        return cursor.wholeNumber();
    }

    /** Reads a string. */
    String string() throws MalformedFileException {
        cursor.skipSpace();
        cursor.expect("\"");
        StringBuilder text = new StringBuilder();
        while (true) {
            char character = cursor.next();
            if (character == '"') {
                return text.toString();
            }
            if (character < ' ') {
                throw cursor.malformed("a control character stands in a string");
            }
            text.append(character == '\\' ? escaped() : character);
        }
    }

    private char escaped() throws MalformedFileException {
        char character = cursor.next();
        return switch (character) {
            case '"', '\\', '/' -> character;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> fromHexadecimal();
            default -> throw cursor.malformed("there is no escape \\" + character);
        };
    }

    private char fromHexadecimal() throws MalformedFileException {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            char digit = cursor.next();
            int value = digit < 128 ? Character.digit(digit, 16) : -1;
            if (value < 0) {
                throw cursor.malformed("expected four hexadecimal digits after \\u");
            }
            code = (code << 4) | value;
        }
        return (char) code;
    }

    /** Reads a value of any kind and forgets it. */
    void skipValue() throws MalformedFileException {
        cursor.skipSpace();
        switch (cursor.peek()) {
            case '{' -> object(name -> skipValue());
            case '[' -> array(this::skipValue);
            case '"' -> string();
            default -> {
                if (!cursor.takeIf("true") && !cursor.takeIf("false") && !cursor.takeIf("null")) {
                    skipNumber();
                }
            }
        }
    }

    private void skipNumber() throws MalformedFileException {
        cursor.takeIf("-");
        if (!cursor.takeIf("0") && !cursor.skipDigits()) {
            throw cursor.malformed("expected a value");
        }
        if (cursor.takeIf(".")) {
            expectDigits();
        }
        if (cursor.takeIf("e") || cursor.takeIf("E")) {
            if (!cursor.takeIf("+")) {
                cursor.takeIf("-");
            }
            expectDigits();
        }
    }

    private void expectDigits() throws MalformedFileException {
        if (!cursor.skipDigits()) {
            throw cursor.malformed("expected a digit");
        }
    }

    /** Checks that nothing but white space follows. */
    void end() throws MalformedFileException {
        cursor.expectEnd();
    }
}
