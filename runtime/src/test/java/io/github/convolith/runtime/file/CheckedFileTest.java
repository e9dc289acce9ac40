package io.github.convolith.runtime.file;

import static io.github.convolith.runtime.file.Values.counting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;

class CheckedFileTest {
    private static final byte[] INTACT = new SafetensorsBytes()
            .metadata("{\"format\":\"pt\"}")
            .add("c1.weight", "[2,3]", counting(6))
            .add("c1.bias", "[2]", counting(2))
            .toBytes();

    private static long crc32(byte[] bytes) {
        CRC32 crc32 = new CRC32();
        crc32.update(bytes);
        return crc32.getValue();
    }

    private static String hexadecimal(byte[] bytes) {
        return String.format(Locale.ROOT, "%08x", crc32(bytes));
    }

    private static List<StoredTensor> read(byte[] bytes, long crc32, long maximumBytes)
            throws IOException, MalformedFileException {
        return CheckedFile.read(new ByteArrayInputStream(bytes), "model", crc32, maximumBytes);
    }

    private static AbstractStringAssert<?> refusal(byte[] bytes, long crc32, long maximumBytes) {
        MalformedFileException refusal =
                catchThrowableOfType(MalformedFileException.class, () -> read(bytes, crc32, maximumBytes));
        assertThat(refusal).as("the refusal").isNotNull();
        return assertThat(refusal.getMessage()).startsWith("model");
    }

    private static void isDamaged(byte[] bytes) {
        refusal(bytes, crc32(INTACT), Reading.PLENTY)
                .contains(
                        "its CRC-32 is " + hexadecimal(bytes) + ", but should be " + hexadecimal(INTACT),
                        "build it anew");
    }

    @Test
    void theTensorsOfAFileWithTheRightChecksumAreRead() throws Exception {
        List<StoredTensor> tensors = read(INTACT, crc32(INTACT), Reading.PLENTY);

        assertThat(tensors).extracting(StoredTensor::name).containsExactly("c1.weight", "c1.bias");
        assertThat(tensors.get(0).dimensions()).containsExactly(2, 3);
        assertThat(tensors.get(0).values()).containsExactly(counting(6));
        assertThat(tensors.get(1).values()).containsExactly(counting(2));
    }

    @Test
    void everyFlippedBitIsDamage() {
        for (int bit = 0; bit < 8 * INTACT.length; bit++) {
            byte[] damaged = INTACT.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            isDamaged(damaged);
        }
    }

    @Test
    void everyTruncationIsDamageAndSaysWhatIsMissing() {
        for (int length = 0; length < INTACT.length; length++) {
            isDamaged(Arrays.copyOf(INTACT, length));
        }
        refusal(Arrays.copyOf(INTACT, INTACT.length - 3), crc32(INTACT), Reading.PLENTY)
                .contains("(model, tensor 'c1.bias': ends 3 bytes before it should)");
        refusal(Arrays.copyOf(INTACT, 20), crc32(INTACT), Reading.PLENTY).contains("bytes before its header does");
    }

    @Test
    void whatComesAfterTheEndIsDamage() {
        isDamaged(Arrays.copyOf(INTACT, INTACT.length + 1));
        isDamaged(Arrays.copyOf(INTACT, INTACT.length + 100_000));
    }

    @Test
    void aFileOfAnotherFormatIsRefusedEvenWithTheRightChecksum() {
        byte[] npy = NpyBytes.of("(2, 3)", counting(6));
        refusal(npy, crc32(npy), Reading.PLENTY).doesNotContain("CRC-32");
        byte[] longer = Arrays.copyOf(INTACT, INTACT.length + 1);
        refusal(longer, crc32(longer), Reading.PLENTY).contains("goes on after the last of its values");
        byte[] shorter = Arrays.copyOf(INTACT, INTACT.length - 1);
        refusal(shorter, crc32(shorter), Reading.PLENTY).contains("ends 1 bytes before it should");
    }

    @Test
    void theBoundIsHeld() throws Exception {
        assertThat(read(INTACT, crc32(INTACT), 32)).hasSize(2);
        refusal(INTACT, crc32(INTACT), 31).contains("tensor 'c1.bias'", "needs 8 bytes", "only 7 are left", "-Xmx");
    }

    @Test
    void noMoreIsReadThanThereIs() {
        byte[] claimingMuch = SafetensorsBytes.withHeader(
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1000000000],\"data_offsets\":[0,4000000000]}}", new byte[8]);

        refusal(claimingMuch, crc32(claimingMuch), Reading.PLENTY).contains("tensor 'a'", "4000000000 bytes of memory");
    }
}
