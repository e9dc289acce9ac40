package io.github.convolith.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SessionTest {
    private static final Shape SIX = Shape.of(2, 3);
    private static final Shape FOUR = Shape.of(4);

    private final Session session = FunctionLayer.summing(SIX, FOUR).newSession();

    @Test
    void givesTheShapesItWasMadeWith() {
        assertThat(session.inputShape()).isEqualTo(SIX);
        assertThat(session.outputShape()).isEqualTo(FOUR);
    }

    @Test
    void computesTheOutput() {
        float[] output = new float[4];
        session.run(new float[] {1, 2, 3, 4, 5, 6}, output);

        assertThat(output).containsExactly(21, 22, 23, 24);
    }

    @Test
    void anArrayOfAnotherLengthIsRefusedWithBothNumbersAndTheShape() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> session.run(new float[5], new float[4]))
                .withMessage("the input array has 5 elements, but the input shape 2 × 3 needs exactly 6");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> session.run(new float[6], new float[5]))
                .withMessage("the output array has 5 elements, but the output shape 4 needs exactly 4");
    }

    @Test
    void aMissingArrayIsRefused() {
        assertThatNullPointerException().isThrownBy(() -> session.run(null, new float[4]));
        assertThatNullPointerException().isThrownBy(() -> session.run(new float[6], null));
    }

    @Test
    void rangesWithinLargerArraysAreReadAndWrittenAndNothingElse() {
        float[] input = {99, 99, 1, 2, 3, 4, 5, 6, 99};
        float[] output = new float[7];
        Arrays.fill(output, -1);
        session.run(input, 2, output, 3);

        assertThat(output).containsExactly(-1, -1, -1, 21, 22, 23, 24);
        assertThat(input).containsExactly(99, 99, 1, 2, 3, 4, 5, 6, 99);
    }

    @Test
    void aRangeThatLeavesItsArrayIsRefusedBeforeAnythingIsWritten() {
        float[] output = new float[4];
        for (int offset : new int[] {-1, 3, Integer.MIN_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE - 5}) {
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> session.run(new float[8], offset, output, 0))
                    .withMessage("the input shape 2 × 3 needs 6 elements from offset " + offset
                            + ", but the input array has 8 elements");
        }
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> session.run(new float[6], 0, output, 1))
                .withMessageContaining("output");
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> session.run(new float[5], 0, output, 0));
        assertThat(output).containsOnly(0);
    }

    @Test
    void rangesOfOneArrayMayTouchButNotOverlap() {
        float[] both = new float[16];
        for (int inputOffset = 0; inputOffset <= 10; inputOffset++) {
            for (int outputOffset = 0; outputOffset <= 12; outputOffset++) {
                int input = inputOffset;
                int output = outputOffset;
                if (output + 4 <= input || input + 6 <= output) {
                    session.run(both, input, both, output);
                } else {
                    assertThatIllegalArgumentException()
                            .as("input at %d, output at %d", input, output)
                            .isThrownBy(() -> session.run(both, input, both, output))
                            .withMessageContaining("overlap")
                            .withMessageContaining("offset " + input)
                            .withMessageContaining("offset " + output);
                }
            }
        }
    }

    @Test
    void runningInPlaceIsRefused() {
        float[] both = new float[6];
        Session inPlace = FunctionLayer.adding(1, SIX).newSession();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> inPlace.run(both, both))
                .withMessageContaining("in place");
    }

    @Test
    void aSessionThatRunsItselfIsRefused() {
        AtomicReference<Session> itself = new AtomicReference<>();
        Session session = new FunctionLayer(
                        "recursive",
                        FOUR,
                        FOUR,
                        (x, xOffset, y, yOffset) -> itself.get().run(new float[4], new float[4]))
                .newSession();
        itself.set(session);

        assertThatIllegalStateException()
                .isThrownBy(() -> session.run(new float[4], new float[4]))
                .withMessageContaining("from within itself");
    }

    @Test
    void afterAnExceptionTheSessionRunsAgain() {
        AtomicInteger runs = new AtomicInteger();
        Session session = new FunctionLayer("failing once", FOUR, FOUR, (x, xOffset, y, yOffset) -> {
                    if (runs.getAndIncrement() == 0) {
                        throw new UnsupportedOperationException("the first time");
                    }
                })
                .newSession();

        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> session.run(new float[4], new float[4]));
        session.run(new float[4], new float[4]);
        assertThat(runs).hasValue(2);
    }

    @Test
    void refusedArgumentsDoNotHoldTheSession() {
        assertThatIllegalArgumentException().isThrownBy(() -> session.run(new float[1], new float[4]));
        session.run(new float[6], new float[4]);
    }

    @Test
    @Timeout(60)
    void aSecondThreadIsRefusedWhileTheFirstRunsAndWelcomeAfterwards() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch mayLeave = new CountDownLatch(1);
        Session session = new FunctionLayer("waiting", FOUR, FOUR, (x, xOffset, y, yOffset) -> {
                    entered.countDown();
                    await(mayLeave);
                })
                .newSession();
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<?> first = other.submit(() -> session.run(new float[4], new float[4]));
            entered.await();

            assertThatIllegalStateException()
                    .isThrownBy(() -> session.run(new float[4], new float[4]))
                    .withMessageContaining("one session per thread");

            mayLeave.countDown();
            first.get();
            session.run(new float[4], new float[4]);
        } finally {
            mayLeave.countDown();
            other.shutdownNow();
        }
    }

    @Test
    @Timeout(60)
    void noTwoThreadsAreEverInsideAtOnce() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger mostInside = new AtomicInteger();
        AtomicInteger completed = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        Session session = new FunctionLayer("counting", FOUR, FOUR, (x, xOffset, y, yOffset) -> {
                    int now = inside.incrementAndGet();
                    mostInside.accumulateAndGet(now, Math::max);
                    Thread.onSpinWait();
                    inside.decrementAndGet();
                })
                .newSession();
        int threads = 4;
        int attempts = 20_000;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                futures.add(pool.submit(() -> {
                    float[] input = new float[4];
                    float[] output = new float[4];
                    for (int attempt = 0; attempt < attempts; attempt++) {
                        try {
                            session.run(input, output);
                            completed.incrementAndGet();
                        } catch (IllegalStateException e) {
                            refused.incrementAndGet();
                        }
                    }
                }));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(mostInside).hasValue(1);
        assertThat(completed.get() + refused.get()).isEqualTo(threads * attempts);
        session.run(new float[4], new float[4]);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
