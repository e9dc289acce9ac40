package io.github.convolith.runtime.file;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the header of a {@code .npy} array says. It is a Python dictionary of exactly three entries, such as
 * <code>{'descr': '&lt;f4', 'fortran_order': False, 'shape': (8, 3, 3, 3), }</code>.
 *
 * @param type the type of the values
 * @param byteOrder the order of the bytes in a value
 * @param fortranOrder whether the first axis varies fastest rather than the last
 * @param extents the extents as the file gives them
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">numpy.lib.format</a>
 */
record NpyHeader(ElementType type, ByteOrder byteOrder, boolean fortranOrder, List<Long> extents) {

    private static final Map<String, ElementType> TYPES = Map.ofEntries(
            Map.entry("f2", ElementType.FLOAT16),
            Map.entry("f4", ElementType.FLOAT32),
            Map.entry("f8", ElementType.FLOAT64),
            Map.entry("i1", ElementType.INT8),
            Map.entry("u1", ElementType.UINT8),
            Map.entry("i2", ElementType.INT16),
            Map.entry("u2", ElementType.UINT16),
            Map.entry("i4", ElementType.INT32),
            Map.entry("u4", ElementType.UINT32),
            Map.entry("i8", ElementType.INT64));

    private static final Set<String> KEYS = Set.of("descr", "fortran_order", "shape");

    static NpyHeader parse(String text, Place place) throws MalformedFileException {
        return new Parser(new TextCursor(text, "the header", place), place).dictionary();
    }

    private static final class Parser {
        private final TextCursor cursor;
        private final Place place;
        private final List<Long> extents = new ArrayList<>();
        private ElementType type = ElementType.FLOAT32;
        private ByteOrder byteOrder = ByteOrder.LITTLE_ENDIAN;
        private boolean fortranOrder;

        Parser(TextCursor cursor, Place place) {
            this.cursor = cursor;
            this.place = place;
        }

        NpyHeader dictionary() throws MalformedFileException {
            Set<String> seen = new HashSet<>();
            expect("{");
            while (!takeIf("}")) {
                String key = string();
                if (!KEYS.contains(key) || !seen.add(key)) {
                    throw cursor.malformed("the key " + Place.quoted(key) + " is unknown or given twice");
                }
                expect(":");
                cursor.skipSpace();
                switch (key) {
                    case "descr" -> dtype();
                    case "fortran_order" -> fortranOrder = truth();
                    default -> shape();
                }
                if (!takeIf(",")) {
                    expect("}");
                    break;
                }
            }
            cursor.expectEnd();
            if (!seen.equals(KEYS)) {
                throw cursor.malformed("it must have descr, fortran_order and shape");
            }
            return new NpyHeader(type, byteOrder, fortranOrder, List.copyOf(extents));
        }

        private void dtype() throws MalformedFileException {
            if (cursor.peek() == '[') {
                throw place.malformed("is a structured array; store each of its fields as an array of float32");
            }
            String dtype = string();
            type = Optional.of(dtype)
                    .filter(code -> code.startsWith("<") || code.startsWith(">") || code.startsWith("|"))
                    .map(code -> TYPES.get(code.substring(1)))
                    .filter(named -> named.bytes() == 1 || !dtype.startsWith("|")) // | says that there is no order
                    .orElseThrow(() -> place.malformed("has the dtype " + Place.quoted(dtype)
                            + ", which is not read; store it with .astype('float32')"));
            byteOrder = dtype.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        }

        private boolean truth() throws MalformedFileException {
            if (cursor.takeIf("True")) {
                return true;
            }
            cursor.expect("False");
            return false;
        }

        /** Reads {@code ()}, {@code (3,)}, {@code (3, 4)} or {@code (3, 4,)}. */
        private void shape() throws MalformedFileException {
            expect("(");
            while (!takeIf(")")) {
                cursor.skipSpace();
                extents.add(cursor.wholeNumber());
                if (!takeIf(",")) {
                    if (extents.size() == 1) {
                        throw cursor.malformed("expected a comma: a shape of one axis is written (n,)");
                    }
                    expect(")");
                    break;
                }
            }
        }

        private String string() throws MalformedFileException {
            cursor.skipSpace();
            char quote = cursor.peek() == '"' ? '"' : '\'';
            cursor.expect(String.valueOf(quote));
            StringBuilder text = new StringBuilder();
            for (char character = cursor.next(); character != quote; character = cursor.next()) {
                if (character == '\\') {
                    throw cursor.malformed("a string has an escape");
                }
                text.append(character);
            }
            return text.toString();
        }

        private void expect(String token) throws MalformedFileException {
            cursor.skipSpace();
            cursor.expect(token);
        }

        private boolean takeIf(String token) {
            cursor.skipSpace();
            return cursor.takeIf(token);
        }
    }
}
