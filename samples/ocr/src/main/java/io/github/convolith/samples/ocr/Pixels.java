package io.github.convolith.samples.ocr;

import java.awt.image.BufferedImage;

/** The samples of an image as networks take them. */
final class Pixels {
    private Pixels() {}

    /** Blue, green and red of each pixel, row after row: the models were trained on images in this order. */
    static byte[] of(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] rgb = image.getRGB(0, 0, width, height, null, 0, width);
        byte[] samples = new byte[3 * rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            samples[3 * i] = (byte) rgb[i];
            samples[3 * i + 1] = (byte) (rgb[i] >> 8);
            samples[3 * i + 2] = (byte) (rgb[i] >> 16);
        }
        return samples;
    }
}
