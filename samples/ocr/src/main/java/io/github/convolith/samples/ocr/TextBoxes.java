package io.github.convolith.samples.ocr;

import java.awt.Rectangle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * Boxes around connected pixels that are probably text. The detector marks the core of a line, which is thinner than the
 * line by what it was trained with: the boxes grow by that again (Liao et al., "Real-time Scene Text Detection with
 * Differentiable Binarization", 2020).
 */
final class TextBoxes {
    /** What a pixel of text has at least, and a box on the average; PaddleOCR's values. */
    private static final float PIXEL = 0.3f;

    private static final float BOX = 0.5f;

    /** A box grows by this many times its area, divided by its perimeter, on every side. */
    private static final double GROWTH = 1.5;

    /** Pixels; what is lower or narrower is noise. */
    private static final int SMALLEST = 3;

    private final float[] probabilities;
    private final int width;
    private final int height;
    private final boolean[] seen;

    /**
     * A map to look at.
     *
     * @param probabilities for each pixel, row after row
     */
    TextBoxes(float[] probabilities, int width, int height) {
        this.probabilities = probabilities;
        this.width = width;
        this.height = height;
        this.seen = new boolean[probabilities.length];
    }

    /** The boxes, from the top. */
    List<Rectangle> find() {
        List<Rectangle> boxes = new ArrayList<>();
        for (int i = 0; i < probabilities.length; i++) {
            if (isText(i)) {
                Rectangle core = fill(i);
                if (core.width >= SMALLEST && core.height >= SMALLEST && mean(core) >= BOX) {
                    boxes.add(grown(core));
                }
            }
        }
        boxes.sort(Comparator.comparingInt(box -> box.y));
        return boxes;
    }

    private boolean isText(int pixel) {
        return !seen[pixel] && probabilities[pixel] > PIXEL;
    }

    /** The box around all pixels of text that hang together with this one. */
    private Rectangle fill(int start) {
        Rectangle box = new Rectangle(start % width, start / width, 1, 1);
        Deque<Integer> open = new ArrayDeque<>(List.of(start));
        seen[start] = true;
        while (!open.isEmpty()) {
            int pixel = open.pop();
            int x = pixel % width;
            int y = pixel / width;
            box.add(new Rectangle(x, y, 1, 1));
            for (int row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
                for (int column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
                    int next = row * width + column;
                    if (isText(next)) {
                        seen[next] = true;
                        open.push(next);
                    }
                }
            }
        }
        return box;
    }

    private double mean(Rectangle box) {
        double sum = 0;
        for (int y = box.y; y < box.y + box.height; y++) {
            for (int x = box.x; x < box.x + box.width; x++) {
                sum += probabilities[y * width + x];
            }
        }
        return sum / (box.width * box.height);
    }

    private Rectangle grown(Rectangle core) {
        double perimeter = 2.0 * (core.width + core.height);
        int margin = (int) Math.round(GROWTH * core.width * core.height / perimeter);
        Rectangle box = new Rectangle(core);
        box.grow(margin, margin);
        return box.intersection(new Rectangle(width, height));
    }
}
