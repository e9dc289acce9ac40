package io.github.convolith.samples.quickstart;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** Pictures of one shape side by side, three in a row, each with its caption. */
final class ContactSheet {
    private static final int COLUMNS = 3;
    private static final int CAPTION = 26;
    private static final int GAP = 6;

    /** A picture is neither shown so small that its caption does not fit, nor so large that the sheet is unwieldy. */
    private static final int SMALLEST = 150;

    private static final int LARGEST = 400;

    private final BufferedImage sheet;
    private final int width;
    private final int height;
    private int pictures;

    /** Makes an empty sheet for this many pictures of the shape of a given one. */
    ContactSheet(int pictures, BufferedImage like) {
        double longer = Math.max(like.getWidth(), like.getHeight());
        double scale = Math.max(SMALLEST, Math.min(LARGEST, longer)) / longer;
        width = Math.max(SMALLEST, (int) Math.round(like.getWidth() * scale));
        height = Math.max(1, (int) Math.round(like.getHeight() * scale));
        int rows = (pictures + COLUMNS - 1) / COLUMNS;
        sheet = new BufferedImage(
                GAP + COLUMNS * (width + GAP), GAP + rows * (height + CAPTION), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        graphics.dispose();
    }

    /** Puts a picture into the next place. */
    void add(BufferedImage picture, String caption) {
        int left = GAP + pictures % COLUMNS * (width + GAP);
        int top = GAP + pictures / COLUMNS * (height + CAPTION);
        pictures++;
        Graphics2D graphics = sheet.createGraphics();
        graphics.drawImage(fitted(picture), left, top, null);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15));
        graphics.setColor(Color.BLACK);
        graphics.drawString(caption, left + 2, top + height + CAPTION - 9);
        graphics.dispose();
    }

    /** The picture as it is where it fits already; every dot of a feature map is then seen as it was computed. */
    private Image fitted(BufferedImage picture) {
        boolean fits = picture.getWidth() == width && picture.getHeight() == height;
        return fits ? picture : picture.getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING);
    }

    BufferedImage image() {
        return sheet;
    }
}
