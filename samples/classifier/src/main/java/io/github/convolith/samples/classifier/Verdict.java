package io.github.convolith.samples.classifier;

import java.util.ArrayList;
import java.util.List;

/**
 * What a network says about one picture.
 *
 * @param image the picture
 * @param garment what the network takes it for
 * @param probability how sure it is of that, from 0 to 1
 */
record Verdict(LabelledImage image, Garment garment, float probability) {
    /** Whether the network says what a person said. */
    boolean isRight() {
        return garment == image.label();
    }

    /** Shows all pictures to a model, in their order. */
    static List<Verdict> all(Model model, List<LabelledImage> images) {
        List<Verdict> verdicts = new ArrayList<>(images.size());
        float[] probabilities = new float[Garment.COUNT];
        for (LabelledImage image : images) {
            model.run(image.pixels(), probabilities);
            int best = largest(probabilities);
            verdicts.add(new Verdict(image, Garment.numbered(best), probabilities[best]));
        }
        return List.copyOf(verdicts);
    }

    /** The part of the verdicts that are right, from 0 to 1. */
    static double accuracy(List<Verdict> verdicts) {
        return verdicts.stream().filter(Verdict::isRight).count() / (double) verdicts.size();
    }

    private static int largest(float[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] > values[best]) {
                best = i;
            }
        }
        return best;
    }
}
