package io.github.convolith.runtime.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class HalfFloatTest {

    @Test
    void everyBinary16IsWhatItsBitsMean() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float expected = byDefinition(bits, 5, 10);
            float actual = HalfFloat.fromBinary16((short) bits);
            // Float.compare tells -0 from 0, and takes all NaN for equal.
            assertThat(Float.compare(actual, expected))
                    .as("bits %04x: %s, expected %s", bits, actual, expected)
                    .isZero();
        }
    }

    @Test
    void everyBfloat16IsWhatItsBitsMean() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float expected = byDefinition(bits, 8, 7);
            float actual = HalfFloat.fromBrain16((short) bits);
            assertThat(Float.compare(actual, expected))
                    .as("bits %04x: %s, expected %s", bits, actual, expected)
                    .isZero();
        }
    }

    @Test
    void someWellKnownNumbersConvert() {
        assertThat(HalfFloat.fromBinary16((short) 0x3C00)).isEqualTo(1);
        assertThat(HalfFloat.fromBinary16((short) 0xC000)).isEqualTo(-2);
        assertThat(HalfFloat.fromBinary16((short) 0x7BFF)).isEqualTo(65504);
        assertThat(HalfFloat.fromBinary16((short) 0x0001)).isEqualTo(0x1p-24f);
        assertThat(HalfFloat.fromBrain16((short) 0x3F80)).isEqualTo(1);
        assertThat(HalfFloat.fromBrain16((short) 0x4049)).isEqualTo(3.140625f);
    }

    @Test
    void theSignOfNanIsKept() {
        assertThat(Float.floatToRawIntBits(HalfFloat.fromBinary16((short) 0xFE00)))
                .isEqualTo(0xFFC00000);
        assertThat(Float.floatToRawIntBits(HalfFloat.fromBinary16((short) 0x7E00)))
                .isEqualTo(0x7FC00000);
    }

    /** A binary floating-point number by the definition of IEEE 754, in decimal arithmetic that never rounds. */
    private static float byDefinition(int bits, int exponentBits, int fractionBits) {
        int fraction = bits % (1 << fractionBits);
        int exponent = bits / (1 << fractionBits) % (1 << exponentBits);
        boolean negative = bits >= 1 << 15;
        int highest = (1 << exponentBits) - 1;
        int bias = highest / 2;
        if (exponent == highest) {
            float infinity = negative ? Float.NEGATIVE_INFINITY : Float.POSITIVE_INFINITY;
            return fraction == 0 ? infinity : Float.NaN;
        }
        int significand = exponent == 0 ? fraction : fraction + (1 << fractionBits);
        int power = Math.max(exponent, 1) - bias - fractionBits;
        BigDecimal two = BigDecimal.valueOf(2);
        BigDecimal scale = power >= 0
                ? two.pow(power)
                : BigDecimal.ONE.divide(two.pow(-power)); // every power of one half ends after finitely many digits
        float magnitude = BigDecimal.valueOf(significand).multiply(scale).floatValue();
        return negative ? -magnitude : magnitude;
    }
}
