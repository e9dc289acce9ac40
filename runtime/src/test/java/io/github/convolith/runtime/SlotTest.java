package io.github.convolith.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SlotTest {
    private static final Port IMAGE = new Port("image", Shape.of(3, 4, 5), Layout.NHWC);

    @Test
    void endsAfterItsLastElement() {
        assertThat(new Slot(IMAGE, 7, 1, 20, 3).end()).isEqualTo(7 + 2 + 3 * 20 + 4 * 3 + 1);
        assertThat(new Slot(IMAGE, Integer.MAX_VALUE - 60, 20, 5, 1).end()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void needsOneStrideForEachAxis() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Slot(IMAGE, 0, 20, 5))
                .withMessage("'image' (4 × 5 × 3, NHWC) has 3 axes, but 2 strides are given");
    }

    @Test
    void liesWithinAnArray() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Slot(IMAGE, -1, 20, 5, 1))
                .withMessageContaining("begins at -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Slot(IMAGE, 0, 20, -5, 1))
                .withMessageContaining("the stride -5 along axis 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Slot(IMAGE, Integer.MAX_VALUE - 59, 20, 5, 1))
                .withMessageContaining("beyond the longest array");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Slot(IMAGE, 0, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE))
                .withMessageContaining("beyond the longest array");
    }

    @Test
    void laterChangesToTheStridesHaveNoEffect() {
        int[] strides = {20, 5, 1};
        Slot slot = new Slot(IMAGE, 0, strides);
        strides[0] = 1;
        slot.strides()[1] = 1;

        assertThat(slot.strides()).containsExactly(20, 5, 1);
    }
}
