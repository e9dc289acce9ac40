package io.github.convolith.samples.classifier;

import io.github.convolith.runtime.NetworkSession;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Classifies pictures with a generated network: how many it gets right, how that looks, and how long it takes. */
public final class Classifier {
    private static final int RIGHT_SHOWN = 4;
    private static final int WRONG_SHOWN = 2;
    private static final int PREVIEWS_PER_ROW = 3;

    private Classifier() {}

    static void run(List<LabelledImage> images) {
        // All it takes: load the generated network with its weights, open a session, run it on bytes.
        FashionNetwork network = FashionNetwork.load();
        network.warmUp();
        NetworkSession session = network.newSession();

        List<Verdict> verdicts = Verdict.all(session::run, images);
        Preview.sheet(Selection.of(verdicts, RIGHT_SHOWN, WRONG_SHOWN), PREVIEWS_PER_ROW)
                .forEach(System.out::println);
        say("right           %.1f %% of %d test images", 100 * Verdict.accuracy(verdicts), verdicts.size());
        say("time per image  %.1f us", Stopwatch.microsecondsPerImage(session::run, images));
    }

    /**
     * Runs the sample.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        try {
            run(TestImages.builtIn());
        } catch (IOException e) {
            System.err.println("classifier: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
