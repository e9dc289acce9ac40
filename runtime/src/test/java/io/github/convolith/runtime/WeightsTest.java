package io.github.convolith.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableTypeAssert;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WeightsTest {

    private static ThrowableTypeAssert<WeightsException> assertThatWeightsException() {
        return assertThatExceptionOfType(WeightsException.class);
    }

    private static Weights of(Tensor... tensors) {
        return Weights.of(List.of(tensors));
    }

    private static Tensor tensor(String name, int... dimensions) {
        Shape shape = Shape.of(dimensions);
        return Tensor.of(name, shape, counting(shape.elements()));
    }

    private static float[] counting(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = i;
        }
        return values;
    }

    @Nested
    class Kernel {

        @Test
        void aFlatArrayFitsAnyShapeOfAsManyElements() {
            Weights weights = Weights.of(counting(24));

            assertThat(weights.kernel(2, 3, 2, 2)).containsExactly(counting(24));
            assertThat(weights.kernel(4, 6)).containsExactly(counting(24));
            assertThat(weights.kernel(1, 1, 24)).containsExactly(counting(24));
        }

        @Test
        void aFlatArrayOfAnotherLengthIsRefusedWithBothNumbers() {
            assertThatWeightsException()
                    .isThrownBy(() -> Weights.of(counting(23)).kernel(2, 3, 2, 2))
                    .withMessage("the given weights: 'weight' has 23 values,"
                            + " but the layer needs 2 × 3 × 2 × 2 (out × in/groups × kernel)");
        }

        @Test
        void aShapedTensorFitsItsOwnShapeAndThatOfAMatrixWithAllAxesButTheFirstInOne() {
            assertThat(of(tensor("weight", 2, 3, 2, 2)).kernel(2, 3, 2, 2)).containsExactly(counting(24));
            assertThat(of(tensor("weight", 2, 12)).kernel(2, 3, 2, 2)).containsExactly(counting(24));
        }

        @Test
        void aShapedTensorOfAsManyElementsInAnotherOrderIsRefused() {
            assertThatWeightsException()
                    .isThrownBy(() -> of(tensor("weight", 3, 2, 2, 2)).kernel(2, 3, 2, 2))
                    .withMessageContaining("has the shape 3 × 2 × 2 × 2")
                    .withMessageContaining("needs 2 × 3 × 2 × 2")
                    .withMessageContaining("in another order: store it as PyTorch and ONNX do");
            assertThatWeightsException()
                    .isThrownBy(() -> of(tensor("weight", 12, 2)).kernel(2, 3, 2, 2));
            assertThatWeightsException()
                    .isThrownBy(() -> of(tensor("weight", 4, 6)).kernel(6, 4))
                    .withMessageContaining("(out × in)");
        }

        @Test
        void eachCallGivesACopyAndTheGivenArrayIsCopiedToo() {
            float[] given = counting(4);
            Weights weights = Weights.of(given);
            given[0] = 100;
            weights.kernel(2, 2)[1] = 100;

            assertThat(weights.kernel(2, 2)).containsExactly(0, 1, 2, 3);
        }

        @Test
        void aMissingKernelIsNamedWithWhatThereIs() {
            assertThatWeightsException()
                    .isThrownBy(() -> of(tensor("c1.wieght", 1, 1), tensor("c1.bias", 1))
                            .layer("c1")
                            .kernel(1, 1))
                    .withMessage("the given weights: there is no tensor 'c1.weight' (did you mean 'c1.wieght'?);"
                            + " there are c1.bias, c1.wieght");
            assertThatWeightsException().isThrownBy(() -> of().kernel(1, 1)).withMessageContaining("there are none");
        }

        @Test
        void anEmptyArrayIsRefused() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Weights.of(new float[0]))
                    .withMessageContaining("'weight' is empty");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Weights.of(new float[1], new float[0]))
                    .withMessageContaining("'bias' is empty");
        }
    }

    @Nested
    class Bias {

        @Test
        void oneValuePerOutputIsCopied() {
            assertThat(Weights.of(counting(1), counting(4)).bias(4, 3)).containsExactly(0, 1, 2, 3);
            assertThat(of(tensor("bias", 4)).bias(4, 3)).containsExactly(0, 1, 2, 3);
        }

        @Test
        void axesOfExtentOneDoNotMatter() {
            assertThat(of(tensor("bias", 1, 4, 1, 1)).bias(4, 3)).containsExactly(0, 1, 2, 3);
            assertThat(of(tensor("bias")).bias(1, 3)).containsExactly(0);
        }

        @Test
        void oneValuePerPairIsSummedOverTheInputs() {
            assertThat(Weights.of(counting(1), counting(6)).bias(2, 3)).containsExactly(0 + 1 + 2, 3 + 4 + 5);
            assertThat(of(tensor("bias", 2, 3)).bias(2, 3)).containsExactly(3, 12);
        }

        @Test
        void withOneInputPerGroupPairsAndOutputsAreTheSame() {
            assertThat(Weights.of(counting(1), counting(4)).bias(4, 1)).containsExactly(0, 1, 2, 3);
        }

        @Test
        void theSumOverTheInputsIsRoundedOnce() {
            float[] bias = {0x1p24f, 1, 1, -0x1p24f};

            assertThat(Weights.of(counting(1), bias).bias(1, 4)).containsExactly(2);
        }

        @Test
        void anyOtherNumberIsRefusedWithWhatIsNeeded() {
            assertThatWeightsException()
                    .isThrownBy(() -> Weights.of(counting(1), counting(5)).bias(2, 3))
                    .withMessage("the given weights: 'bias' has 5 values,"
                            + " but the layer needs 2 (out) or 2 × 3 (out × in/groups)");
            assertThatWeightsException()
                    .isThrownBy(() -> of(tensor("bias", 3, 2)).bias(2, 3))
                    .withMessageContaining("has the shape 3 × 2");
            assertThatWeightsException()
                    .isThrownBy(() -> of(tensor("bias", 2, 2)).bias(4, 3));
        }

        @Test
        void aMissingBiasIsNamedWithTheWayOut() {
            assertThatWeightsException()
                    .isThrownBy(() -> Weights.of(counting(1)).bias(1, 1))
                    .withMessageContaining("no tensor 'bias'")
                    .withMessageContaining("a layer without a bias declares bias = NONE");
        }

        @Test
        void aBiasThatWouldBeIgnoredIsRefused() {
            Weights.of(counting(1)).requireNoBias();
            assertThatWeightsException()
                    .isThrownBy(() -> of(tensor("c1.bias", 4)).layer("c1").requireNoBias())
                    .withMessageContaining("'c1.bias' has 4 values")
                    .withMessageContaining("bias = NONE");
        }
    }

    @Nested
    class Names {
        private final Weights network = of(
                tensor("c1.weight", 2, 3),
                tensor("c1.bias", 2),
                tensor("c1", 1),
                tensor("c10.weight", 1),
                tensor("block.c1.weight", 5),
                tensor("logits.weight", 4));

        @Test
        void areSorted() {
            assertThat(network.names())
                    .containsExactly("block.c1.weight", "c1", "c1.bias", "c1.weight", "c10.weight", "logits.weight");
        }

        @Test
        void aLayerSeesItsOwnWithoutThePrefix() {
            assertThat(network.layer("c1").names()).containsExactly("bias", "weight");
            assertThat(network.layer("c1").contains("weight")).isTrue();
            assertThat(network.layer("c1").contains("c1.weight")).isFalse();
            assertThat(network.layer("block").layer("c1").names()).containsExactly("weight");
            assertThat(network.layer("block.c1").names()).containsExactly("weight");
            assertThat(network.layer("absent").names()).isEmpty();
        }

        @Test
        void aTensorKeepsItsFullName() {
            Tensor tensor = network.layer("c1").tensor("weight");

            assertThat(tensor).hasToString("c1.weight: 2 × 3");
            assertThat(tensor.values()).containsExactly(counting(6));
        }

        @Test
        void anyTensorIsGivenInAShapeThatFits() {
            assertThat(network.values("c1.weight", 2, 3)).containsExactly(counting(6));
            assertThatWeightsException()
                    .isThrownBy(() -> network.values("c1.weight", 3, 2))
                    .withMessageContaining("needs 3 × 2;");
        }

        @Test
        void whatNothingUsesIsRefusedWithWhatMayHaveBeenMeant() {
            network.layer("c1").requireOnly("weight", "bias", "slope");
            assertThatWeightsException()
                    .isThrownBy(() -> of(tensor("c1.wieght", 1), tensor("c1.bias", 1), tensor("c1.zzz", 1))
                            .layer("c1")
                            .requireOnly("weight", "bias"))
                    .withMessage("the given weights: nothing uses 'c1.wieght' (did you mean 'c1.weight'?), 'c1.zzz';"
                            + " used are c1.bias, c1.weight");
        }

        @Test
        void longListsAreCutShort() {
            Tensor[] many = new Tensor[100];
            for (int i = 0; i < many.length; i++) {
                many[i] = tensor("unrelated-" + i, 1);
            }
            assertThatWeightsException()
                    .isThrownBy(() -> of(many).kernel(1, 1))
                    .withMessageEndingWith("… (100 in all)")
                    .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400));
            assertThatWeightsException()
                    .isThrownBy(() -> of(many).requireOnly("weight"))
                    .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400));
        }

        @Test
        void namesFarTooLongAreNotCompared() {
            String longName = "x".repeat(100_000);

            assertThatWeightsException()
                    .isThrownBy(() -> of(tensor(longName, 1)).tensor(longName + "y"));
        }

        @Test
        void twoTensorsOfOneNameAreRefused() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> of(tensor("a", 1), tensor("a", 2)))
                    .withMessageContaining("'a'");
        }

        @Test
        void cannotBeChangedFromOutside() {
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> network.names().clear());
            network.tensor("c1.bias").values()[0] = 100;
            assertThat(network.tensor("c1.bias").values()).containsExactly(0, 1);
        }
    }

    @Nested
    class WholeNetwork {
        private final SortedMap<String, Shape> required = new TreeMap<>(
                Map.of("c1.weight", Shape.of(2, 3, 5, 5), "c1.bias", Shape.of(2), "c2.weight", Shape.of(4, 2)));
        private final SortedMap<String, Shape> optional = new TreeMap<>(Map.of("c2.bias", Shape.of(4)));

        @Test
        void thatFitsHasNoProblems() {
            Weights exact = of(tensor("c1.weight", 2, 3, 5, 5), tensor("c1.bias", 2), tensor("c2.weight", 4, 2));
            Weights otherwiseWritten = of(
                    tensor("c1.weight", 2, 75),
                    tensor("c1.bias", 1, 2, 1, 1),
                    tensor("c2.weight", 8),
                    tensor("c2.bias", 4));

            assertThat(exact.problems(required, optional)).isEmpty();
            assertThat(otherwiseWritten.problems(required, optional)).isEmpty();
            exact.require(required, optional);
            assertThat(of().problems(new TreeMap<>(), optional)).isEmpty();
        }

        @Test
        void everythingThatIsWrongIsSaidAtOnce() {
            Weights weights = of(
                    tensor("c1.wieght", 2, 3, 5, 5), tensor("c2.weight", 2, 4), tensor("c2.bias", 5), tensor("step"));

            assertThat(weights.problems(required, optional))
                    .containsExactly(
                            "'c1.bias' (2) is missing",
                            "'c1.weight' (2 × 3 × 5 × 5) is missing (did you mean 'c1.wieght'?)",
                            "'c2.bias' has 5 values, but needed is 4",
                            "'c2.weight' has the shape 2 × 4, but needed is 4 × 2;"
                                    + " it has as many values, but in another order: store it as PyTorch and ONNX do",
                            "'c1.wieght' (2 × 3 × 5 × 5) is used by nothing",
                            "'step' (scalar) is used by nothing");
            assertThatWeightsException()
                    .isThrownBy(() -> weights.require(required, optional))
                    .withMessageStartingWith(
                            "the given weights: not the weights of this network:\n  'c1.bias' (2) is missing\n")
                    .withMessageEndingWith("\n  'step' (scalar) is used by nothing");
        }

        @Test
        void aPrefixBeforeAllNamesIsFound() {
            Weights weights = of(
                    tensor("model.c1.weight", 2, 3, 5, 5), tensor("model.c1.bias", 2), tensor("model.c2.weight", 4, 2));

            assertThat(weights.problems(required, optional))
                    .hasSize(6)
                    .contains("'c1.bias' (2) is missing (did you mean 'model.c1.bias'?)");
            assertThat(weights.layer("model").problems(required, optional)).isEmpty();
        }

        @Test
        void aViewGivesFullNames() {
            Weights weights = of(tensor("model.c1.weight", 2, 3, 5, 4), tensor("model.c1.bais", 2), tensor("other", 1));

            assertThat(weights.layer("model").problems(required, optional))
                    .containsExactly(
                            "'model.c1.bias' (2) is missing (did you mean 'model.c1.bais'?)",
                            "'model.c2.weight' (4 × 2) is missing",
                            "'model.c1.weight' has the shape 2 × 3 × 5 × 4, but needed is 2 × 3 × 5 × 5",
                            "'model.c1.bais' (2) is used by nothing");
        }

        @Test
        @Timeout(20)
        void thousandsOfNamesThatDoNotFitAreToldInNoTime() {
            SortedMap<String, Shape> many = new TreeMap<>();
            List<Tensor> others = new ArrayList<>();
            for (int i = 0; i < 20_000; i++) {
                many.put("a.rather.long.name.of.a.layer.in.a.network." + i, Shape.of(1));
                others.add(tensor("a/rather/long/name/of/a/layer/in/a/network/" + i, 1));
            }
            Weights weights = Weights.of(others);

            assertThat(weights.problems(many, optional)).hasSize(40_000);
            assertThatWeightsException()
                    .isThrownBy(() -> weights.require(many, optional))
                    .withMessageEndingWith("\n  … (40000 problems in all)")
                    .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(2000));
        }
    }

    @Nested
    class Transformed {

        @Test
        void flippingReversesTheTapsOfEachPairOfChannels() {
            float[] kernel = counting(12);

            assertThat(Weights.flipped(kernel, 4)).containsExactly(3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8);
            assertThat(Weights.flipped(kernel, 1)).containsExactly(counting(12));
            assertThat(kernel).containsExactly(counting(12));
        }

        @Test
        void flippingRefusesAKernelOfPartialRuns() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Weights.flipped(counting(12), 5))
                    .withMessageContaining("12 values")
                    .withMessageContaining("5 taps");
            assertThatIllegalArgumentException().isThrownBy(() -> Weights.flipped(counting(12), 0));
        }

        @Test
        void negatingTurnsEverySign() {
            float[] bias = {1, -2, 0};

            assertThat(Weights.negated(bias)).containsExactly(-1, 2, -0f);
            assertThat(bias).containsExactly(1, -2, 0);
        }
    }

    @Test
    void aTensorOfAnotherLengthThanItsShapeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.of("a", Shape.of(2, 3), 1, 2, 3))
                .withMessage("tensor 'a' has 3 values, but the shape 2 × 3 needs 6");
    }
}
