package io.github.convolith.runtime.file;

import static io.github.convolith.runtime.file.Reading.file;
import static io.github.convolith.runtime.file.Values.counting;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsFormatTest {

    /** A file with one tensor of six floats, described by any JSON. */
    private Reading described(String entry) {
        return file(SafetensorsBytes.withHeader("{\"a\":" + entry + "}", new byte[24]));
    }

    @Test
    void tensorsAreReadWithTheirNamesAndShapes() throws Exception {
        List<StoredTensor> tensors = file(new SafetensorsBytes()
                        .metadata("{\"format\":\"pt\"}")
                        .add("c1.weight", "[2,3]", counting(6))
                        .add("c1.bias", "[2]", counting(2)))
                .tensors();

        assertThat(tensors).extracting(StoredTensor::name).containsExactly("c1.weight", "c1.bias");
        assertThat(tensors.get(0).dimensions()).containsExactly(2, 3);
        assertThat(tensors.get(0).values()).containsExactly(counting(6));
        assertThat(tensors.get(1).values()).containsExactly(counting(2));
    }

    @Test
    void tensorsMayBeListedInAnotherOrderThanStored() throws Exception {
        String header = "{\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]},"
                + "\"a\":{\"data_offsets\":[0,8],\"shape\":[2],\"dtype\":\"F32\"}}";
        List<StoredTensor> tensors = file(SafetensorsBytes.withHeader(
                        header, Values.floats(LITTLE_ENDIAN, counting(3))))
                .tensors();

        assertThat(tensors).extracting(StoredTensor::name).containsExactly("a", "b");
        assertThat(tensors.get(0).values()).containsExactly(0, 1);
        assertThat(tensors.get(1).values()).containsExactly(2);
    }

    @Test
    void floatingPointTypesAreRead() throws Exception {
        byte[] halves = Values.integers(LITTLE_ENDIAN, 2, 0x3C00, 0xC000);
        byte[] brains = Values.integers(LITTLE_ENDIAN, 2, 0x3F80, 0xC000);
        byte[] doubles = Values.doubles(LITTLE_ENDIAN, 1, -2);

        assertThat(file(new SafetensorsBytes().add("a", "F16", "[2]", halves)).onlyValues())
                .containsExactly(1, -2);
        assertThat(file(new SafetensorsBytes().add("a", "BF16", "[2]", brains)).onlyValues())
                .containsExactly(1, -2);
        assertThat(file(new SafetensorsBytes().add("a", "F64", "[2]", doubles)).onlyValues())
                .containsExactly(1, -2);
    }

    @ParameterizedTest
    @CsvSource({
        "I8, 1, -100",
        "U8, 1, 200",
        "I16, 2, -100",
        "U16, 2, 60000",
        "I32, 4, -100",
        "U32, 4, 4294967040",
        "I64, 8, -100"
    })
    void integersAreReadWhereTheyAreFloats(String dtype, int width, long value) throws Exception {
        byte[] bytes = Values.integers(LITTLE_ENDIAN, width, 3, value);

        assertThat(file(new SafetensorsBytes().add("a", dtype, "[2]", bytes)).onlyValues())
                .containsExactly(3, value);
    }

    @Test
    void aCounterOfBatchesIsAScalar() throws Exception {
        byte[] counter = Values.integers(LITTLE_ENDIAN, 8, 4711);
        StoredTensor tensor = file(new SafetensorsBytes().add("bn.num_batches_tracked", "I64", "[]", counter))
                .onlyTensor();

        assertThat(tensor.dimensions()).isEmpty();
        assertThat(tensor.values()).containsExactly(4711);
    }

    @Test
    void anIntegerThatIsNoFloatIsRefusedWithItsPlace() {
        byte[] bytes = Values.integers(LITTLE_ENDIAN, 8, 1, 2, 16_777_217);

        file(new SafetensorsBytes().add("a", "I64", "[3]", bytes))
                .isRefused()
                .contains("tensor 'a'", "value 2", "16777217");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BOOL", "F8_E4M3", "U64", "C64", "f32", "", "F4"})
    void otherTypesAreRefusedWithTheirNameAndTheFix(String dtype) {
        file(new SafetensorsBytes().add("a", dtype, "[6]", new byte[24]))
                .isRefused()
                .contains("tensor 'a'", "the dtype '" + dtype + "'", "store it as F32");
    }

    @Test
    void aFileWithoutTensorsIsRead() throws Exception {
        assertThat(file(new SafetensorsBytes()).tensors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "7",
                "{\"dtype\":\"F32\",\"shape\":[6]}",
                "{\"dtype\":\"F32\",\"data_offsets\":[0,24]}",
                "{\"shape\":[6],\"data_offsets\":[0,24]}",
                "{\"dtype\":\"F32\",\"shape\":6,\"data_offsets\":[0,24]}",
                "{\"dtype\":\"F32\",\"shape\":[-6],\"data_offsets\":[0,24]}",
                "{\"dtype\":\"F32\",\"shape\":[6.0],\"data_offsets\":[0,24]}",
                "{\"dtype\":\"F32\",\"shape\":[6],\"data_offsets\":[0]}",
                "{\"dtype\":\"F32\",\"shape\":[6],\"data_offsets\":[0,12,24]}",
                "{\"dtype\":\"F32\",\"shape\":[6],\"data_offsets\":[24,0]}",
                "{\"dtype\":\"F32\",\"shape\":[6],\"data_offsets\":[0,24],\"shape\":[6]}",
                "{\"dtype\":\"F32\",\"shape\":[6],\"data_offsets\":[0,24],\"other\":1}",
                "{\"dtype\":32,\"shape\":[6],\"data_offsets\":[0,24]}"
            })
    void malformedEntriesAreRefused(String entry) {
        described(entry).isRefused();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"dtype\":\"F32\",\"shape\":[5],\"data_offsets\":[0,24]}",
                "{\"dtype\":\"F32\",\"shape\":[7],\"data_offsets\":[0,24]}",
                "{\"dtype\":\"F64\",\"shape\":[6],\"data_offsets\":[0,24]}",
                "{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,24]}",
                "{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,24]}",
                "{\"dtype\":\"F32\",\"shape\":[2147483647],\"data_offsets\":[0,24]}",
                "{\"dtype\":\"F32\",\"shape\":[9223372036854775808],\"data_offsets\":[0,24]}"
            })
    void aShapeThatDoesNotMatchItsBytesIsRefused(String entry) {
        described(entry).isRefused().containsAnyOf("tensor 'a'", "too large");
    }

    @Test
    void tensorsNeitherOverlapNorLeaveGaps() {
        String template = "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                + "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[%d,%d]}}";

        file(SafetensorsBytes.withHeader(template.formatted(4, 12), new byte[12]))
                .isRefused()
                .contains("tensor 'b'", "byte 4");
        file(SafetensorsBytes.withHeader(template.formatted(0, 8), new byte[8]))
                .isRefused()
                .contains("tensor 'b'");
        file(SafetensorsBytes.withHeader(template.formatted(12, 20), new byte[20]))
                .isRefused()
                .contains("tensor 'b'", "byte 12");
        file(SafetensorsBytes.withHeader(template.formatted(8, 16), new byte[20]))
                .isRefused()
                .contains("20 bytes", "speaks of 16");
        file(SafetensorsBytes.withHeader(template.formatted(8, 16), new byte[12]))
                .isRefused()
                .contains("12 bytes", "speaks of 16");
    }

    @Test
    void aNameGivenTwiceIsRefused() {
        file(new SafetensorsBytes().add("a", "[1]", 1).add("a", "[1]", 1))
                .isRefused()
                .contains("'a' is given twice");
        file(new SafetensorsBytes().add("a", "[1]", 1).add("\\u0061", "[1]", 1))
                .isRefused()
                .contains("'a' is given twice");
    }

    @Test
    void namesThatCannotBeShownAreRefused() {
        file(new SafetensorsBytes().add("", "[1]", 1)).isRefused().contains("empty name");
        file(new SafetensorsBytes().add("a\\nb", "[1]", 1)).isRefused().contains("control character");
    }

    @Test
    void metadataMustBeText() {
        file(new SafetensorsBytes().metadata("{\"format\":7}")).isRefused();
        file(new SafetensorsBytes().metadata("[]")).isRefused();
    }

    @Test
    void aHeaderLongerThanTheFileIsRefused() {
        byte[] bytes = new SafetensorsBytes().add("a", "[1]", 1).toBytes();
        for (int at = 1; at < 8; at++) {
            byte[] longer = bytes.clone();
            longer[at] = (byte) 0xFF;
            file(longer).isRefused().contains("header of");
        }
    }

    @Test
    void deepNestingIsRefused() {
        int depth = 100_000;

        described("[".repeat(depth) + "]".repeat(depth)).isRefused();
        described("{\"a\":".repeat(depth) + "1" + "}".repeat(depth)).isRefused();
    }

    @Test
    void aListOfManyNumbersIsRefused() {
        described("{\"dtype\":\"F32\",\"shape\":[" + "1,".repeat(1_000_000) + "6],\"data_offsets\":[0,24]}")
                .isRefused()
                .contains("more than 64 numbers");
    }

    @Test
    void aHeaderThatIsNotUtf8IsRefused() {
        byte[] bytes = new SafetensorsBytes().add("a", "[1]", 1).toBytes();
        bytes[10] = (byte) 0xC0;

        file(bytes).isRefused().contains("UTF-8");
    }

    @Test
    void theBoundIsOnAllTensorsTogether() {
        file(new SafetensorsBytes().add("a", "[1]", 1).add("b", "[2]", 1, 2))
                .isRefusedWithin(11)
                .contains("tensor 'b'", "needs 8 bytes", "only 7 are left");
    }

    @Test
    void everyTruncationIsRefused() {
        byte[] bytes = new SafetensorsBytes().add("a", "[2,3]", counting(6)).toBytes();
        for (int length = 0; length < bytes.length; length++) {
            file(Arrays.copyOf(bytes, length)).isRefused();
        }
    }
}
