package io.github.convolith.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class NetworkSessionTest {
    private static final Shape IMAGE = Shape.of(3, 1, 2);

    private final NetworkSession two = FunctionNetwork.ofTwo().newSession();
    private final NetworkSession one =
            FunctionNetwork.adding(0.5f, IMAGE, Layout.NHWC).newSession();

    private static Port port(List<Port> ports, String name) {
        return ports.stream()
                .filter(port -> port.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static float[] floats(float... values) {
        return values;
    }

    @Nested
    class SeveralPorts {

        @Test
        void areGivenAndTakenByTheirNames() {
            float[] sum = new float[3];
            float[] first = new float[3];
            two.input("b", floats(10, 20, 30)).input("a", floats(1, 2, 3));
            two.run();
            two.output("sum", sum).output("first", first);

            assertThat(sum).containsExactly(11, 22, 33);
            assertThat(first).containsExactly(1, 2, 3);
        }

        @Test
        void comeFromAndGoIntoArraysAndBuffersOfAnyKind() {
            float[] target = new float[5];
            FloatBuffer buffer = FloatBuffer.allocate(6);
            buffer.position(1).limit(4);
            FloatBuffer given = FloatBuffer.wrap(floats(9, 1, 2, 3, 9));
            given.position(1).limit(4);
            two.input("a", given).input("b", floats(9, 9, 10, 20, 30, 9), 2).run();
            two.output("sum", target, 1).output("first", buffer);

            assertThat(target).containsExactly(0, 11, 22, 33, 0);
            assertThat(buffer.array()).containsExactly(0, 1, 2, 3, 0, 0);
            assertThat(given.position()).isEqualTo(1);
            assertThat(given.remaining()).isEqualTo(3);
            assertThat(buffer.position()).isEqualTo(1);
            assertThat(buffer.remaining()).isEqualTo(3);
        }

        @Test
        void bytesAreUnsigned() {
            float[] sum = new float[3];
            ByteBuffer pixels = ByteBuffer.allocateDirect(5).put(new byte[] {9, 1, (byte) 200, (byte) 255, 9});
            pixels.position(1).limit(4);
            two.input("a", new byte[] {0, 127, (byte) 128}).input("b", pixels).run();
            two.output("sum", sum);

            assertThat(sum).containsExactly(1, 327, 383);
            assertThat(pixels.position()).isEqualTo(1);
            assertThat(pixels.remaining()).isEqualTo(3);
        }

        @Test
        void areGivenAndTakenByTheirPorts() {
            Network network = FunctionNetwork.ofTwo();
            Port a = port(network.inputs(), "a");
            Port b = port(network.inputs(), "b");
            Port sum = port(network.outputs(), "sum");
            NetworkSession session = network.newSession();
            FloatBuffer buffer = FloatBuffer.allocate(3);
            for (int form = 0; form < 3; form++) {
                switch (form) {
                    case 0 -> session.input(a, floats(1, 2, 3));
                    case 1 -> session.input(a, FloatBuffer.wrap(floats(1, 2, 3)));
                    default -> session.input(a, ByteBuffer.wrap(new byte[] {1, 2, 3}));
                }
                session.input(b, new byte[] {10, 20, 30}).run();
                session.output(sum, buffer);
                assertThat(buffer.array()).containsExactly(11, 22, 33);
            }
        }

        @Test
        void whatIsGivenMayBeChangedAtOnce() {
            float[] a = {1, 2, 3};
            float[] first = new float[3];
            two.input("a", a);
            a[0] = 100;
            two.input("b", a);
            two.run();
            two.output("first", first);

            assertThat(first).containsExactly(1, 2, 3);
        }

        @Test
        void aNameThatIsNoneIsRefusedWithTheRightOnes() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> two.input("c", floats(1, 2, 3)))
                    .withMessage("the network has no input 'c'; its inputs are 'a' (3), 'b' (3)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> two.input("sum", floats(1, 2, 3)))
                    .withMessageContaining("no input 'sum' (it is an output)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> two.output("firsst", new float[3]))
                    .withMessageContaining("no output 'firsst' (did you mean 'first'?)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> one.input("z", new float[6]))
                    .withMessage("the network has no input 'z'; its input is 'x' (1 × 2 × 3, NHWC)");
        }

        @Test
        void anotherNumberOfElementsIsRefusedWithBothNumbersAndTheShapeInItsOrder() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> one.input("x", new float[5]))
                    .withMessage("the array for the input 'x' (1 × 2 × 3, NHWC) has 5 elements,"
                            + " but exactly 6 are needed");
            List<ThrowingCallable> wrong = List.of(
                    () -> one.input("x", FloatBuffer.allocate(7)),
                    () -> one.input("x", FloatBuffer.allocate(6).position(1)),
                    () -> one.input("x", new byte[5]),
                    () -> one.input("x", ByteBuffer.allocate(5)),
                    () -> one.output("y", new float[5]),
                    () -> one.output("y", FloatBuffer.allocate(5)));
            for (ThrowingCallable call : wrong) {
                assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining("exactly 6 are needed");
            }
        }

        @Test
        void aRangeThatLeavesItsArrayIsRefused() {
            for (int offset : new int[] {-1, 2, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
                assertThatExceptionOfType(IndexOutOfBoundsException.class)
                        .isThrownBy(() -> one.input("x", new float[7], offset))
                        .withMessage("the input 'x' (1 × 2 × 3, NHWC) needs 6 elements from offset " + offset
                                + ", but the array has 7 elements");
                assertThatExceptionOfType(IndexOutOfBoundsException.class)
                        .isThrownBy(() -> one.output("y", new float[7], offset))
                        .withMessageContaining("output 'y'");
            }
        }

        @Test
        void aBufferThatCannotBeWrittenToIsRefused() {
            two.input("a", new float[3]).input("b", new float[3]).run();

            assertThatExceptionOfType(ReadOnlyBufferException.class)
                    .isThrownBy(() -> two.output("sum", FloatBuffer.allocate(3).asReadOnlyBuffer()));
        }
    }

    @Nested
    class Order {

        @Test
        void aRunNeedsEveryInputAnew() {
            assertThatIllegalStateException()
                    .isThrownBy(two::run)
                    .withMessage("not given since the last run: 'a' (3), 'b' (3);"
                            + " every input is given before each run, with input(name, …)");
            two.input("b", new float[3]);
            assertThatIllegalStateException().isThrownBy(two::run).withMessageContaining("run: 'a' (3); every");
            two.input("a", new float[3]).run();
            two.input("a", new float[3]);
            assertThatIllegalStateException().isThrownBy(two::run).withMessageContaining("run: 'b' (3); every");
        }

        @Test
        void thereIsNoOutputBeforeTheFirstRun() {
            two.input("a", new float[3]).input("b", new float[3]);

            assertThatIllegalStateException()
                    .isThrownBy(() -> two.output("sum", new float[3]))
                    .withMessageContaining("no outputs yet");
        }

        @Test
        void thereIsNoOutputOnceAnInputWasGivenAgain() {
            two.input("a", new float[3]).input("b", new float[3]).run();
            two.output("sum", new float[3]).output("sum", new float[3]);
            two.input("a", new float[3]);

            assertThatIllegalStateException()
                    .isThrownBy(() -> two.output("sum", new float[3]))
                    .withMessageContaining("call run() first");
        }

        @Test
        void afterAFailedRunNothingCounts() {
            AtomicInteger runs = new AtomicInteger();
            FunctionNetwork ofTwo = FunctionNetwork.ofTwo();
            NetworkSession session = new FunctionNetwork(
                            ofTwo.inputSlots(), ofTwo.outputSlots(), ofTwo.arenaElements(), arena -> {
                                if (runs.incrementAndGet() == 2) {
                                    throw new UnsupportedOperationException("the second time");
                                }
                            })
                    .newSession();
            session.input("a", new float[3]).input("b", new float[3]).run();
            session.input("a", new float[3]).input("b", new float[3]);
            assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(session::run);

            assertThatIllegalStateException().isThrownBy(() -> session.output("sum", new float[3]));
            assertThatIllegalStateException().isThrownBy(session::run);
            session.input("a", new float[3]).input("b", new float[3]).run();
            session.output("sum", new float[3]);
        }

        @Test
        void aRefusedInputLeavesWhatWasGivenAndComputed() {
            two.input("a", new float[3]).input("b", new float[3]).run();
            assertThatIllegalArgumentException().isThrownBy(() -> two.input("a", new float[4]));

            two.output("sum", new float[3]);
        }

        @Test
        void aRunInOneCallIsARunAsWell() {
            float[] again = new float[6];
            one.run(floats(1, 2, 3, 4, 5, 6), new float[6]);
            one.output("y", again);

            assertThat(again).containsExactly(1.5f, 2.5f, 3.5f, 4.5f, 5.5f, 6.5f);
            assertThatIllegalStateException().isThrownBy(one::run);
        }
    }

    @Nested
    class OneCall {
        private final float[] input = {1, 2, 3, 4, 5, 6};
        private final float[] expected = {1.5f, 2.5f, 3.5f, 4.5f, 5.5f, 6.5f};
        private final float[] output = new float[6];

        @Test
        void runsOnArrays() {
            one.run(input, output);

            assertThat(output).containsExactly(expected);
        }

        @Test
        void runsOnRangesOfArrays() {
            float[] both = Arrays.copyOf(input, 12);
            one.run(both, 0, both, 6);

            assertThat(both).startsWith(input).endsWith(expected);
        }

        @Test
        void runsOnBuffersEvenInPlace() {
            FloatBuffer buffer = FloatBuffer.wrap(input);
            one.run(buffer, buffer);

            assertThat(input).containsExactly(expected);
        }

        @Test
        void runsOnBytes() {
            byte[] bytes = {1, 2, 3, 4, 5, 6};
            one.run(bytes, output);
            assertThat(output).containsExactly(expected);

            Arrays.fill(output, 0);
            one.run(ByteBuffer.wrap(bytes), output);
            assertThat(output).containsExactly(expected);
        }

        @Test
        void knowsItsShapes() {
            assertThat(one.inputShape()).isEqualTo(IMAGE);
            assertThat(one.outputShape()).isEqualTo(IMAGE);
        }

        @Test
        void anotherNumberOfElementsIsRefusedWithBothNumbersAndTheOrder() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> one.run(new float[5], output))
                    .withMessage(
                            "the input array has 5 elements, but the input 'x' (1 × 2 × 3, NHWC)" + " needs exactly 6");
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> one.run(input, 0, output, 1))
                    .withMessageStartingWith("the output 'y' (1 × 2 × 3, NHWC) needs 6 elements from offset 1");
            List<ThrowingCallable> wrong = List.of(
                    () -> one.run(FloatBuffer.allocate(5), FloatBuffer.allocate(6)),
                    () -> one.run(FloatBuffer.allocate(6), FloatBuffer.allocate(5)),
                    () -> one.run(new byte[5], output),
                    () -> one.run(new byte[6], new float[5]),
                    () -> one.run(ByteBuffer.allocate(5), output),
                    () -> one.run(ByteBuffer.allocate(6), new float[5]));
            for (ThrowingCallable call : wrong) {
                assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining("exactly 6 are needed");
            }
        }

        @Test
        void isRefusedWhereThereAreSeveralPorts() {
            List<ThrowingCallable> calls = List.of(
                    () -> two.run(new float[3], new float[3]),
                    () -> two.run(new float[3], 0, new float[3], 0),
                    () -> two.run(FloatBuffer.allocate(3), FloatBuffer.allocate(3)),
                    () -> two.run(new byte[3], new float[3]),
                    () -> two.run(ByteBuffer.allocate(3), new float[3]),
                    two::inputShape);
            for (ThrowingCallable call : calls) {
                assertThatIllegalStateException()
                        .isThrownBy(call)
                        .withMessageContaining("several inputs, 'a' (3), 'b' (3)")
                        .withMessageContaining("input(name, …)")
                        .withMessageContaining("run()")
                        .withMessageContaining("output(name, …)");
            }
            assertThatIllegalStateException()
                    .isThrownBy(two::outputShape)
                    .withMessageContaining("several outputs, 'sum' (3), 'first' (3)");
        }
    }

    @Nested
    class Construction {
        private final Slot input = FunctionNetwork.dense(new Port("x", IMAGE, Layout.NCHW), 0);
        private final Slot output = FunctionNetwork.dense(new Port("y", IMAGE, Layout.NCHW), 6);

        private NetworkSession session(List<Slot> inputs, List<Slot> outputs, int arenaElements) {
            return new FunctionNetwork(inputs, outputs, arenaElements, arena -> {}).newSession();
        }

        @Test
        void slotsLieWithinTheArena() {
            session(List.of(input), List.of(output), 12);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> session(List.of(input), List.of(output), 11))
                    .withMessageContaining("'y' (3 × 1 × 2, NCHW) ends at 12, but the arena has 11");
        }

        @Test
        void eachSideHasPortsOfDifferentNames() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> session(List.of(input), List.of(output, output), 12))
                    .withMessageContaining("two outputs named 'y'");
        }

        @Test
        void elementsOfAnInputLieApartButThoseOfAnOutputMayBeRepeated() {
            Slot repeated = new Slot(input.port(), 0, 2, 0, 0);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> session(List.of(repeated), List.of(output), 12))
                    .withMessageContaining("a stride is 0");

            float[] y = new float[6];
            session(List.of(input), List.of(repeated), 12).run(floats(1, 2, 3, 4, 5, 6), y);
            assertThat(y).containsExactly(1, 1, 3, 3, 5, 5);
        }
    }

    @Test
    @Timeout(60)
    void aSecondThreadIsRefusedAtEveryStepWhileTheFirstRuns() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch mayLeave = new CountDownLatch(1);
        FunctionNetwork adding = FunctionNetwork.adding(1, IMAGE, Layout.NCHW);
        NetworkSession session = new FunctionNetwork(
                        adding.inputSlots(), adding.outputSlots(), adding.arenaElements(), arena -> {
                            entered.countDown();
                            await(mayLeave);
                        })
                .newSession();
        ExecutorService other = Executors.newSingleThreadExecutor();
        float[] six = new float[6];
        List<ThrowingCallable> calls = List.of(
                session::run,
                () -> session.run(six, new float[6]),
                () -> session.run(six, 0, new float[6], 0),
                () -> session.run(new byte[6], six),
                () -> session.run(ByteBuffer.allocate(6), six),
                () -> session.run(FloatBuffer.allocate(6), FloatBuffer.allocate(6)),
                () -> session.input("x", six),
                () -> session.input("x", six, 0),
                () -> session.input("x", FloatBuffer.allocate(6)),
                () -> session.input("x", new byte[6]),
                () -> session.input("x", ByteBuffer.allocate(6)),
                () -> session.output("y", six),
                () -> session.output("y", six, 0),
                () -> session.output("y", FloatBuffer.allocate(6)));
        try {
            Future<?> first =
                    other.submit(() -> session.input("x", new float[6]).run());
            entered.await();
            for (ThrowingCallable call : calls) {
                assertThatIllegalStateException().isThrownBy(call).withMessageContaining("one session per thread");
            }
            mayLeave.countDown();
            first.get();
            session.output("y", six);
        } finally {
            mayLeave.countDown();
            other.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
