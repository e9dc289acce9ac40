package io.github.convolith.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MultiplyAddTest {
    @Test
    void java17DoesNotFuse() {
        if (Runtime.version().feature() < 25) {
            assertThat(MultiplyAdd.FUSED).isFalse();
        }
    }

    @Test
    void whatIsFusedIsAnInstruction() {
        if (MultiplyAdd.FUSED) {
            assertThat(VectorSupport.hasFma()).isTrue();
        }
    }
}
