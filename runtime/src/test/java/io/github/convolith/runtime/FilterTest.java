package io.github.convolith.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {

    private static float[] counting(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = i;
        }
        return values;
    }

    private static float[] floats(float... values) {
        return values;
    }

    private static float[] random(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat() * 2 - 1;
        }
        return values;
    }

    /** A convolution along one axis, without padding, by its definition. */
    private record Signal(int in, int out, int groups, int taps, int length) {

        int outLength() {
            return length - taps + 1;
        }

        double[] correlate(float[] kernel, float[] bias, double[] x) {
            double[] y = new double[out * outLength()];
            for (int o = 0; o < out; o++) {
                for (int m = 0; m < outLength(); m++) {
                    double sum = bias[o];
                    for (int i = 0; i < in / groups; i++) {
                        int channel = o / (out / groups) * (in / groups) + i;
                        for (int r = 0; r < taps; r++) {
                            sum += (double) kernel[(o * (in / groups) + i) * taps + r] * x[channel * length + m + r];
                        }
                    }
                    y[o * outLength() + m] = sum;
                }
            }
            return y;
        }
    }

    private static double[] map(Affine affine, double[] x) {
        double[] y = new double[x.length];
        int plane = x.length / affine.channels();
        for (int i = 0; i < x.length; i++) {
            y[i] = affine.scale()[i / plane] * x[i] + affine.shift()[i / plane];
        }
        return y;
    }

    private static double[] exact(float[] values) {
        double[] exact = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            exact[i] = values[i];
        }
        return exact;
    }

    @Nested
    class Reading {
        private final Weights weights = Weights.of(List.of(
                Tensor.of("c.weight", Shape.of(2, 3, 2), counting(12)), Tensor.of("c.bias", Shape.of(2), 5, 6)));

        @Test
        void takesKernelAndBias() {
            Filter filter = Filter.of(weights.layer("c"), 2, 3, 2);

            assertThat(filter.kernel()).containsExactly(counting(12));
            assertThat(filter.bias()).containsExactly(5, 6);
        }

        @Test
        void withoutABiasItIsZeroAndNoneMayBeThere() {
            Filter filter = Filter.withoutBias(Weights.of(counting(12)), 2, 3, 2);

            assertThat(filter.kernel()).containsExactly(counting(12));
            assertThat(filter.bias()).containsExactly(0, 0);
            assertThatExceptionOfType(WeightsException.class)
                    .isThrownBy(() -> Filter.withoutBias(weights.layer("c"), 2, 3, 2))
                    .withMessageContaining("'c.bias' has 2 values, but the layer declares bias = NONE");
            assertThatExceptionOfType(WeightsException.class)
                    .isThrownBy(() -> Filter.transposedWithoutBias(weights.layer("c"), 2, 3, 1, 2))
                    .withMessageContaining("'c.bias'");
        }

        @Test
        void aMissingBiasIsRefused() {
            assertThatExceptionOfType(WeightsException.class)
                    .isThrownBy(() -> Filter.of(Weights.of(counting(12)), 2, 3, 2))
                    .withMessageContaining("no tensor 'bias'");
        }

        @Test
        void constantsAreTakenAsTheyAre() {
            float[] kernel = counting(6);
            float[] bias = {1, 2};
            Filter filter = Filter.of(kernel, bias);
            kernel[0] = 100;
            bias[0] = 100;
            filter.kernel()[1] = 100;
            filter.bias()[1] = 100;

            assertThat(filter.kernel()).containsExactly(counting(6));
            assertThat(filter.bias()).containsExactly(1, 2);
        }

        @Test
        void constantsHaveTheSameNumberOfWeightsForEachBias() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Filter.of(counting(7), counting(2)))
                    .withMessage(
                            "a kernel of 7 values does not consist of 2 equal parts, one for each value of the bias");
            assertThatIllegalArgumentException().isThrownBy(() -> Filter.of(counting(6), floats()));
            assertThatIllegalArgumentException().isThrownBy(() -> Filter.of(floats(), floats(1)));
        }
    }

    @Nested
    class Transposed {

        /** By its definition: each input element sends the kernel, times itself, to its outputs. */
        private double[][][] scatter(float[] x, float[] w, float[] bias, int in, int out, int groups, int[] sizes) {
            int height = sizes[0];
            int width = sizes[1];
            int rows = sizes[2];
            int columns = sizes[3];
            int stride = sizes[4];
            double[][][] y = new double[out][(height - 1) * stride + rows][(width - 1) * stride + columns];
            for (int o = 0; o < out; o++) {
                for (double[] row : y[o]) {
                    Arrays.fill(row, bias[o]);
                }
            }
            for (int c = 0; c < in; c++) {
                for (int h = 0; h < height; h++) {
                    for (int v = 0; v < width; v++) {
                        for (int p = 0; p < out / groups; p++) {
                            int o = c / (in / groups) * (out / groups) + p;
                            for (int r = 0; r < rows; r++) {
                                for (int s = 0; s < columns; s++) {
                                    y[o][h * stride + r][v * stride + s] += (double) x[(c * height + h) * width + v]
                                            * w[((c * (out / groups) + p) * rows + r) * columns + s];
                                }
                            }
                        }
                    }
                }
            }
            return y;
        }

        /** As a correlation: over the input with zeros between its elements and around them. */
        private double correlated(
                float[] x, float[] kernel, float bias, int o, int y, int z, int in, int out, int groups, int[] sizes) {
            int height = sizes[0];
            int width = sizes[1];
            int rows = sizes[2];
            int columns = sizes[3];
            int stride = sizes[4];
            double sum = bias;
            for (int i = 0; i < in / groups; i++) {
                int channel = o / (out / groups) * (in / groups) + i;
                for (int r = 0; r < rows; r++) {
                    for (int s = 0; s < columns; s++) {
                        int h = y + r - (rows - 1);
                        int v = z + s - (columns - 1);
                        if (h >= 0 && v >= 0 && h % stride == 0 && v % stride == 0) {
                            if (h / stride < height && v / stride < width) {
                                sum += (double) x[(channel * height + h / stride) * width + v / stride]
                                        * kernel[((o * (in / groups) + i) * rows + r) * columns + s];
                            }
                        }
                    }
                }
            }
            return sum;
        }

        @ParameterizedTest
        @CsvSource({
            "1, 1, 1, 3, 3, 1",
            "2, 3, 1, 2, 3, 2",
            "3, 2, 1, 4, 1, 3",
            "4, 6, 2, 3, 2, 2",
            "6, 4, 2, 2, 2, 1",
            "6, 3, 3, 3, 3, 2",
            "4, 4, 4, 3, 3, 2",
            "3, 6, 3, 2, 2, 2"
        })
        void isACorrelationWithReversedTaps(int in, int out, int groups, int rows, int columns, int stride) {
            Random random = new Random(in * 31 + out);
            int[] sizes = {3, 4, rows, columns, stride};
            float[] x = random(random, in * 12);
            float[] w = random(random, in * (out / groups) * rows * columns);
            float[] bias = random(random, out);
            Weights weights = Weights.of(List.of(
                    Tensor.of("weight", Shape.of(in, out / groups, rows, columns), w),
                    Tensor.of("bias", Shape.of(out), bias)));
            Filter filter = Filter.transposed(weights, in, out, groups, rows, columns);
            double[][][] expected = scatter(x, w, bias, in, out, groups, sizes);

            for (int o = 0; o < out; o++) {
                for (int y = 0; y < expected[o].length; y++) {
                    for (int z = 0; z < expected[o][y].length; z++) {
                        assertThat(correlated(x, filter.kernel(), filter.bias()[o], o, y, z, in, out, groups, sizes))
                                .as("output %d, row %d, column %d", o, y, z)
                                .isCloseTo(expected[o][y][z], offset(1e-12));
                    }
                }
            }
        }

        @Test
        void anotherShapeIsRefusedInTheWordsOfATransposedLayer() {
            Weights weights = Weights.of(List.of(Tensor.of("weight", Shape.of(6, 4, 2), counting(48))));

            Filter.transposedWithoutBias(weights, 6, 4, 1, 2);
            assertThatExceptionOfType(WeightsException.class)
                    .isThrownBy(() -> Filter.transposedWithoutBias(weights, 4, 6, 1, 2))
                    .withMessageContaining("has the shape 6 × 4 × 2")
                    .withMessageContaining("needs 4 × 6 × 2 (in × out/groups × kernel)");
        }

        @Test
        void channelsAreDividedIntoGroups() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Filter.transposed(Weights.of(counting(12)), 4, 3, 2, 1))
                    .withMessage("4 input and 3 output channels cannot be divided into 2 groups");
        }
    }

    @Nested
    class Folding {

        @ParameterizedTest
        @CsvSource({"1, 1, 1", "3, 4, 1", "4, 6, 2", "6, 6, 6", "6, 12, 3", "2, 1, 1"})
        void affineMapsBeforeAndAfterAreFoldedIn(int in, int out, int groups) {
            Random random = new Random(in * 100 + out);
            Signal signal = new Signal(in, out, groups, 3, 7);
            Filter plain = Filter.of(random(random, out * in / groups * 3), random(random, out));
            Affine first = Affine.of(random(random, in), random(random, in));
            Affine second = Affine.of(random(random, in), random(random, in));
            Affine third = Affine.of(random(random, out), random(random, out));
            Affine fourth = Affine.of(random(random, out), random(random, out));
            double[] x = exact(random(random, in * 7));

            double[] expected =
                    map(fourth, map(third, signal.correlate(plain.kernel(), plain.bias(), map(second, map(first, x)))));
            List<Filter> folded = List.of(
                    plain.after(second, groups).after(first, groups).then(third).then(fourth),
                    plain.then(third).then(fourth).after(second, groups).after(first, groups),
                    plain.then(third).after(first.then(second), groups).then(fourth),
                    plain.after(second, groups).then(third.then(fourth)).after(first, groups));
            for (Filter filter : folded) {
                double[] actual = signal.correlate(filter.kernel(), filter.bias(), x);
                for (int i = 0; i < expected.length; i++) {
                    assertThat(actual[i]).as("element %d", i).isCloseTo(expected[i], offset(1e-6));
                }
            }
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3})
        void theKernelIsRoundedOnce(long seed) {
            Random random = new Random(seed);
            float[] kernel = random(random, 1000);
            Affine outer = Affine.normalization(floats(0.1f), floats(0.7f));
            Affine inner = Affine.normalization(floats(0.2f), floats(1.3f));
            float[] folded =
                    Filter.of(kernel, floats(1)).then(outer).after(inner, 1).kernel();
            int differentFromRoundingTwice = 0;
            for (int i = 0; i < kernel.length; i++) {
                assertThat(folded[i]).isEqualTo((float) (1.0 / 0.7f * (1.0 / 1.3f) * kernel[i]));
                if (folded[i] != (float) (1.0 / 0.7f * kernel[i]) * (float) (1.0 / 1.3f)) {
                    differentFromRoundingTwice++;
                }
            }
            assertThat(differentFromRoundingTwice).isPositive();
        }

        @Test
        void whatIsNotFoldedKeepsItsBits() {
            float[] kernel = {-0f, Float.MIN_VALUE, Float.MAX_VALUE, Float.NEGATIVE_INFINITY};

            assertThat(Filter.of(kernel, floats(-0f)).kernel()).containsExactly(kernel);
            assertThat(Filter.of(kernel, floats(-0f)).bias()).containsExactly(-0f);
        }

        @Test
        void whatNoFloatHoldsIsRefused() {
            Affine large = Affine.of(floats(1, 1e30f), floats(0, 0));

            assertThatExceptionOfType(WeightsException.class)
                    .isThrownBy(() -> Filter.of(floats(1e30f, 1e30f), floats(1, 1))
                            .then(large)
                            .kernel())
                    .withMessageContaining("the weight of channel 1 is");
            assertThatExceptionOfType(WeightsException.class)
                    .isThrownBy(() -> Filter.of(floats(1, 1), floats(1e30f, 1e30f))
                            .then(large)
                            .bias())
                    .withMessageContaining("the bias of channel 1 is");
        }

        @Test
        void anotherNumberOfChannelsIsRefused() {
            Filter filter = Filter.of(counting(24), counting(4));
            Affine of2 = Affine.of(counting(2), counting(2));
            Affine of3 = Affine.of(counting(3), counting(3));
            Affine of4 = Affine.of(counting(4), counting(4));

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> filter.then(of3))
                    .withMessage("a filter of 4 output channels cannot be followed by an affine map of 3");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> filter.after(of4, 1))
                    .withMessage("a kernel of 6 values for each output channel"
                            + " does not follow an affine map of 4 channels in 1 groups");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> filter.after(of3, 2))
                    .withMessage("3 input and 4 output channels cannot be divided into 2 groups");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> filter.after(of2, 1).after(of2, 2))
                    .withMessage("a kernel of 6 values for each output channel, of 2 input channels in 1 groups,"
                            + " does not follow an affine map of 2 channels in 2 groups");
        }
    }

    @Nested
    class Signs {
        private final Filter filter = Filter.of(counting(12), floats(1, -2));

        @Test
        void flippingReversesTheTapsOfEachPairOfChannels() {
            assertThat(filter.flipped(3).kernel()).containsExactly(2, 1, 0, 5, 4, 3, 8, 7, 6, 11, 10, 9);
            assertThat(filter.flipped(3).bias()).containsExactly(1, -2);
            assertThatIllegalArgumentException().isThrownBy(() -> filter.flipped(5));
        }

        @Test
        void flippingAndFoldingCommute() {
            Affine before = Affine.of(floats(2, 3), floats(5, 7));
            Affine after = Affine.of(floats(11, 13), floats(17, 19));
            Filter flippedFirst = filter.flipped(3).after(before, 1).then(after);
            Filter flippedLast = filter.after(before, 1).then(after).flipped(3);

            assertThat(flippedLast.kernel()).containsExactly(flippedFirst.kernel());
            assertThat(flippedLast.bias()).containsExactly(flippedFirst.bias());
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> filter.after(before, 1).flipped(2))
                    .withMessage("the kernel has 3 taps, not 2");
        }

        @Test
        void negatingTurnsTheBiasThatIsThere() {
            assertThat(filter.negatedBias().bias()).containsExactly(-1, 2);
            assertThat(filter.negatedBias().kernel()).containsExactly(counting(12));
            assertThat(filter.negatedBias()
                            .then(Affine.of(floats(10, 10), floats(1, 1)))
                            .bias())
                    .containsExactly(-9, 21);
        }
    }
}
