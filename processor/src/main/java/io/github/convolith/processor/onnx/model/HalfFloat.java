package io.github.convolith.processor.onnx.model;

/** The 16-bit format of IEEE 754, which Java 17 knows nothing of. */
final class HalfFloat {
    private static final int EXPONENT = 0x1f;
    private static final float SUBNORMAL_UNIT = 0x1p-24f;

    private HalfFloat() {}

    /** The number that 16 bits stand for; every one is a 32-bit float. */
    static float toFloat(short bits) {
        int exponent = (bits >> 10) & EXPONENT;
        int fraction = bits & 0x3ff;
        int sign = (bits & 0x8000) << 16;
        if (exponent == 0) {
            float magnitude = fraction * SUBNORMAL_UNIT;
            return sign == 0 ? magnitude : -magnitude;
        }
        int wide = exponent == EXPONENT ? 0xff : exponent - 15 + 127;
        return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
    }
}
