package io.github.convolith.processor.invariants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.convolith.processor.ConvolithProcessor;
import io.github.convolith.processor.testing.InMemory;
import io.github.convolith.runtime.Layer;
import io.github.convolith.runtime.Session;
import io.github.convolith.runtime.Shape;
import io.github.convolith.runtime.Tensor;
import io.github.convolith.runtime.Weights;
import io.github.convolith.runtime.WeightsException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code link} and {@code run} do not accept, and that they say why. */
class LinkTest {
    private static final String SOURCE = """
            package specs;

            import static io.github.convolith.annotations.Bias.*;
            import static io.github.convolith.annotations.Padding.*;

            import io.github.convolith.annotations.*;

            public final class Specs {
                @ConvLayer(in = 3, out = 8, kernel = 3)
                public interface Plain {}

                @ConvLayer(in = 3, out = 8, kernel = 3, stride = 2, padding = SAME)
                public interface Stem {}

                @ConvLayer(in = 1, out = 1, kernel = {3, 5}, dilation = {2, 3}, bias = NONE, pad = {1, 0, 0, 2})
                public interface Dilated {}

                @ConvLayer(in = 1, out = 2, kernel = 2, padding = FULL, unroll = Unroll.TAPS)
                public interface Full {}

                @ConvLayer(in = 4, out = 8, kernel = 3, groups = 2)
                public interface Grouped {}

                @ConvLayer(in = 3, out = 8, kernel = 3, height = 6, width = 5)
                public interface Fixed {}

                @ConvLayer(in = 1, out = 1, kernel = 3, height = 6, width = 5,
                        weights = {0, 1, 0, 1, -4, 1, 0, 1, 0}, biases = 1)
                public interface Constant {}

                @Conv1dLayer(in = 2, out = 4, kernel = 5, bias = SUBTRACT)
                public interface Signal {}
            }
            """;

    private static ClassLoader loader;

    @BeforeAll
    static void generate() {
        loader = InMemory.compile(Map.of("specs.Specs", SOURCE), List.of(new ConvolithProcessor()))
                .requireSilence()
                .loader();
    }

    private static Layer link(String spec, Object... arguments) {
        return GeneratedLayers.link(loader, "specs.Specs_" + spec + "Layer", arguments);
    }

    private static Weights weights(int kernel, int bias) {
        return Weights.of(new float[kernel], new float[bias]);
    }

    private static Weights weights(int kernel) {
        return Weights.of(new float[kernel]);
    }

    /** Arguments that are not accepted: the type of the exception and what its message holds. */
    private record Refused(
            String spec, Class<? extends RuntimeException> type, List<String> said, Object... arguments) {
        @Override
        public String toString() {
            return spec + ": " + String.join(" … ", said);
        }
    }

    private static Refused size(String spec, String given, String needed, Object... arguments) {
        return new Refused(spec, IllegalArgumentException.class, List.of(given, needed), arguments);
    }

    static Stream<Refused> sizes() {
        Weights plain = weights(216, 8);
        Weights dilated = weights(15);
        Weights signal = weights(40, 4);
        String most = "to 1073741824";
        return Stream.of(
                size("Plain", "height = 2", "from 3", 2, 5, plain),
                size("Plain", "width = 2", "from 3", 5, 2, plain),
                size("Plain", "height = 0", "from 3", 0, 5, plain),
                size("Plain", "height = -3", "from 3", -3, 5, plain),
                size("Plain", "width = -2147483648", "from 3", 5, Integer.MIN_VALUE, plain),
                size("Plain", "height = 1073741825", most, (1 << 30) + 1, 5, plain),
                size("Plain", "width = 2147483647", most, 5, Integer.MAX_VALUE, plain),
                size("Stem", "width = 0", "from 1", 5, 0, plain),
                size("Dilated", "height = 3", "from 4", 3, 11, dilated),
                size("Dilated", "width = 10", "from 11", 4, 10, dilated),
                size("Signal", "length = 4", "from 5", 4, signal),
                size("Signal", "length = 1073741825", most, (1 << 30) + 1, signal),
                // Each axis is allowed, but the input is more than an array holds.
                size("Plain", "3 × 40000 × 40000", "2147483647", 40_000, 40_000, plain),
                size("Plain", "3 × 1073741824 × 1073741824", "2147483647", 1 << 30, 1 << 30, plain),
                size("Signal", "2 × 1073741824", "2147483647", 1 << 30, signal),
                // The input is allowed, but not the output.
                size("Plain", "8 × 19998 × 19998", "2147483647", 20_000, 20_000, plain),
                size("Full", "2 × 40001 × 40001", "2147483647", 40_000, 40_000, weights(8, 2)));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void aSizeThatCannotBeIsRefused(Refused refused) {
        assertRefused(refused);
    }

    private static Refused unfit(String spec, List<String> said, Object... arguments) {
        return new Refused(spec, WeightsException.class, said, arguments);
    }

    static Stream<Refused> weights() {
        Tensor kernel = Tensor.of("weight", Shape.of(8, 3, 3, 3), new float[216]);
        Tensor bias = Tensor.of("bias", Shape.of(8), new float[8]);
        return Stream.of(
                unfit("Plain", List.of("'weight'", "215 values", "8 × 3 × 3 × 3"), 5, 5, weights(215, 8)),
                unfit("Plain", List.of("'weight'", "217 values", "8 × 3 × 3 × 3"), 5, 5, weights(217, 8)),
                unfit("Plain", List.of("'weight'", "1 values", "8 × 3 × 3 × 3"), 5, 5, weights(1, 8)),
                unfit(
                        "Plain",
                        List.of("'weight'", "3 × 8 × 3 × 3", "8 × 3 × 3 × 3", "order"),
                        5,
                        5,
                        Weights.of(List.of(Tensor.of("weight", Shape.of(3, 8, 3, 3), new float[216]), bias))),
                unfit("Plain", List.of("'bias'", "7 values", "needs 8", "8 × 3"), 5, 5, weights(216, 7)),
                unfit("Plain", List.of("'bias'", "1 values", "needs 8"), 5, 5, weights(216, 1)),
                unfit("Plain", List.of("'bias'", "25 values", "needs 8", "8 × 3"), 5, 5, weights(216, 25)),
                unfit("Plain", List.of("no tensor 'bias'", "bias = NONE"), 5, 5, weights(216)),
                unfit("Plain", List.of("no tensor 'weight'"), 5, 5, Weights.of(List.of(bias))),
                unfit("Plain", List.of("no tensor"), 5, 5, Weights.of(List.of())),
                unfit(
                        "Plain",
                        List.of("'scale'", "weight", "bias"),
                        5,
                        5,
                        Weights.of(List.of(kernel, bias, Tensor.of("scale", Shape.of(1), 1)))),
                unfit(
                        "Plain",
                        List.of("'weigth'", "did you mean 'weight'"),
                        5,
                        5,
                        Weights.of(List.of(Tensor.of("weigth", Shape.of(8, 3, 3, 3), new float[216]), bias))),
                unfit("Dilated", List.of("'bias'", "bias = NONE"), 9, 19, weights(15, 1)),
                unfit("Grouped", List.of("'weight'", "288 values", "8 × 2 × 3 × 3"), 9, 9, weights(288, 8)),
                unfit("Grouped", List.of("'bias'", "32 values", "8 × 2"), 9, 9, weights(144, 32)),
                unfit("Fixed", List.of("'weight'", "72 values", "8 × 3 × 3 × 3"), weights(72, 8)),
                unfit("Fixed", List.of("no tensor 'bias'"), weights(216)),
                unfit("Signal", List.of("'weight'", "20 values", "4 × 2 × 5"), 9, weights(20, 4)),
                unfit("Signal", List.of("'bias'", "2 values", "needs 4", "4 × 2"), 9, weights(40, 2)));
    }

    @ParameterizedTest
    @MethodSource("weights")
    void weightsThatDoNotFitAreRefused(Refused refused) {
        assertRefused(refused);
    }

    private static void assertRefused(Refused refused) {
        assertThatThrownBy(() -> link(refused.spec(), refused.arguments()))
                .isExactlyInstanceOf(refused.type())
                .hasMessageContainingAll(refused.said().toArray(CharSequence[]::new));
    }

    /** So that the refusals above are known to be for the reason they give. */
    @Test
    void theSmallestSizeAndFittingWeightsAreAccepted() {
        assertThat(link("Plain", 3, 3, weights(216, 8)).outputShape()).isEqualTo(Shape.of(8, 1, 1));
        assertThat(link("Plain", 3, 3, weights(216, 24)).outputShape()).isEqualTo(Shape.of(8, 1, 1));
        assertThat(link("Stem", 1, 1, weights(216, 8)).outputShape()).isEqualTo(Shape.of(8, 1, 1));
        assertThat(link("Dilated", 4, 11, weights(15)).outputShape()).isEqualTo(Shape.of(1, 1, 1));
        assertThat(link("Full", 1, 1, weights(8, 2)).outputShape()).isEqualTo(Shape.of(2, 2, 2));
        assertThat(link("Grouped", 3, 3, weights(144, 8)).outputShape()).isEqualTo(Shape.of(8, 1, 1));
        assertThat(link("Grouped", 3, 3, weights(144, 16)).outputShape()).isEqualTo(Shape.of(8, 1, 1));
        assertThat(link("Fixed", weights(216, 8)).outputShape()).isEqualTo(Shape.of(8, 4, 3));
        assertThat(link("Constant").outputShape()).isEqualTo(Shape.of(1, 4, 3));
        assertThat(link("Signal", 5, weights(40, 4)).outputShape()).isEqualTo(Shape.of(4, 1));
    }

    /** The weights are copied: nobody can change a linked layer. */
    @Test
    void aLinkedLayerKeepsItsWeights() {
        float[] kernel = {1, 2, 3, 4, 5, 6, 7, 8};
        float[] bias = {9, 10};
        Layer layer = link("Full", 1, 1, Weights.of(kernel, bias));
        float[] before = run(layer, 1);
        Arrays.fill(kernel, 0);
        Arrays.fill(bias, 0);
        assertThat(before).containsExactly(4 + 9, 3 + 9, 2 + 9, 1 + 9, 8 + 10, 7 + 10, 6 + 10, 5 + 10);
        assertThat(run(layer, 1)).containsExactly(before);
    }

    private static float[] run(Layer layer, float... input) {
        float[] output = new float[layer.outputShape().elements()];
        layer.newSession().run(input, output);
        return output;
    }

    static Stream<Layer> linked() {
        return Stream.of(
                link("Fixed", weights(216, 8)),
                link("Constant"),
                link("Plain", 6, 5, weights(216, 8)),
                link("Full", 4, 4, weights(8, 2)),
                link("Signal", 20, weights(40, 4)));
    }

    @ParameterizedTest
    @MethodSource("linked")
    void arraysOfAWrongLengthAreRefused(Layer layer) {
        Session session = layer.newSession();
        int in = layer.inputShape().elements();
        int out = layer.outputShape().elements();
        for (int wrong : new int[] {0, in - 1, in + 1, 2 * in}) {
            assertThatThrownBy(() -> session.run(new float[wrong], new float[out]))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("input", wrong + " elements", "exactly " + in);
        }
        for (int wrong : new int[] {0, out - 1, out + 1, 2 * out}) {
            assertThatThrownBy(() -> session.run(new float[in], new float[wrong]))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("output", wrong + " elements", "exactly " + out);
        }
        session.run(new float[in], new float[out]);
    }

    @ParameterizedTest
    @MethodSource("linked")
    void rangesOutsideTheirArraysAreRefused(Layer layer) {
        Session session = layer.newSession();
        int in = layer.inputShape().elements();
        int out = layer.outputShape().elements();
        for (int wrong : new int[] {-1, 4, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> session.run(new float[in + 3], wrong, new float[out], 0))
                    .isExactlyInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessageContainingAll("input", in + " elements", "offset " + wrong);
            assertThatThrownBy(() -> session.run(new float[in], 0, new float[out + 3], wrong))
                    .isExactlyInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessageContainingAll("output", out + " elements", "offset " + wrong);
        }
        session.run(new float[in + 3], 3, new float[out + 3], 3);
    }
}
