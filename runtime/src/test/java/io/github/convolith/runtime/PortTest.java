package io.github.convolith.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class PortTest {

    @Test
    void hasAsManyElementsAsItsShape() {
        assertThat(new Port("image", Shape.of(3, 4, 5), Layout.NHWC).elements()).isEqualTo(60);
    }

    @Test
    void isWrittenInTheOrderOfItsLayout() {
        assertThat(new Port("image", Shape.of(3, 4, 5), Layout.NHWC)).hasToString("'image' (4 × 5 × 3, NHWC)");
        assertThat(new Port("image", Shape.of(3, 4, 5), Layout.NCHW)).hasToString("'image' (3 × 4 × 5, NCHW)");
        assertThat(new Port("signal", Shape.of(3, 40), Layout.NHWC)).hasToString("'signal' (40 × 3, NHWC)");
        assertThat(new Port("scores", Shape.of(10), Layout.NHWC)).hasToString("'scores' (10)");
    }

    @Test
    void hasANameAndChannels() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Port("", Shape.of(3), Layout.NCHW))
                .withMessageContaining("name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Port("loss", Shape.of(), Layout.NCHW))
                .withMessageContaining("'loss' is a scalar");
    }
}
