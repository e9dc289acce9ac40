package io.github.convolith.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class SamplesTest {
    private final Samples samples = new Samples();

    @Test
    void theMedianOfAnOddNumberIsTheMiddleOne() {
        samples.add("ours", 9);
        samples.add("ours", 1);
        samples.add("ours", 2);
        samples.add("onnxRuntime", 100);

        assertThat(samples.median("ours")).isEqualTo(2);
    }

    @Test
    void theMedianOfAnEvenNumberIsBetweenTheMiddleTwo() {
        samples.add("ours", 9);
        samples.add("ours", 1);
        samples.add("ours", 2);
        samples.add("ours", 4);

        assertThat(samples.median("ours")).isEqualTo(3);
    }

    @Test
    void whatWasNotTimedHasNoMedian() {
        assertThatIllegalStateException().isThrownBy(() -> samples.median("ours"));
    }
}
