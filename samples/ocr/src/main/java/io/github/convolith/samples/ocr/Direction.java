package io.github.convolith.samples.ocr;

import io.github.convolith.runtime.NetworkSession;
import java.awt.image.BufferedImage;

/** Tells which way up a line of text is. For one thread at a time. */
final class Direction {
    static final int WIDTH = 192;
    static final int HEIGHT = 48;

    private final NetworkSession session = DirectionModelNetwork.load().newSession();
    private final float[] probabilities = new float[2];

    /**
     * The probability that a line of text stands upside down.
     *
     * @param line an image of {@link #WIDTH} × {@link #HEIGHT} pixels
     */
    float upsideDown(BufferedImage line) {
        session.run(Pixels.of(line), probabilities);
        return probabilities[1];
    }
}
