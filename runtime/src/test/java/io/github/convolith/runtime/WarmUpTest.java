package io.github.convolith.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Under a clock that goes as the test says: it stands still but for the calls. */
class WarmUpTest {
    private double milliseconds;
    private int calls;

    /** Warms up what takes this many milliseconds at its n-th call, counted from 0. */
    private void warmUp(IntToDoubleFunction millisecondsOfCall) {
        WarmUp.run(() -> milliseconds += millisecondsOfCall.applyAsDouble(calls++), () -> (long) (milliseconds * 1e6));
    }

    @Test
    void endsSoonWhereNothingGetsFaster() {
        warmUp(call -> 1);

        assertThat(milliseconds).isBetween(400.0, 450.0);
    }

    @Test
    void goesOnWhileItGetsFaster() {
        warmUp(call -> call < 100 ? 10 - 0.09 * call : 1);

        assertThat(milliseconds).isBetween(505.0 + 400, 505.0 + 500);
    }

    @Test
    void doesNotMistakeNoiseForProgress() {
        warmUp(call -> 1 + 0.01 * (call * 7919 % 2));

        assertThat(milliseconds).isLessThan(500);
    }

    @Test
    void endsAfterTenSecondsInAnyCase() {
        warmUp(call -> 10 * Math.pow(0.9992, call));

        assertThat(milliseconds).isBetween(10_000.0, 10_020.0);
    }

    @Test
    void callsThatTakeLongAreFew() {
        warmUp(call -> 300);
        assertThat(calls).isBetween(3, 4);

        milliseconds = 0;
        calls = 0;
        warmUp(call -> 15_000);
        assertThat(calls).isOne();
    }
}
