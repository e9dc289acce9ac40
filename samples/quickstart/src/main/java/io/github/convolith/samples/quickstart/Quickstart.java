package io.github.convolith.samples.quickstart;

import io.github.convolith.runtime.Session;
import io.github.convolith.runtime.Weights;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Runs eight filters over a photograph with one generated layer, and writes what comes out as pictures. */
public final class Quickstart {
    private static final String SOURCE = "io/github/convolith/samples/quickstart/StemLayer.java";

    private Quickstart() {}

    /**
     * Runs the sample.
     *
     * @param arguments the folder of the module, whose {@code target} takes the pictures; then, if wanted, the path of
     *     another image
     */
    public static void main(String[] arguments) {
        // No window is opened, so none has to be there.
        System.setProperty("java.awt.headless", "true");
        Path target = Path.of(arguments.length > 0 ? arguments[0] : ".").resolve("target");
        try {
            boolean own = arguments.length > 1 && !arguments[1].isEmpty();
            run(own ? Photo.read(Path.of(arguments[1])) : Photo.builtIn(), target);
        } catch (IOException e) {
            System.err.println("quickstart: " + e.getMessage());
            System.exit(1);
        }
    }

    static void run(BufferedImage photo, Path target) throws IOException {
        int height = photo.getHeight();
        int width = photo.getWidth();
        float[] kernel = Filter.kernel();
        float[] bias = Filter.biases();
        float[] pixels = Photo.pixels(photo);

        // All it takes: link the generated layer to a size and weights, open a session, run it.
        StemLayer stem = StemLayer.link(height, width, Weights.of(kernel, bias));
        Session session = stem.newSession();
        float[] features = new float[stem.outputShape().elements()];
        session.run(pixels, features);

        Path sheet =
                FeatureMaps.write(photo, FeatureMaps.of(features, stem.outputShape()), target.resolve("feature-maps"));

        float[] expected = new float[features.length];
        PlainLoops loops = new PlainLoops(height, width, kernel, bias);
        loops.run(pixels, expected);
        double generated = Stopwatch.microseconds(() -> session.run(pixels, features));
        double plain = Stopwatch.microseconds(() -> loops.run(pixels, expected));

        say("%s", stem.describe());
        say("feature maps      %s", sheet.getParent().toAbsolutePath().normalize());
        say("all on one sheet  %s", sheet.toAbsolutePath().normalize());
        say(
                "generated source  %s",
                target.resolve("generated-sources/annotations")
                        .resolve(SOURCE)
                        .toAbsolutePath()
                        .normalize());
        say(
                "time per call     %,.0f µs generated, %,.0f µs as plain loops: %.1f times faster",
                generated, plain, plain / generated);
        say(
                "difference        at most %.1e, on values from %.1f to %.1f",
                difference(features, expected), least(expected), most(expected));
    }

    private static double difference(float[] a, float[] b) {
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs(a[i] - b[i]));
        }
        return largest;
    }

    private static float least(float[] values) {
        float least = Float.POSITIVE_INFINITY;
        for (float value : values) {
            least = Math.min(least, value);
        }
        return least;
    }

    private static float most(float[] values) {
        float most = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            most = Math.max(most, value);
        }
        return most;
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
