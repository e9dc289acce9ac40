package io.github.convolith.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import org.junit.jupiter.api.Test;

class AffineTest {
    private static final float EPSILON = 1e-3f;

    private static Weights of(Tensor... tensors) {
        return Weights.of(List.of(tensors));
    }

    private static Tensor tensor(String name, float... values) {
        return Tensor.of(name, Shape.of(values.length), values);
    }

    private static float[] floats(float... values) {
        return values;
    }

    @Test
    void aBatchNormalisationIsReadByTheNamesOfPyTorch() {
        Affine affine = Affine.batchNorm(
                of(
                        tensor("running_mean", 1, -2),
                        tensor("running_var", 4, 0.25f),
                        tensor("weight", 3, 5),
                        tensor("bias", 7, 11)),
                2,
                0);

        assertThat(affine.scale()).containsExactly(1.5f, 10);
        assertThat(affine.shift()).containsExactly(7 - 1.5f, 11 + 20);
        assertThat(affine.channels()).isEqualTo(2);
    }

    @Test
    void epsilonIsAddedToTheVariance() {
        Affine affine = Affine.batchNorm(of(tensor("running_mean", 3), tensor("running_var", 0)), 1, EPSILON);
        double scale = 1 / Math.sqrt(EPSILON);

        assertThat(affine.scale()).containsExactly((float) scale);
        assertThat(affine.shift()).containsExactly((float) (-3 * scale));
    }

    @Test
    void whatIsAbsentIsOneAndZero() {
        Tensor mean = tensor("bn.running_mean", 1);
        Tensor variance = tensor("bn.running_var", 4);
        Weights neither = of(mean, variance);
        Weights onlyBias = of(mean, variance, tensor("bn.bias", 3));
        Weights onlyWeight = of(mean, variance, tensor("bn.weight", 3));

        assertThat(Affine.batchNorm(neither.layer("bn"), 1, 0).scale()).containsExactly(0.5f);
        assertThat(Affine.batchNorm(neither.layer("bn"), 1, 0).shift()).containsExactly(-0.5f);
        assertThat(Affine.batchNorm(onlyBias.layer("bn"), 1, 0).shift()).containsExactly(2.5f);
        assertThat(Affine.batchNorm(onlyWeight.layer("bn"), 1, 0).scale()).containsExactly(1.5f);
    }

    @Test
    void aTensorThatDoesNotFitIsNamed() {
        Tensor mean = tensor("bn.running_mean", 1, 2);
        assertThatExceptionOfType(WeightsException.class)
                .isThrownBy(() -> Affine.batchNorm(of(mean).layer("bn"), 2, 0))
                .withMessageContaining("no tensor 'bn.running_var'");
        assertThatExceptionOfType(WeightsException.class)
                .isThrownBy(() -> Affine.batchNorm(of(mean).layer("bn"), 3, 0))
                .withMessageContaining("'bn.running_mean' has 2 values, but the layer needs 3, one for each channel");
        assertThatExceptionOfType(WeightsException.class)
                .isThrownBy(() -> Affine.batchNorm(
                        of(mean, tensor("bn.running_var", 1, 1), tensor("bn.weight", 1))
                                .layer("bn"),
                        2,
                        0))
                .withMessageContaining("'bn.weight' has 1 values");
    }

    @Test
    void extentsOfOneDoNotMatter() {
        Weights weights = of(
                Tensor.of("running_mean", Shape.of(1, 2, 1, 1), 1, 2), Tensor.of("running_var", Shape.of(2, 1), 1, 1));

        assertThat(Affine.batchNorm(weights, 2, 0).shift()).containsExactly(-1, -2);
    }

    @Test
    void aVarianceThatHasNoRootIsRefusedWithItsTensorAndChannel() {
        for (float variance : new float[] {0, -1, -2 * EPSILON, Float.NaN, Float.NEGATIVE_INFINITY}) {
            float epsilon = variance == 0 ? 0 : EPSILON;
            assertThatExceptionOfType(WeightsException.class)
                    .as("variance %s", variance)
                    .isThrownBy(() -> Affine.batchNorm(
                            of(tensor("bn.running_mean", 0, 0), tensor("bn.running_var", 1, variance))
                                    .layer("bn"),
                            2,
                            epsilon))
                    .withMessageStartingWith("the given weights: 'bn.running_var' has the variance " + variance
                            + " for channel 1; with epsilon " + epsilon + " added it must be above 0");
        }
    }

    @Test
    void epsilonIsANumberOfItsKind() {
        Weights weights = of(tensor("running_mean", 0), tensor("running_var", 1));
        for (float epsilon : new float[] {-1e-5f, Float.NaN, Float.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Affine.batchNorm(weights, 1, epsilon))
                    .withMessageContaining("epsilon is " + epsilon);
        }
    }

    @Test
    void aNormalizationDividesByTheDeviation() {
        Affine affine = Affine.normalization(floats(123.675f, 116.28f), floats(58.395f, 57.12f));

        assertThat(affine.scale()).containsExactly(1 / 58.395f, 1 / 57.12f);
        assertThat(affine.shift()).containsExactly(-123.675f / 58.395f, -116.28f / 57.12f);
    }

    @Test
    void aDeviationThatCannotBeDividedByIsRefused() {
        for (float std : new float[] {0, -1, Float.NaN, Float.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Affine.normalization(floats(0, 0), floats(1, std)))
                    .withMessageContaining("std[1] is " + std);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Affine.normalization(floats(Float.NaN), floats(1)))
                .withMessageContaining("mean[0] is NaN");
    }

    @Test
    void oneAfterAnotherIsOne() {
        Affine both = Affine.of(floats(2, 3), floats(5, 7)).then(Affine.of(floats(10, 100), floats(1, 2)));

        assertThat(both.scale()).containsExactly(20, 300);
        assertThat(both.shift()).containsExactly(51, 702);
    }

    @Test
    void isRoundedOnce() {
        Affine third = Affine.normalization(floats(1), floats(3));
        Affine restored = third.then(third).then(third).then(Affine.of(floats(27), floats(13)));

        assertThat(restored.scale()).containsExactly(1);
        assertThat((double) restored.shift()[0]).isCloseTo(0, offset(1e-14));
    }

    @Test
    void everyChannelHasOneOfEach() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Affine.of(floats(1, 2), floats(1)))
                .withMessage("scale has 2 values and shift 1; both need one for each channel");
        assertThatIllegalArgumentException().isThrownBy(() -> Affine.of(floats(), floats()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Affine.normalization(floats(1), floats(1, 2)))
                .withMessageContaining("mean has 1 values and std 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Affine.of(floats(1), floats(1)).then(Affine.of(floats(1, 2), floats(1, 2))))
                .withMessage("an affine map of 1 channels cannot be followed by one of 2");
    }

    @Test
    void whatNoFloatHoldsIsRefused() {
        Affine large = Affine.of(floats(1, 1e30f), floats(0, 1e30f));
        Affine tooLarge = large.then(large);

        assertThatExceptionOfType(WeightsException.class)
                .isThrownBy(tooLarge::scale)
                .withMessageContaining("the scale of channel 1 is 1.0")
                .withMessageContaining("E60, beyond the largest float");
        assertThatExceptionOfType(WeightsException.class).isThrownBy(tooLarge::shift);
    }

    @Test
    void cannotBeChangedFromOutside() {
        float[] scale = {1};
        float[] shift = {2};
        Affine affine = Affine.of(scale, shift);
        scale[0] = 100;
        shift[0] = 100;
        affine.scale()[0] = 100;
        affine.shift()[0] = 100;

        assertThat(affine.scale()).containsExactly(1);
        assertThat(affine.shift()).containsExactly(2);
    }
}
