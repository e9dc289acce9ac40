package io.github.convolith.samples.lecture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The page a chapter is written on: sentences, formulas, figures, and claims that are checked before they are printed.
 *
 * <p>All figures are small whole numbers. Floating-point arithmetic on them is exact in whatever order it is done, so
 * two figures that are equal in theory are equal here to the last bit. What is printed is ASCII, and free of the
 * platform's locale and line separator, so that it reads the same everywhere.
 */
final class Page {
    /** Columns of a line of prose. */
    private static final int WIDTH = 80;

    /** What stands before everything that is no prose. */
    private static final String INDENT = "    ";

    private static final String RULE = "-".repeat(WIDTH);

    /** From here on not every whole number is a float. */
    private static final float LARGEST = 1 << 24;

    /** A line of figures: what they are, how many columns are left free before them, and the figures. */
    private record Row(String label, int skipped, List<String> cells) {}

    private final int number;
    private final StringBuilder text = new StringBuilder();

    /** Rows not printed yet: how wide their columns are is known once all of a block are there. */
    private final List<Row> rows = new ArrayList<>();

    private Page(int number) {
        this.number = number;
    }

    /** What a chapter prints, under its number and title. */
    static String of(int number, Chapter chapter) {
        Page page = new Page(number);
        page.line(RULE);
        page.line(number + ". " + chapter.title());
        page.line(RULE);
        chapter.body().accept(page);
        page.endBlock();
        return page.text.toString();
    }

    /** Prints a paragraph, broken between words. */
    void say(String paragraph) {
        gap();
        StringBuilder line = new StringBuilder();
        for (String word : paragraph.strip().split("\\s+")) {
            if (line.length() > 0 && line.length() + 1 + word.length() > WIDTH) {
                line(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        line(line.toString());
        gap();
    }

    /** Prints lines as they are. */
    void formula(String lines) {
        endBlock();
        lines.lines().forEach(line -> line((INDENT + line).stripTrailing()));
    }

    /** Leaves a line free, unless one is free already, and begins a new block of figures. */
    void gap() {
        endBlock();
        if (text.indexOf("\n\n", text.length() - 2) < 0) {
            line("");
        }
    }

    /** Prints figures on a line; the columns of a block are aligned. */
    void row(String label, float... values) {
        row(0, label, values);
    }

    /**
     * Prints figures on a line, with columns left free before them.
     *
     * @param skipped how many columns
     */
    void row(int skipped, String label, float... values) {
        List<String> cells = new ArrayList<>();
        for (float value : values) {
            cells.add(number(value));
        }
        rows.add(new Row(label, skipped, cells));
    }

    /** Prints words on a line of a block: the headings of its columns. */
    void heading(String label, String... words) {
        rows.add(new Row(label, 0, List.of(words)));
    }

    /** Prints a matrix in row-major order. */
    void matrix(String label, float[] values, int columns) {
        for (int from = 0; from < values.length; from += columns) {
            row(from == 0 ? label : "", Arrays.copyOfRange(values, from, from + columns));
        }
    }

    /**
     * Checks that two sequences of numbers are the same, then prints the claim.
     *
     * @throws IllegalStateException if they differ
     */
    void checkEqual(String claim, float[] left, float[] right) {
        int place = firstDifference(claim, left, right);
        if (place < left.length) {
            throw refuted(
                    claim,
                    "number " + place + " is " + number(left[place]) + " on one side and " + number(right[place])
                            + " on the other",
                    left,
                    right);
        }
        checked(claim);
    }

    /**
     * Checks that two sequences of equally many numbers are not the same, then prints the claim.
     *
     * @throws IllegalStateException if they are
     */
    void checkDiffers(String claim, float[] left, float[] right) {
        if (firstDifference(claim, left, right) == left.length) {
            throw refuted(claim, "both sides are the same", left, right);
        }
        checked(claim);
    }

    /** The first place where two sequences of equally many numbers differ; their length, if nowhere. */
    private int firstDifference(String claim, float[] left, float[] right) {
        if (left.length != right.length) {
            throw refuted(
                    claim,
                    "there are " + left.length + " numbers on one side and " + right.length + " on the other",
                    left,
                    right);
        }
        int place = 0;
        while (place < left.length && left[place] == right[place]) {
            place++;
        }
        return place;
    }

    private void checked(String claim) {
        endBlock();
        line(INDENT + "[checked] " + claim);
    }

    private IllegalStateException refuted(String claim, String difference, float[] left, float[] right) {
        return new IllegalStateException("chapter " + number + " claims \"" + claim + "\", but " + difference + ": "
                + Arrays.toString(left) + " against " + Arrays.toString(right));
    }

    /**
     * A figure as a person writes it.
     *
     * @throws IllegalArgumentException if it is no whole number, or one too large to be exact
     */
    static String number(float value) {
        if (value != Math.rint(value) || Math.abs(value) >= LARGEST) {
            throw new IllegalArgumentException(value + " is no figure for this lecture, whose numbers are whole and"
                    + " small: only these are computed exactly");
        }
        return String.valueOf((int) value);
    }

    private void endBlock() {
        int labels = rows.stream().mapToInt(row -> row.label().length()).max().orElse(0);
        int cells = rows.stream()
                .flatMap(row -> row.cells().stream())
                .mapToInt(String::length)
                .max()
                .orElse(0);
        for (Row row : rows) {
            List<String> all = new ArrayList<>(Collections.nCopies(row.skipped(), ""));
            all.addAll(row.cells());
            StringBuilder line = new StringBuilder(INDENT)
                    .append(padded(row.label(), -labels))
                    .append(' ');
            all.forEach(cell -> line.append(' ').append(padded(cell, cells)));
            line(line.toString().stripTrailing());
        }
        rows.clear();
    }

    /** A text with spaces before it, or behind it for a negative width. */
    private static String padded(String text, int width) {
        String spaces = " ".repeat(Math.max(0, Math.abs(width) - text.length()));
        return width < 0 ? text + spaces : spaces + text;
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
