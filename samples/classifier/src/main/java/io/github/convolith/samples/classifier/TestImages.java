package io.github.convolith.samples.classifier;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Reads labelled pictures. The file is a gzip of the count (4 bytes, big-endian), a byte for the label of each image,
 * then the pixels of one image after the other.
 */
final class TestImages {
    /** The data set has no more; a count beyond it comes from a file of another kind. */
    private static final int MOST = 70_000;

    private TestImages() {}

    /** The pictures that come with the sample, none of which the network was trained with. */
    static List<LabelledImage> builtIn() throws IOException {
        String name = "test-images.gz";
        try (InputStream stream = TestImages.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IOException(name + " is missing from the class path");
            }
            return read(name, stream);
        }
    }

    /** Reads a file to its end; every error names it. */
    static List<LabelledImage> read(String name, InputStream file) throws IOException {
        try (DataInputStream stream = new DataInputStream(new GZIPInputStream(file))) {
            int count = stream.readInt();
            if (count < 1 || count > MOST) {
                throw new IOException(name + " says that it has " + count + " images; 1 to " + MOST + " are possible");
            }
            byte[] labels = new byte[count];
            stream.readFully(labels);
            List<LabelledImage> images = new ArrayList<>(count);
            for (byte label : labels) {
                int number = Byte.toUnsignedInt(label);
                if (number >= Garment.COUNT) {
                    throw new IOException(name + " has the label " + number + " for image " + images.size()
                            + "; labels are 0 to " + (Garment.COUNT - 1));
                }
                byte[] pixels = new byte[LabelledImage.PIXELS];
                stream.readFully(pixels);
                images.add(new LabelledImage(pixels, Garment.numbered(number)));
            }
            if (stream.read() != -1) {
                throw new IOException(name + " goes on after its " + count + " images");
            }
            return List.copyOf(images);
        } catch (EOFException e) {
            throw new IOException(name + " ends in the middle of an image or of the labels", e);
        }
    }
}
