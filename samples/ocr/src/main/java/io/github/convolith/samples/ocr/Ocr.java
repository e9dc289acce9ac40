package io.github.convolith.samples.ocr;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/** Renders text, asks which way up it is, finds it on a page, and draws the boxes into a PNG. */
public final class Ocr {
    static final List<String> LINES = List.of(
            "Models are compiled by javac",
            "into plain Java source",
            "that finds these five lines",
            "without native code",
            "and allocates nothing per call");

    private static final List<String> WORDS = List.of("Convolith", "upright text", "Hello, world", "Paris 1889");

    private Ocr() {}

    /**
     * Runs.
     *
     * @param arguments the file for the page
     */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Direction direction = new Direction();
        for (String word : WORDS) {
            BufferedImage line = Typesetter.line(word);
            out.printf(
                    Locale.ROOT,
                    "%-14s upside down: %5.1f %%, once turned: %5.1f %%%n",
                    word,
                    100 * direction.upsideDown(line),
                    100 * direction.upsideDown(Typesetter.turned(line)));
        }
        BufferedImage page = Typesetter.page(LINES);
        List<Rectangle> boxes = new Detector().lines(page);
        Typesetter.mark(page, boxes);
        Path file = Path.of(arguments[0]);
        ImageIO.write(page, "png", file.toFile());
        out.println("Found " + boxes.size() + " lines of text on a page of " + LINES.size() + ": " + file);
    }
}
