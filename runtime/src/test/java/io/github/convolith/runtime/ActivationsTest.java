package io.github.convolith.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActivationsTest {
    private static final float INFINITY = Float.POSITIVE_INFINITY;
    private static final float MAX = Float.MAX_VALUE;
    private static final int SIGN = Integer.MIN_VALUE;

    /** One in so many floats is tried, by their bits, with magnitudes from 2^-24 to 2^13, where functions bend. */
    private static final int STRIDE = 997;

    /** The same for all other finite floats, where functions are straight lines. */
    private static final int WIDE_STRIDE = 49999;

    /** Where an implementation may change its ways: bounds of clamps and fits, overflow, underflow, zero, one. */
    private static final float[] BOUNDARIES = {
        0f, Float.MIN_NORMAL, 0.5f, 1f, 5.5f, 8f,
        8.100442f, 17.4f, 17.5f, 18f, 20f, 32f,
        44.3f, 60f, 87.33655f, 88.72284f, 89f, 89.2f,
        103.97208f, 104f, 128f, 1e4f, 1e13f, MAX
    };

    /** How many floats on either side of a boundary are tried. */
    private static final int AROUND = 500;

    /** Above this, 40 terms of the continued fraction in {@link #normalProbabilityBelow} have all digits. */
    private static final double SERIES_BOUND = 3;

    private static final double SELU_SCALE = 1.0507009873554805;
    private static final double SELU_ALPHA = 1.6732632423543772;

    /** A function as it is in {@code float} and as it is by definition, in {@code double}. */
    private enum Function {
        EXP(Activations::exp, Math::exp, 6e-7, -87.3f),
        SIGMOID(Activations::sigmoid, ActivationsTest::sigmoid, 4e-6, -20),
        TANH(Activations::tanh, Math::tanh, 4e-7, -MAX),
        ELU(v -> Activations.elu(v, 1f), v -> elu(v, 1), 6e-7, -MAX),
        ELU_QUARTER(v -> Activations.elu(v, 0.25f), v -> elu(v, 0.25), 6e-7, -MAX),
        SELU(Activations::selu, v -> SELU_SCALE * elu(v, SELU_ALPHA), 6e-7, -MAX),
        CELU(v -> Activations.celu(v, 1f), v -> celu(v, 1), 6e-7, -MAX),
        CELU_SMALL(v -> Activations.celu(v, 0.7f), v -> celu(v, 0.7f), 6e-7, -MAX),
        CELU_LARGE(v -> Activations.celu(v, 3f), v -> celu(v, 3), 6e-7, -MAX),
        SILU(Activations::silu, v -> v * sigmoid(v)),
        MISH(Activations::mish, v -> v * Math.tanh(softplus(v))),
        SOFTPLUS(Activations::softplus, ActivationsTest::softplus),
        ERF(Activations::erf, v -> 2 * normalProbabilityBelow(v * Math.sqrt(2)) - 1),
        GELU(Activations::gelu, v -> v * normalProbabilityBelow(v)),
        GELU_TANH(Activations::geluTanh, v -> v * sigmoid(2 * Math.sqrt(2 / Math.PI) * (v + 0.044715 * v * v * v)));

        final FloatFunction actual;
        final DoubleUnaryOperator exact;
        private final double relative;
        private final float relativeFrom;

        /** A function that promises only what the class does. */
        Function(FloatFunction actual, DoubleUnaryOperator exact) {
            this(actual, exact, 0, INFINITY);
        }

        /** A function that also promises a relative error, from some argument upwards. */
        Function(FloatFunction actual, DoubleUnaryOperator exact, double relative, float relativeFrom) {
            this.actual = actual;
            this.exact = exact;
            this.relative = relative;
            this.relativeFrom = relativeFrom;
        }

        double allowedError(float v, double exactValue) {
            double size = Math.abs(exactValue);
            double allowed = 1e-6 * size + (Math.abs(v) <= 0.5f ? 1e-9 : 1e-7);
            // Closer to zero, intermediate results are subnormal numbers, which have fewer digits.
            boolean hasDigits = Math.abs(v) > 1e-35f && v >= relativeFrom;
            return hasDigits ? Math.min(allowed, relative * size) : allowed;
        }
    }

    private interface FloatFunction {
        float apply(float v);
    }

    private interface Check {
        void check(float v);
    }

    @ParameterizedTest
    @EnumSource
    void isAsPreciseAsPromisedAllOverTheFloats(Function function) {
        everywhere(v -> {
            double exact = function.exact.applyAsDouble(v);
            float actual = function.actual.apply(v);
            // The comparison of floats is for infinity. Written so that NaN fails.
            if (actual != (float) exact && !(Math.abs(actual - exact) <= function.allowedError(v, exact))) {
                fail("%s of %s (%s) is %s, exactly %s", function, v, Float.toHexString(v), actual, exact);
            }
        });
    }

    @Test
    void sigmoidStaysWithinZeroAndOne() {
        everywhere(v -> {
            float actual = Activations.sigmoid(v);
            if (!(actual >= 0 && actual <= 1 && (v > -128 || actual == 0) && (v < 18 || actual == 1))) {
                fail("sigmoid(%s) is %s", v, actual);
            }
        });
    }

    @Test
    void tanhIsOddAndStaysWithinOne() {
        everywhere(v -> {
            float actual = Activations.tanh(v);
            if (Float.compare(Activations.tanh(-v), -actual) != 0
                    || Math.abs(actual) > 1
                    || (Math.abs(v) > 8.1005f && Math.abs(actual) != 1)) {
                fail("tanh(%s) is %s, tanh of its negative %s", v, actual, Activations.tanh(-v));
            }
        });
    }

    @Test
    void largeArgumentsGiveTheLimit() {
        for (float v : new float[] {1e30f, MAX, INFINITY}) {
            assertThat(Activations.exp(v)).isInfinite();
            assertThat(Activations.sigmoid(v)).isEqualTo(1);
            assertThat(Activations.tanh(v)).isEqualTo(1);
            assertThat(Activations.elu(v, 2)).isEqualTo(v);
            assertThat(Activations.celu(v, 2)).isEqualTo(v);
            assertThat(Activations.silu(v)).isEqualTo(v);
            assertThat(Activations.mish(v)).isEqualTo(v);
            assertThat(Activations.softplus(v)).isEqualTo(v);
            assertThat(Activations.gelu(v)).isEqualTo(v);
            assertThat(Activations.geluTanh(v)).isEqualTo(v);
        }
        assertThat(Activations.selu(INFINITY)).isInfinite();
    }

    @Test
    void largeNegativeArgumentsGiveTheLimit() {
        for (float v : new float[] {-1e30f, -MAX, -INFINITY}) {
            assertThat(Activations.exp(v)).isZero();
            assertThat(Activations.sigmoid(v)).isZero();
            assertThat(Activations.tanh(v)).isEqualTo(-1);
            assertThat(Activations.elu(v, 2)).isEqualTo(-2);
            assertThat(Activations.celu(v, 2)).isEqualTo(-2);
            assertThat(Activations.selu(v)).isEqualTo((float) (-SELU_SCALE * SELU_ALPHA));
            // Plus or minus zero, according to the function.
            assertThat(Math.abs(Activations.silu(v))).isZero();
            assertThat(Math.abs(Activations.mish(v))).isZero();
            assertThat(Activations.softplus(v)).isZero();
            assertThat(Math.abs(Activations.gelu(v))).isZero();
            assertThat(Math.abs(Activations.geluTanh(v))).isZero();
        }
    }

    @Test
    void zeroGivesTheExactValue() {
        for (float v : new float[] {0f, -0f}) {
            assertThat(Activations.exp(v)).isEqualTo(1);
            assertThat(Activations.sigmoid(v)).isEqualTo(0.5f);
            for (Function function : Function.values()) {
                if (function.exact.applyAsDouble(0) == 0) {
                    assertThat(Math.abs(function.actual.apply(v)))
                            .as("%s", function)
                            .isZero();
                }
            }
        }
        assertThat(Float.floatToRawIntBits(Activations.tanh(-0f))).isEqualTo(SIGN);
    }

    @Test
    void theExactGaussianOfThisTestIsExact() {
        // Table 26.1 of Abramowitz and Stegun, "Handbook of Mathematical Functions".
        assertThat(normalProbabilityBelow(1)).isEqualTo(0.841344746068543, within(1e-15));
        assertThat(normalProbabilityBelow(-2)).isEqualTo(0.022750131948179, within(1e-15));
        assertThat(normalProbabilityBelow(-4)).isEqualTo(3.167124183312e-5, within(1e-17));
        // Where the continued fraction takes over from the series.
        assertThat(normalProbabilityBelow(Math.nextDown(-SERIES_BOUND)) / normalProbabilityBelow(-SERIES_BOUND))
                .isEqualTo(1, within(1e-11));
    }

    /** Calls the check with floats from all over the range of finite numbers, and with all near the boundaries. */
    private static void everywhere(Check check) {
        int max = Float.floatToRawIntBits(MAX);
        for (int bits = 0; bits <= max; ) {
            checkBothSigns(bits, check);
            float magnitude = Float.intBitsToFloat(bits);
            bits += magnitude >= 0x1p-24f && magnitude < 0x1p13f ? STRIDE : WIDE_STRIDE;
        }
        for (float boundary : BOUNDARIES) {
            int center = Float.floatToRawIntBits(boundary);
            for (int bits = Math.max(0, center - AROUND); bits <= Math.min(max, center + AROUND); bits++) {
                checkBothSigns(bits, check);
            }
        }
    }

    private static void checkBothSigns(int bits, Check check) {
        check.check(Float.intBitsToFloat(bits));
        check.check(Float.intBitsToFloat(bits | SIGN));
    }

    private static double sigmoid(double v) {
        return 1 / (1 + Math.exp(-v));
    }

    private static double softplus(double v) {
        return Math.max(v, 0) + Math.log1p(Math.exp(-Math.abs(v)));
    }

    private static double elu(double v, double alpha) {
        return v < 0 ? alpha * Math.expm1(v) : v;
    }

    private static double celu(double v, double alpha) {
        return Math.max(v, 0) + Math.min(0, alpha * Math.expm1(v / alpha));
    }

    /**
     * Φ(v), which is {@code (1 + erf(v/√2)) / 2}, by the series and the continued fraction of formulas 26.2.11 and
     * 26.2.14 of Abramowitz and Stegun, "Handbook of Mathematical Functions".
     */
    private static double normalProbabilityBelow(double v) {
        double a = Math.abs(v);
        double density = Math.exp(-a * a / 2) / Math.sqrt(2 * Math.PI);
        double above;
        if (density == 0) {
            above = 0;
        } else if (a <= SERIES_BOUND) {
            double sum = 0;
            double term = a;
            for (int odd = 3; term > 1e-18 * sum; odd += 2) {
                sum += term;
                term *= a * a / odd;
            }
            above = 0.5 - density * sum;
        } else {
            double denominator = a;
            for (int numerator = 40; numerator > 0; numerator--) {
                denominator = a + numerator / denominator;
            }
            above = density / denominator;
        }
        return v < 0 ? above : 1 - above;
    }
}
