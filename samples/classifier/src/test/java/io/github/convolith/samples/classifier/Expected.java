package io.github.convolith.samples.classifier;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What the network has to say about the built-in images, as {@code training/reference.py} computed it. */
final class Expected {
    private Expected() {}

    /** The logits of the first images, a row for each. */
    static List<double[]> logits() throws IOException {
        return lines("expected-logits.txt").stream()
                .map(line -> Arrays.stream(line.split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .collect(Collectors.toList());
    }

    /** The garment that every image is taken for. */
    static List<Garment> garments() throws IOException {
        return lines("expected-classes.txt")
                .get(0)
                .chars()
                .mapToObj(digit -> Garment.numbered(digit - '0'))
                .collect(Collectors.toList());
    }

    private static List<String> lines(String name) throws IOException {
        try (InputStream stream = Expected.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IOException(name + " is missing from the class path");
            }
            return new BufferedReader(new InputStreamReader(stream, StandardCharsets.US_ASCII))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .collect(Collectors.toList());
        }
    }
}
