package io.github.convolith.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class NetworkTest {
    private static final Shape IMAGE = Shape.of(2, 2, 2);

    private final FunctionNetwork one = FunctionNetwork.adding(1, IMAGE, Layout.NCHW);
    private final FunctionNetwork two = FunctionNetwork.ofTwo();

    @Test
    void withOneInputAndOneOutputIsALayerLikeAnyOther() {
        float[] output = new float[8];
        Layer chain = Sequential.of(one, FunctionLayer.adding(10, IMAGE), one);
        chain.newSession().run(new float[8], output);

        assertThat(output).containsOnly(12);
        assertThat(one.inputShape()).isEqualTo(IMAGE);
        assertThat(one.outputShape()).isEqualTo(IMAGE);
    }

    @Test
    void computesInOneCall() {
        float[] input = new float[8];

        assertThat(one.forward(input)).hasSize(8).containsOnly(1);
        assertThat(input).containsOnly(0);
        assertThatIllegalArgumentException().isThrownBy(() -> one.forward(new float[7]));
    }

    @Test
    void computesSeveralPortsInOneCall() {
        Map<String, float[]> outputs = two.forward(Map.of("a", new float[] {1, 2, 3}, "b", new float[] {10, 20, 30}));

        assertThat(outputs).containsOnlyKeys("sum", "first");
        assertThat(outputs.keySet()).containsExactly("sum", "first");
        assertThat(outputs.get("sum")).containsExactly(11, 22, 33);
        assertThat(outputs.get("first")).containsExactly(1, 2, 3);
    }

    @Test
    void oneCallNeedsExactlyTheInputsThatThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> two.forward(Map.of("a", new float[3])))
                .withMessage("there is no value for the input 'b' (3)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> two.forward(Map.of()))
                .withMessage("there is no value for the inputs 'a' (3), 'b' (3)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> two.forward(Map.of("a", new float[3], "b", new float[3], "c", new float[3])))
                .withMessageContaining("no input 'c'");
    }

    @Test
    void withSeveralPortsHasNotTheOneShape() {
        List<ThrowingCallable> calls = List.of(two::inputShape, () -> two.forward(new float[3]));
        for (ThrowingCallable call : calls) {
            assertThatIllegalStateException()
                    .isThrownBy(call)
                    .withMessageContaining("several inputs, 'a' (3), 'b' (3)")
                    .withMessageContaining("newSession()");
        }
        assertThatIllegalStateException()
                .isThrownBy(two::outputShape)
                .withMessageContaining("several outputs, 'sum' (3), 'first' (3)");
    }

    @Test
    void withSeveralOutputsStillHasTheOneInputShape() {
        FunctionNetwork split = new FunctionNetwork(
                two.inputSlots().subList(0, 1), two.outputSlots(), two.arenaElements(), arena -> {});

        assertThat(split.inputShape()).isEqualTo(Shape.of(3));
        assertThat(split.newSession().inputShape()).isEqualTo(Shape.of(3));
        assertThatIllegalStateException().isThrownBy(split::outputShape);
        assertThatIllegalStateException()
                .isThrownBy(() -> split.forward(new float[3]))
                .withMessageContaining("several outputs");
    }

    @Test
    @Timeout(30)
    void warmsUpByRunning() {
        AtomicInteger runs = new AtomicInteger();
        FunctionNetwork counting = new FunctionNetwork(
                two.inputSlots(), two.outputSlots(), two.arenaElements(), arena -> runs.incrementAndGet());
        counting.warmUp();

        assertThat(runs).hasValueGreaterThan(1000);
    }
}
