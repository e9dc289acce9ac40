package io.github.convolith.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeTest {

    @Test
    void anImageHasChannelsHeightAndWidth() {
        Shape shape = Shape.of(3, 20, 30);

        assertThat(shape.rank()).isEqualTo(3);
        assertThat(shape.channels()).isEqualTo(3);
        assertThat(shape.height()).isEqualTo(20);
        assertThat(shape.width()).isEqualTo(30);
        assertThat(shape.dimension(2)).isEqualTo(30);
        assertThat(shape.elements()).isEqualTo(1800);
    }

    @Test
    void aSignalHasChannelsAndLength() {
        Shape shape = Shape.of(2, 400);

        assertThat(shape.channels()).isEqualTo(2);
        assertThat(shape.length()).isEqualTo(400);
    }

    @Test
    void isWrittenWithTimesSigns() {
        assertThat(Shape.of(3, 32, 32)).hasToString("3 × 32 × 32");
        assertThat(Shape.of(10)).hasToString("10");
        assertThat(Shape.of()).hasToString("scalar");
    }

    @Test
    void shapesAreEqualIfAllExtentsAre() {
        assertThat(Shape.of(3, 4)).isEqualTo(Shape.of(3, 4)).hasSameHashCodeAs(Shape.of(3, 4));
        assertThat(Shape.of(3, 4)).isNotEqualTo(Shape.of(4, 3)).isNotEqualTo(Shape.of(3, 4, 1));
    }

    @Test
    void aScalarHasOneElementAndNoChannels() {
        assertThat(Shape.of().elements()).isEqualTo(1);
        assertThatIllegalStateException().isThrownBy(() -> Shape.of().channels());
    }

    @Test
    void laterChangesToTheGivenArrayHaveNoEffect() {
        int[] dimensions = {3, 4};
        Shape shape = Shape.of(dimensions);
        dimensions[0] = 7;

        assertThat(shape.channels()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void anExtentBelowOneIsRefused(int extent) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shape.of(3, extent, 5))
                .withMessageContaining("dimension 1")
                .withMessageContaining(String.valueOf(extent));
    }

    @Test
    void moreElementsThanAnArrayHoldsAreRefused() {
        assertThat(Shape.of(Integer.MAX_VALUE).elements()).isEqualTo(Integer.MAX_VALUE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shape.of(65_536, 32_768))
                .withMessageContaining("65536 × 32768");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shape.of(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE));
    }

    @Test
    void anAxisThatIsNotThereIsRefused() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> Shape.of(3, 4).dimension(2))
                .withMessageContaining("3 × 4");
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> Shape.of(3, 4).dimension(-1));
    }

    @Test
    void onlyAnImageHasHeightAndWidthAndOnlyASignalHasLength() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Shape.of(3, 4).height())
                .withMessageContaining("no height");
        assertThatIllegalStateException().isThrownBy(() -> Shape.of(3, 4).width());
        assertThatIllegalStateException()
                .isThrownBy(() -> Shape.of(3, 4, 5).length())
                .withMessageContaining("channels × length");
    }
}
