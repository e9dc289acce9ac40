package io.github.convolith.samples.ocr;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** Draws text, black on white. Needs a font of the machine. */
final class Typesetter {
    /** Pixels; also the size of the letters on a page, and what the next line is below. */
    private static final int MARGIN = 24;

    private static final int SIZE = 22;
    private static final int STEP = 56;

    private Typesetter() {}

    /** A line as large as its image allows, in the size that {@link Direction} takes. */
    static BufferedImage line(String text) {
        BufferedImage image = blank(Direction.WIDTH, Direction.HEIGHT);
        Graphics2D graphics = graphics(image, 34);
        Rectangle2D bounds = graphics.getFontMetrics().getStringBounds(text, graphics);
        double scale = Math.min(1, (image.getWidth() - 8) / bounds.getWidth());
        graphics.translate(4, 36);
        graphics.scale(scale, 1);
        graphics.drawString(text, 0, 0);
        graphics.dispose();
        return image;
    }

    /** The same image upside down. */
    static BufferedImage turned(BufferedImage image) {
        BufferedImage turned = blank(image.getWidth(), image.getHeight());
        Graphics2D graphics = turned.createGraphics();
        graphics.rotate(Math.PI, image.getWidth() / 2.0, image.getHeight() / 2.0);
        graphics.drawImage(image, 0, 0, null);
        graphics.dispose();
        return turned;
    }

    /** Lines on a page of the size that {@link Detector} takes. */
    static BufferedImage page(List<String> lines) {
        BufferedImage image = blank(Detector.WIDTH, Detector.HEIGHT);
        Graphics2D graphics = graphics(image, SIZE);
        for (int i = 0; i < lines.size(); i++) {
            graphics.drawString(lines.get(i), MARGIN, baseline(i));
        }
        graphics.dispose();
        return image;
    }

    /** The boxes around the lines of {@link #page}. */
    static List<Rectangle> boxes(List<String> lines) {
        Graphics2D graphics = graphics(blank(1, 1), SIZE);
        List<Rectangle> boxes = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Rectangle box = graphics.getFont()
                    .createGlyphVector(graphics.getFontRenderContext(), lines.get(i))
                    .getVisualBounds()
                    .getBounds();
            box.translate(MARGIN, baseline(i));
            boxes.add(box);
        }
        graphics.dispose();
        return boxes;
    }

    /** Draws boxes onto a page. */
    static void mark(BufferedImage page, List<Rectangle> boxes) {
        Graphics2D graphics = page.createGraphics();
        graphics.setColor(Color.RED);
        boxes.forEach(graphics::draw);
        graphics.dispose();
    }

    private static int baseline(int line) {
        return 2 * MARGIN + line * STEP;
    }

    private static BufferedImage blank(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return image;
    }

    private static Graphics2D graphics(BufferedImage image, int size) {
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.BLACK);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, size));
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        return graphics;
    }
}
