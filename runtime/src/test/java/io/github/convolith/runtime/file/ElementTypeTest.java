package io.github.convolith.runtime.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ElementTypeTest {

    private static float converted(ElementType type, byte[] bytes) {
        return type.next(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    }

    private static float integer(ElementType type, long value) {
        return converted(type, Values.integers(ByteOrder.LITTLE_ENDIAN, type.bytes(), value));
    }

    @ParameterizedTest
    @EnumSource(ElementType.class)
    void oneValueTakesAsManyBytesAsItSays(ElementType type) {
        ByteBuffer bytes = ByteBuffer.allocate(16);
        type.next(bytes);

        assertThat(bytes.position()).isEqualTo(type.bytes());
    }

    @Test
    void smallIntegersConvertWithTheirSign() {
        assertThat(integer(ElementType.INT8, -128)).isEqualTo(-128);
        assertThat(integer(ElementType.UINT8, 255)).isEqualTo(255);
        assertThat(integer(ElementType.INT16, -32768)).isEqualTo(-32768);
        assertThat(integer(ElementType.UINT16, 65535)).isEqualTo(65535);
        assertThat(integer(ElementType.INT32, -16_777_216)).isEqualTo(-16_777_216);
        assertThat(integer(ElementType.UINT32, 0x8000_0000L)).isEqualTo(0x1p31f);
        assertThat(integer(ElementType.INT64, -3)).isEqualTo(-3);
    }

    @Test
    void theLowestIntegersAreExact() {
        assertThat(integer(ElementType.INT32, Integer.MIN_VALUE)).isEqualTo(-0x1p31f);
        assertThat(integer(ElementType.INT64, Long.MIN_VALUE)).isEqualTo(-0x1p63f);
    }

    @ParameterizedTest
    @ValueSource(longs = {16_777_217, -16_777_217, Long.MAX_VALUE, (1L << 60) + 1, Long.MIN_VALUE + 1})
    void anIntegerThatWouldBeRoundedIsRefused(long value) {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> integer(ElementType.INT64, value))
                .withMessageContaining(String.valueOf(value));
    }

    @Test
    void integersConvertExactlyOrNotAtAll() {
        long seed = 20_240_601;
        Random random = new Random(seed);
        for (int i = 0; i < 100_000; i++) {
            long value = random.nextLong() >> random.nextInt(64);
            value <<= random.nextInt(64);
            boolean exact = new BigDecimal((float) value).equals(new BigDecimal(value));
            try {
                assertThat(integer(ElementType.INT64, value)).isEqualTo((float) value);
                assertThat(exact).as("seed %d, value %d", seed, value).isTrue();
            } catch (ArithmeticException e) {
                assertThat(exact).as("seed %d, value %d", seed, value).isFalse();
            }
        }
    }

    @Test
    void doublesAreRoundedToNearest() {
        assertThat(converted(ElementType.FLOAT64, Values.doubles(ByteOrder.LITTLE_ENDIAN, 0.1)))
                .isEqualTo(0.1f);
        assertThat(converted(ElementType.FLOAT64, Values.doubles(ByteOrder.LITTLE_ENDIAN, 1e-300)))
                .isZero();
        assertThat(converted(ElementType.FLOAT64, Values.doubles(ByteOrder.LITTLE_ENDIAN, Double.NaN)))
                .isNaN();
        assertThat(converted(ElementType.FLOAT64, Values.doubles(ByteOrder.LITTLE_ENDIAN, Double.NEGATIVE_INFINITY)))
                .isEqualTo(Float.NEGATIVE_INFINITY);
    }

    @Test
    void aFiniteDoubleBeyondTheLargestFloatIsRefused() {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> converted(ElementType.FLOAT64, Values.doubles(ByteOrder.LITTLE_ENDIAN, -1e39)))
                .withMessageContaining("-1.0E39");
    }
}
