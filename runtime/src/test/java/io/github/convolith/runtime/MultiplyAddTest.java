package io.github.convolith.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MultiplyAddTest {
    @Test
    void addsAProductToASum() {
        assertThat(MultiplyAdd.of(2f, 3f, 4f)).isEqualTo(10f);
        assertThat(MultiplyAdd.of(0f, 3f, -4f)).isEqualTo(-4f);
        assertThat(MultiplyAdd.of(Float.POSITIVE_INFINITY, 1f, 0f)).isInfinite();
        assertThat(MultiplyAdd.of(Float.NaN, 1f, 0f)).isNaN();
    }

    @Test
    void roundsAtMostTwice() {
        Random random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            float factor = (float) random.nextGaussian();
            float other = (float) random.nextGaussian();
            float sum = (float) random.nextGaussian();

            float actual = MultiplyAdd.of(factor, other, sum);

            assertThat(actual).isIn(Math.fma(factor, other, sum), sum + factor * other);
        }
    }
}
