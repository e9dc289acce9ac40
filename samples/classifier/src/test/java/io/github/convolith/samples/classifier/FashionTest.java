package io.github.convolith.samples.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FashionTest {
    @Test
    void probabilitiesAreThoseOfTheReference() throws IOException {
        List<LabelledImage> images = TestImages.builtIn();
        List<double[]> logits = Expected.logits();
        assertThat(logits).hasSize(5);
        Model model = FashionNetwork.load().newSession()::run;
        float[] probabilities = new float[Garment.COUNT];
        for (int i = 0; i < logits.size(); i++) {
            model.run(images.get(i).pixels(), probabilities);
            double[] expected = softmax(logits.get(i));
            for (int garment = 0; garment < expected.length; garment++) {
                // A probability of 1e-6 has to be right as well, so what is compared is the logarithm.
                assertThat(Math.log(probabilities[garment]))
                        .as("image %d, %s", i, Garment.numbered(garment))
                        .isCloseTo(Math.log(expected[garment]), within(1e-4));
            }
        }
    }

    @Test
    void everyImageIsTakenForWhatTheReferenceTakesItFor() throws IOException {
        Model model = FashionNetwork.load().newSession()::run;
        assertThat(Verdict.all(model, TestImages.builtIn()))
                .extracting(Verdict::garment)
                .containsExactlyElementsOf(Expected.garments());
    }

    @Test
    void moreThanNineInTenAreRight() throws IOException {
        Model model = FashionNetwork.load().newSession()::run;
        assertThat(Verdict.accuracy(Verdict.all(model, TestImages.builtIn()))).isGreaterThan(0.9);
    }

    private static double[] softmax(double[] logits) {
        double largest = Arrays.stream(logits).max().orElseThrow();
        double sum =
                Arrays.stream(logits).map(logit -> Math.exp(logit - largest)).sum();
        return Arrays.stream(logits)
                .map(logit -> Math.exp(logit - largest) / sum)
                .toArray();
    }
}
