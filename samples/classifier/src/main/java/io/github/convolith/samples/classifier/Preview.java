package io.github.convolith.samples.classifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Draws a picture with its verdict in letters. A letter is about twice as tall as it is wide, so that a square picture
 * becomes twice as many columns as rows. Only ASCII is used, as a console may know no other signs.
 */
final class Preview {
    /** Three previews and the gaps between them fit into the 80 columns of a terminal. */
    static final int COLUMNS = 24;

    private static final int ROWS = COLUMNS / 2;
    private static final String GAP = "   ";

    /** From black to white, by how much of its cell each sign fills. */
    private static final String SHADES = " .:-=+*#%@";

    private Preview() {}

    /** The picture, and below it what the network says, all lines of {@link #COLUMNS} characters. */
    static List<String> lines(Verdict verdict) {
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < COLUMNS; column++) {
                double brightness = brightness(verdict.image().pixels(), row, column);
                line.append(SHADES.charAt((int) Math.round(brightness / 255 * (SHADES.length() - 1))));
            }
            lines.add(line.toString());
        }
        lines.add(padded(String.format(Locale.ROOT, "%s, %.1f %%", verdict.garment(), 100 * verdict.probability())));
        lines.add(
                padded(verdict.isRight() ? "right" : "wrong: " + verdict.image().label()));
        return lines;
    }

    /** Puts previews beside each other, so many in a row. */
    static List<String> sheet(List<Verdict> verdicts, int perRow) {
        List<String> sheet = new ArrayList<>();
        for (int first = 0; first < verdicts.size(); first += perRow) {
            List<List<String>> previews = verdicts.subList(first, Math.min(first + perRow, verdicts.size())).stream()
                    .map(Preview::lines)
                    .toList();
            for (int line = 0; line < previews.get(0).size(); line++) {
                int number = line;
                sheet.add(String.join(
                                GAP,
                                previews.stream()
                                        .map(preview -> preview.get(number))
                                        .toList())
                        .stripTrailing());
            }
            sheet.add("");
        }
        return sheet;
    }

    /** The mean of the pixels under a cell, those that it covers in part counting for that part. */
    private static double brightness(byte[] pixels, int row, int column) {
        double top = row * (double) LabelledImage.HEIGHT / ROWS;
        double bottom = (row + 1) * (double) LabelledImage.HEIGHT / ROWS;
        double left = column * (double) LabelledImage.WIDTH / COLUMNS;
        double right = (column + 1) * (double) LabelledImage.WIDTH / COLUMNS;
        double sum = 0;
        for (int y = (int) top; y < bottom && y < LabelledImage.HEIGHT; y++) {
            double covered = Math.min(bottom, y + 1) - Math.max(top, y);
            for (int x = (int) left; x < right && x < LabelledImage.WIDTH; x++) {
                double part = covered * (Math.min(right, x + 1) - Math.max(left, x));
                sum += part * Byte.toUnsignedInt(pixels[y * LabelledImage.WIDTH + x]);
            }
        }
        return sum / ((bottom - top) * (right - left));
    }

    /** A text cut or filled up to the width of a preview. */
    private static String padded(String text) {
        return String.format(Locale.ROOT, "%-" + COLUMNS + "." + COLUMNS + "s", text);
    }
}
