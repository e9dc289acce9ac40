package io.github.convolith.runtime.file;

import java.nio.ByteBuffer;

/** A type of number that files hold and that converts to float. */
enum ElementType {
    FLOAT16(2),
    BFLOAT16(2),
    FLOAT32(4),
    FLOAT64(8),
    INT8(1),
    UINT8(1),
    INT16(2),
    UINT16(2),
    INT32(4),
    UINT32(4),
    INT64(8);

    /** How many bits of an integer, from the highest that is set to the lowest, a float keeps. */
    private static final int FLOAT_PRECISION = 24;

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /** {@return how many bytes one value takes} */
    int bytes() {
        return bytes;
    }

    /**
     * Takes the next value from a buffer, in the buffer's byte order, and converts it to float: double precision is
     * rounded to nearest, everything else converts exactly.
     *
     * @throws ArithmeticException if a float cannot stand for the value: if the value is an integer that would be
     *     rounded, or finite but beyond the largest float
     */
    float next(ByteBuffer from) {
        return switch (this) {
            case FLOAT16 -> HalfFloat.fromBinary16(from.getShort());
            case BFLOAT16 -> HalfFloat.fromBrain16(from.getShort());
            case FLOAT32 -> from.getFloat();
            case FLOAT64 -> rounded(from.getDouble());
            case INT8 -> from.get();
            case UINT8 -> Byte.toUnsignedInt(from.get());
            case INT16 -> from.getShort();
            case UINT16 -> Short.toUnsignedInt(from.getShort());
            case INT32 -> exact(from.getInt());
            case UINT32 -> exact(Integer.toUnsignedLong(from.getInt()));
            case INT64 -> exact(from.getLong());
        };
    }

    private static float rounded(double value) {
        float rounded = (float) value;
        if (Float.isInfinite(rounded) && !Double.isInfinite(value)) {
            throw new ArithmeticException(value + " is beyond the largest float");
        }
        return rounded;
    }

    private static float exact(long value) {
        long magnitude = Math.abs(value); // Long.MIN_VALUE stays itself, which read as unsigned is its magnitude
        int significantBits = Long.SIZE - Long.numberOfLeadingZeros(magnitude) - Long.numberOfTrailingZeros(magnitude);
        if (significantBits > FLOAT_PRECISION) {
            throw new ArithmeticException("the integer " + value + " is not exactly a float; store it as float32");
        }
        return (float) value;
    }
}
