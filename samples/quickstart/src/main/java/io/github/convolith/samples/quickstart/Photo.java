package io.github.convolith.samples.quickstart;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Reads images and turns them into what a layer takes. */
final class Photo {
    private Photo() {}

    /** The photograph that comes with the sample. */
    static BufferedImage builtIn() throws IOException {
        try (InputStream stream = Photo.class.getResourceAsStream("coffee.jpg")) {
            if (stream == null) {
                throw new IOException("coffee.jpg is missing from the class path");
            }
            return ImageIO.read(stream);
        }
    }

    /** An image file of any format that Java reads; every error names the file. */
    static BufferedImage read(Path file) throws IOException {
        Path path = file.toAbsolutePath().normalize();
        if (!Files.exists(path)) {
            throw new IOException("there is no file " + path);
        }
        if (!Files.isRegularFile(path)) {
            throw new IOException(path + " is not a file");
        }
        if (!Files.isReadable(path)) {
            throw new IOException(path + " may not be read");
        }
        BufferedImage image;
        try {
            image = ImageIO.read(path.toFile());
        } catch (IOException | RuntimeException e) {
            // ImageIO names no file, and throws many a runtime exception where an image is damaged.
            throw new IOException(path + " is damaged, or of a kind that Java cannot read: " + e.getMessage(), e);
        }
        if (image == null) {
            throw new IOException(path + " is not an image that Java can read (PNG, JPEG, GIF, BMP)");
        }
        return image;
    }

    /** The colours of an image from 0 to 1, as red plane, green plane, blue plane: 3 × height × width. */
    static float[] pixels(BufferedImage image) {
        int width = image.getWidth();
        int plane = image.getHeight() * width;
        float[] pixels = new float[3 * plane];
        for (int i = 0; i < plane; i++) {
            int rgb = image.getRGB(i % width, i / width);
            pixels[i] = (rgb >> 16 & 255) / 255f;
            pixels[plane + i] = (rgb >> 8 & 255) / 255f;
            pixels[2 * plane + i] = (rgb & 255) / 255f;
        }
        return pixels;
    }
}
