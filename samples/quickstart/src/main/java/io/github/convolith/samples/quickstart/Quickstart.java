package io.github.convolith.samples.quickstart;

import io.github.convolith.runtime.Session;
import io.github.convolith.runtime.Weights;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Runs eight filters over a photograph with one generated layer, and writes what comes out as pictures. */
public final class Quickstart {
    private static final String SOURCE =
            "generated-sources/annotations/io/github/convolith/samples/quickstart/StemLayer.java";

    private Quickstart() {}

    static void run(BufferedImage photo, Path target) throws IOException {
        int height = photo.getHeight();
        int width = photo.getWidth();
        float[] pixels = Photo.pixels(photo);
        float[] kernel = Filter.kernel();
        float[] bias = Filter.biases();

        // All it takes: link the generated layer to a size and weights, open a session, run it.
        StemLayer stem = StemLayer.link(height, width, Weights.of(kernel, bias));
        Session session = stem.newSession();
        float[] features = new float[stem.outputShape().elements()];
        session.run(pixels, features);

        Path folder = target.resolve("feature-maps");
        Path sheet = FeatureMaps.write(photo, FeatureMaps.of(features, stem.outputShape()), folder);
        say("layer             %s", stem.describe());
        say("feature maps      %s", folder);
        say("all on one sheet  %s", sheet);
        say("generated source  %s", target.resolve(SOURCE));

        // The same by hand: what comes out is equal, the time it takes is not.
        PlainLoops loops = new PlainLoops(height, width, kernel, bias);
        float[] expected = new float[features.length];
        loops.run(pixels, expected);
        Comparison comparison = Comparison.of(features, expected);
        if (!comparison.agrees()) {
            throw new IllegalStateException("the generated layer and plain loops do not agree: " + comparison);
        }
        double generated = Stopwatch.microseconds(() -> session.run(pixels, features));
        double plain = Stopwatch.microseconds(() -> loops.run(pixels, expected));
        say(
                "time per call     %,.0f µs generated, %,.0f µs as plain loops: %.0f times faster",
                generated, plain, plain / generated);
        say(
                "both agree        largest difference %.1e, on values up to %.1f",
                comparison.largestDifference(), comparison.largestValue());
    }

    /**
     * Runs the sample.
     *
     * @param arguments the folder of the module, whose {@code target} takes the pictures; then, if wanted, the path of
     *     another image
     */
    public static void main(String[] arguments) {
        // No window is opened, so none has to be there.
        System.setProperty("java.awt.headless", "true");
        Path module = Path.of(arguments.length > 0 ? arguments[0] : ".");
        boolean own = arguments.length > 1 && !arguments[1].isEmpty();
        try {
            BufferedImage photo = own ? Photo.read(Path.of(arguments[1])) : Photo.builtIn();
            run(photo, module.resolve("target").toAbsolutePath().normalize());
        } catch (IOException e) {
            System.err.println("quickstart: " + e.getMessage());
            System.exit(1);
        }
    }

    /** Prints a line in ASCII, as a console may know no other signs. */
    private static void say(String format, Object... values) {
        String line = String.format(Locale.ROOT, format, values);
        System.out.println(line.replace('×', 'x').replace('µ', 'u'));
    }
}
