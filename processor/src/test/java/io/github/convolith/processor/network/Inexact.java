package io.github.convolith.processor.network;

import java.util.function.DoubleUnaryOperator;

/**
 * A number as it should be, and how far from it a computation in single precision may come to lie: the references are
 * written in terms of these, so that each result knows its own tolerance.
 *
 * <p>Rounding errors are taken as independent, each of them about as large as {@link #ROUNDING} times what was rounded;
 * so their squares add up.
 *
 * @param value the number
 * @param variance the mean square of the error that is expected
 */
record Inexact(double value, double variance) {
    static final Inexact ZERO = exactly(0);

    /** A rounding error relative to what is rounded: half a unit in the last place. */
    private static final double ROUNDING = 0x1p-24;

    /** The error of a function of {@code java.lang.Math} in single precision, or of its approximation. */
    private static final double FUNCTION = 4e-7;

    /** What a result may lie away from the expected one, in expected errors. */
    static final double FACTOR = 8;

    /** Below this nothing is told apart: results near the smallest floats lose their last digits. */
    private static final double SMALLEST = 1e-30;

    static Inexact exactly(double value) {
        return new Inexact(value, 0);
    }

    /** The sum; its error allows for sums in another order as well. */
    Inexact plus(Inexact other) {
        return new Inexact(
                value + other.value,
                variance + other.variance + square(ROUNDING * (Math.abs(value) + Math.abs(other.value))));
    }

    Inexact minus(Inexact other) {
        return plus(new Inexact(-other.value, other.variance));
    }

    Inexact times(Inexact other) {
        return new Inexact(
                value * other.value,
                square(value) * other.variance
                        + square(other.value) * variance
                        + square(ROUNDING * value * other.value));
    }

    Inexact times(double factor) {
        return times(exactly(factor));
    }

    /** The quotient, whose error has no bound where the divisor may be zero. */
    Inexact dividedBy(Inexact divisor) {
        if (Math.abs(divisor.value) <= divisor.tolerance()) {
            return new Inexact(value / divisor.value, Double.POSITIVE_INFINITY);
        }
        double quotient = value / divisor.value;
        return new Inexact(
                quotient,
                (variance + square(quotient) * divisor.variance) / square(divisor.value) + square(ROUNDING * quotient));
    }

    /** A function of it, whose error is taken from what the function makes of the error so far. */
    Inexact map(DoubleUnaryOperator function) {
        double result = function.applyAsDouble(value);
        double off = Math.max(
                Math.abs(function.applyAsDouble(value + tolerance()) - result),
                Math.abs(function.applyAsDouble(value - tolerance()) - result));
        return new Inexact(result, square(off / FACTOR) + square(FUNCTION * result) + square(FUNCTION / 10));
    }

    /** The larger of both; where they are close it may be either. */
    Inexact max(Inexact other) {
        return new Inexact(Math.max(value, other.value), Math.max(variance, other.variance));
    }

    Inexact min(Inexact other) {
        return new Inexact(Math.min(value, other.value), Math.max(variance, other.variance));
    }

    /** The same number with an error of its own on top. */
    Inexact withError(double more) {
        return new Inexact(value, variance + square(more));
    }

    /** How far away a result may lie. */
    double tolerance() {
        return FACTOR * Math.sqrt(variance) + SMALLEST;
    }

    /** The distance of a result in expected errors; above {@link #FACTOR} it is wrong. */
    double distance(double result) {
        return value == result ? 0 : Math.abs(result - value) / (Math.sqrt(variance) + SMALLEST / FACTOR);
    }

    /** Whether a result is what it should be. */
    boolean allows(double result) {
        return distance(result) <= FACTOR;
    }

    private static double square(double x) {
        return x * x;
    }
}
