package io.github.convolith.runtime.file;

import static io.github.convolith.runtime.file.Reading.file;
import static io.github.convolith.runtime.file.Values.counting;
import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyFormatTest {

    @Test
    void anArrayBecomesTheTensorNamedWeight() throws Exception {
        StoredTensor tensor = file(NpyBytes.of("(2, 3)", counting(6))).onlyTensor();

        assertThat(tensor.name()).isEqualTo("weight");
        assertThat(tensor.dimensions()).containsExactly(2, 3);
        assertThat(tensor.values()).containsExactly(counting(6));
    }

    @Test
    void allVersionsAreRead() throws Exception {
        for (int version = 1; version <= 3; version++) {
            byte[] bytes = NpyBytes.withHeader(
                    version, NpyBytes.dictionary("<f4", false, "(3,)"), Values.floats(LITTLE_ENDIAN, counting(3)));

            assertThat(file(bytes).onlyValues()).as("version %d", version).containsExactly(counting(3));
        }
    }

    @Test
    void bothByteOrdersAreRead() throws Exception {
        float[] values = {1.5f, -2, 3e-30f};

        assertThat(file(NpyBytes.of("<f4", false, "(3,)", Values.floats(LITTLE_ENDIAN, values)))
                        .onlyValues())
                .containsExactly(values);
        assertThat(file(NpyBytes.of(">f4", false, "(3,)", Values.floats(BIG_ENDIAN, values)))
                        .onlyValues())
                .containsExactly(values);
        assertThat(file(NpyBytes.of("<f8", false, "(2,)", Values.doubles(LITTLE_ENDIAN, 0.1, -7)))
                        .onlyValues())
                .containsExactly(0.1f, -7);
        assertThat(file(NpyBytes.of(">f8", false, "(2,)", Values.doubles(BIG_ENDIAN, 0.1, -7)))
                        .onlyValues())
                .containsExactly(0.1f, -7);
        assertThat(file(NpyBytes.of("<f2", false, "(2,)", Values.integers(LITTLE_ENDIAN, 2, 0x3C00, 0xC000)))
                        .onlyValues())
                .containsExactly(1, -2);
        assertThat(file(NpyBytes.of(">f2", false, "(2,)", Values.integers(BIG_ENDIAN, 2, 0x3C00, 0xC000)))
                        .onlyValues())
                .containsExactly(1, -2);
    }

    @ParameterizedTest
    @CsvSource({"|i1, 1", "<i2, 2", ">i2, 2", "<i4, 4", ">i4, 4", "<i8, 8", ">i8, 8"})
    void signedIntegersAreRead(String dtype, int width) throws Exception {
        byte[] values = Values.integers(dtype.startsWith(">") ? BIG_ENDIAN : LITTLE_ENDIAN, width, 3, -100);

        assertThat(file(NpyBytes.of(dtype, false, "(2,)", values)).onlyValues()).containsExactly(3, -100);
    }

    @ParameterizedTest
    @CsvSource({"|u1, 1, 200", "<u2, 2, 60000", ">u2, 2, 60000", "<u4, 4, 4294967040", ">u4, 4, 4294967040"})
    void unsignedIntegersAreRead(String dtype, int width, long large) throws Exception {
        byte[] values = Values.integers(dtype.startsWith(">") ? BIG_ENDIAN : LITTLE_ENDIAN, width, 3, large);

        assertThat(file(NpyBytes.of(dtype, false, "(2,)", values)).onlyValues()).containsExactly(3, large);
    }

    @Test
    void anIntegerThatIsNoFloatIsRefusedWithItsPlace() {
        byte[] values = Values.integers(LITTLE_ENDIAN, 4, 3, 16_777_217);

        file(NpyBytes.of("<i4", false, "(2,)", values))
                .isRefused()
                .contains("tensor 'weight'", "value 1", "16777217", "float32");
    }

    @Test
    void fortranOrderBecomesRowMajorOrder() throws Exception {
        int[] sizes = {2, 3, 4, 5};
        float[] stored = new float[120];
        float[] expected = counting(120);
        // In Fortran order the first axis varies fastest.
        int next = 0;
        for (int d = 0; d < 5; d++) {
            for (int c = 0; c < 4; c++) {
                for (int b = 0; b < 3; b++) {
                    for (int a = 0; a < 2; a++) {
                        stored[next] = expected[((a * 3 + b) * 4 + c) * 5 + d];
                        next++;
                    }
                }
            }
        }
        StoredTensor tensor = file(NpyBytes.of("<f4", true, "(2, 3, 4, 5)", Values.floats(LITTLE_ENDIAN, stored)))
                .onlyTensor();

        assertThat(tensor.dimensions()).containsExactly(sizes);
        assertThat(tensor.values()).containsExactly(expected);
    }

    @Test
    void aMatrixInFortranOrderIsTransposed() throws Exception {
        byte[] values = Values.floats(LITTLE_ENDIAN, 1, 4, 2, 5, 3, 6);

        assertThat(file(NpyBytes.of("<f4", true, "(2, 3)", values)).onlyValues())
                .containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void aScalarHasNoAxes() throws Exception {
        StoredTensor tensor = file(NpyBytes.of("()", 7)).onlyTensor();

        assertThat(tensor.dimensions()).isEmpty();
        assertThat(tensor.values()).containsExactly(7);
    }

    @Test
    void arraysLargerThanOneChunkAreReadWhole() throws Exception {
        float[] values = counting(100_003);

        assertThat(file(NpyBytes.of("(100003,)", values)).onlyValues()).containsExactly(values);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3)}",
                "{\"descr\":\"<f4\",\"fortran_order\":False,\"shape\":(2,3,)}",
                "  { 'shape' : ( 2 , 3 ) , 'descr' : '<f4' , 'fortran_order' : False , }  "
            })
    void headersMayBeWrittenInOtherWays(String header) throws Exception {
        byte[] bytes = NpyBytes.withHeader(1, header, Values.floats(LITTLE_ENDIAN, counting(6)));

        assertThat(file(bytes).onlyTensor().dimensions()).containsExactly(2, 3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{'descr': '<f4', 'fortran_order': False}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (6)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (,)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (-6,)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (06,)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (6.0,)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (6,), 'shape': (6,)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (6,), 'extra': 1}",
                "{'descr': '<f4', 'fortran_order': 0, 'shape': (6,)}",
                "{'descr': <f4, 'fortran_order': False, 'shape': (6,)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (6,)",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (6,)}}",
                "{'descr': '<f\\x34', 'fortran_order': False, 'shape': (6,)}",
                "__import__('os').system('true')"
            })
    void otherHeadersAreRefused(String header) {
        file(NpyBytes.withHeader(1, header, Values.floats(LITTLE_ENDIAN, counting(6))))
                .isRefused()
                .contains("tensor 'weight': the header is malformed at character");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<c8", "|b1", "|O", "<U5", "|S4", "<M8[ns]", "<f16", "|f4", "f4", "=f4", "<", "", "<u8", "<f"})
    void otherTypesAreRefusedWithTheirNameAndTheFix(String dtype) {
        file(NpyBytes.of(dtype, false, "(6,)", new byte[24]))
                .isRefused()
                .contains("tensor 'weight'", "the dtype '" + dtype + "'", ".astype('float32')");
    }

    @Test
    void structuredArraysAreRefused() {
        file(NpyBytes.withHeader(1, "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (6,), }", new byte[24]))
                .isRefused()
                .contains("structured array");
    }

    @Test
    void emptyArraysAreRefused() {
        file(NpyBytes.of("(3, 0)")).isRefused().contains("[3, 0]", "empty");
    }

    @Test
    void tooFewAndTooManyValuesAreRefused() {
        file(NpyBytes.of("(2, 3)", counting(5))).isRefused().contains("take 24 bytes", "there are 20");
        file(NpyBytes.of("(2, 3)", counting(7))).isRefused().contains("take 24 bytes", "there are 28");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(2147483647,)",
                "(1073741824,)",
                "(65536, 65536)",
                "(4294967296, 4294967296, 4294967296)",
                "(9223372036854775807,)",
                "(2147483648, 2147483648)"
            })
    void claimsOfManyValuesAreRefusedWithoutAllocatingThem(String shape) {
        Reading file = file(NpyBytes.of(shape, counting(6)));

        file.isRefusedWithin(Long.MAX_VALUE).contains("tensor 'weight'");
        file.isRefused().contains("tensor 'weight'");
    }

    @Test
    void moreThanTheBoundIsRefusedWithTheBound() {
        Reading file = file(NpyBytes.of("(2, 3)", counting(6)));

        file.isRefusedWithin(23).contains("needs 24 bytes", "23 bytes allowed", "allow more");
    }

    @Test
    void tooManyAxesAreRefused() {
        file(NpyBytes.of("(" + "1, ".repeat(65) + ")", 1)).isRefused().contains("65 axes");
    }

    @Test
    void otherVersionsAreRefused() {
        byte[] bytes = NpyBytes.of("(6,)", counting(6));
        bytes[6] = 4;
        file(bytes).isRefused().contains("version 4.0");
        bytes[6] = 1;
        bytes[7] = 1;
        file(bytes).isRefused().contains("version 1.1");
    }

    @Test
    void hugeHeadersAreRefused() {
        byte[] bytes = NpyBytes.withHeader(2, " ".repeat(100_000), new byte[0]);
        file(bytes).isRefused().contains("header of 1000");
        bytes[11] = (byte) 0xFF;
        file(bytes).isRefused().contains("header of 42");
    }

    @Test
    void everyTruncationIsRefused() {
        byte[] bytes = NpyBytes.of("(2, 3)", counting(6));
        for (int length = 0; length < bytes.length; length++) {
            file(Arrays.copyOf(bytes, length)).isRefused();
        }
    }
}
