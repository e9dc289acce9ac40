package io.github.convolith.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.convolith.processor.onnx.model.Numbers;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    @Test
    void realNumbersMayBeOffByATenThousandth() {
        Numbers expected = Numbers.of(List.of(2), 100f, -100f);
        assertThat(Comparison.difference(new float[] {100.0099f, -100.0099f}, expected))
                .isEmpty();
        assertThat(Comparison.difference(new float[] {100f, -100.02f}, expected))
                .isEqualTo("element 1 is -100.02 instead of -100.0; 1 of 2 differ");
    }

    @Test
    void numbersCloseToZeroMayBeOffByAHundredThousandth() {
        Numbers expected = Numbers.of(List.of(1), 0f);
        assertThat(Comparison.difference(new float[] {0.9e-5f}, expected)).isEmpty();
        assertThat(Comparison.difference(new float[] {1.1e-5f}, expected)).isNotEmpty();
    }

    @Test
    void integersHaveToBeEqual() {
        Numbers expected = Numbers.of(List.of(1), 100000L);
        assertThat(Comparison.difference(new float[] {100000f}, expected)).isEmpty();
        assertThat(Comparison.difference(new float[] {100001f}, expected)).isNotEmpty();
    }

    @Test
    void neitherNaNNorInfinityIsNearAnything() {
        Numbers expected = Numbers.of(List.of(2), Float.NaN, Float.POSITIVE_INFINITY);
        assertThat(Comparison.difference(new float[] {Float.NaN, Float.POSITIVE_INFINITY}, expected))
                .isEmpty();
        assertThat(Comparison.difference(new float[] {0f, Float.MAX_VALUE}, expected))
                .endsWith("2 of 2 differ");
        assertThat(Comparison.difference(new float[] {Float.NaN}, Numbers.of(List.of(1), 0f)))
                .isNotEmpty();
    }

    @Test
    void aNumberOfElementsThatDiffersIsADifference() {
        assertThat(Comparison.difference(new float[1], Numbers.of(List.of(2), 0f, 0f)))
                .isEqualTo("1 elements instead of 2");
    }
}
