package io.github.convolith.samples.ocr;

import io.github.convolith.runtime.NetworkSession;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.List;

/** Finds the lines of text on a page. For one thread at a time. */
final class Detector {
    static final int WIDTH = 480;
    static final int HEIGHT = 320;

    private final NetworkSession session = DetectorModelNetwork.load().newSession();
    private final float[] probabilities = new float[WIDTH * HEIGHT];

    /**
     * The lines, as they follow one another from the top.
     *
     * @param page an image of {@link #WIDTH} × {@link #HEIGHT} pixels
     */
    List<Rectangle> lines(BufferedImage page) {
        session.run(Pixels.of(page), probabilities);
        return new TextBoxes(probabilities, WIDTH, HEIGHT).find();
    }
}
