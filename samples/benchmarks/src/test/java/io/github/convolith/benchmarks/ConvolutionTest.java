package io.github.convolith.benchmarks;

import static io.github.convolith.benchmarks.Convolution.image;
import static io.github.convolith.benchmarks.Convolution.signal;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConvolutionTest {
    @Test
    void samePaddingHasItsExtraElementAtTheEnd() {
        assertThat(image(3, 8, 3, 32).pads()).containsExactly(1, 1, 1, 1);
        assertThat(image(3, 8, 3, 32).withStride(2).pads()).containsExactly(0, 0, 1, 1);
        assertThat(image(3, 8, 3, 7).withStride(2).pads()).containsExactly(1, 1, 1, 1);
        assertThat(image(3, 8, 1, 32).pads()).containsExactly(0, 0, 0, 0);
        assertThat(signal(64, 64, 9, 1000).pads()).containsExactly(4, 4);
    }

    @Test
    void outputSizesAreRoundedUp() {
        assertThat(image(3, 8, 3, 7).withStride(2).outputSize()).containsExactly(4, 4);
    }

    @Test
    void multiplyAddsAreThoseOfTheDefinition() {
        assertThat(image(3, 8, 3, 32).withStride(2).multiplyAdds()).isEqualTo(8 * 16 * 16 * 27);
        assertThat(image(128, 128, 3, 56).depthwise().multiplyAdds()).isEqualTo(128 * 56 * 56 * 9);
        assertThat(signal(64, 64, 9, 1000).multiplyAdds()).isEqualTo(64 * 64 * 9 * 1000);
    }

    @Test
    void aNameSaysEverything() {
        assertThat(image(3, 8, 3, 32).withStride(2).withRelu()).hasToString("3→8 3×3 s2 32×32 relu");
        assertThat(image(128, 128, 3, 56).depthwise()).hasToString("128 3×3 56×56");
        assertThat(signal(64, 64, 9, 1000)).hasToString("64→64 9 1000");
    }
}
