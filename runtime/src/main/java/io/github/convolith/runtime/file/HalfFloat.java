package io.github.convolith.runtime.file;

/**
 * The 16-bit formats of floating-point numbers. Both convert to float exactly.
 *
 * <p>{@code Float.float16ToFloat} does the first from Java 20 on; this library runs on 17.
 */
final class HalfFloat {
    private static final int HALF_EXPONENT_BIAS = 15;
    private static final int FLOAT_EXPONENT_BIAS = 127;
    private static final int HALF_FRACTION_BITS = 10;
    private static final int FLOAT_FRACTION_BITS = 23;
    private static final int HIGHEST_HALF_EXPONENT = 31;

    /** What a unit in the fraction of a subnormal number is worth: 2<sup>1 - 15 - 10</sup>. */
    private static final float SUBNORMAL_UNIT = 0x1p-24f;

    private HalfFloat() {}

    /** Converts from IEEE 754 binary16: 1 bit of sign, 5 of exponent, 10 of fraction. */
    static float fromBinary16(short bits) {
        int sign = (bits & 0x8000) << 16;
        int exponent = (bits >>> HALF_FRACTION_BITS) & 0x1F;
        int fraction = bits & 0x3FF;
        int magnitude;
        if (exponent == 0) {
            magnitude = Float.floatToRawIntBits(fraction * SUBNORMAL_UNIT);
        } else {
            int floatExponent = exponent == HIGHEST_HALF_EXPONENT
                    ? 0xFF // infinity and NaN
                    : exponent - HALF_EXPONENT_BIAS + FLOAT_EXPONENT_BIAS;
            magnitude =
                    (floatExponent << FLOAT_FRACTION_BITS) | (fraction << (FLOAT_FRACTION_BITS - HALF_FRACTION_BITS));
        }
        return Float.intBitsToFloat(sign | magnitude);
    }

    /** Converts from bfloat16: the upper half of a float. */
    static float fromBrain16(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }
}
