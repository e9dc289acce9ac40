package io.github.convolith.samples.classifier;

/**
 * A picture, and what a person said it shows.
 *
 * @param pixels grey from black, 0, to white, 255 as an unsigned byte: 28 × 28, row by row
 * @param label what it shows
 */
record LabelledImage(byte[] pixels, Garment label) {
    static final int HEIGHT = 28;
    static final int WIDTH = 28;
    static final int PIXELS = HEIGHT * WIDTH;
}
