package io.github.convolith.samples.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VerdictTest {
    /** Takes the first pixel for the number of the garment. */
    private static final Model FIRST_PIXEL = (pixels, probabilities) -> {
        Arrays.fill(probabilities, 0.05f);
        probabilities[pixels[0]] = 0.55f;
    };

    @Test
    void theLargestProbabilityDecides() {
        for (int number = 0; number < Garment.COUNT; number++) {
            Verdict verdict =
                    Verdict.all(FIRST_PIXEL, List.of(image(number, 3))).get(0);
            assertThat(verdict.garment()).isEqualTo(Garment.numbered(number));
            assertThat(verdict.probability()).isEqualTo(0.55f);
            assertThat(verdict.isRight()).isEqualTo(number == 3);
        }
    }

    @Test
    void accuracyIsThePartThatIsRight() {
        List<LabelledImage> images = List.of(image(1, 1), image(2, 1), image(3, 3), image(9, 9));
        assertThat(Verdict.accuracy(Verdict.all(FIRST_PIXEL, images))).isEqualTo(0.75);
    }

    @Test
    void aSelectionShowsDifferentGarmentsAndMistakes() {
        List<LabelledImage> images =
                List.of(image(1, 1), image(1, 1), image(5, 2), image(2, 2), image(6, 7), image(3, 3), image(8, 9));
        List<Verdict> verdicts = Verdict.all(FIRST_PIXEL, images);
        assertThat(Selection.of(verdicts, 2, 2))
                .containsExactlyElementsOf(
                        IntStream.of(0, 3, 2, 4).mapToObj(verdicts::get).toList());
    }

    @Test
    void aSelectionTakesWhatThereIs() {
        List<Verdict> verdicts = Verdict.all(FIRST_PIXEL, List.of(image(1, 1), image(1, 1)));
        assertThat(Selection.of(verdicts, 4, 2)).containsExactly(verdicts.get(0));
    }

    private static LabelledImage image(int firstPixel, int label) {
        byte[] pixels = new byte[LabelledImage.PIXELS];
        pixels[0] = (byte) firstPixel;
        return new LabelledImage(pixels, Garment.numbered(label));
    }
}
