package io.github.convolith.runtime.file;

import static io.github.convolith.runtime.file.Reading.file;
import static io.github.convolith.runtime.file.Values.counting;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpzFormatTest {
    private static final byte[] WEIGHT = NpyBytes.of("(2, 3)", counting(6));
    private static final byte[] BIAS = NpyBytes.of("(2,)", counting(2));

    static List<ZipBytes> everyKindOfArchive() {
        return List.of(
                new ZipBytes(),
                new ZipBytes().method(ZipBytes.DEFLATED),
                new ZipBytes().zip64(),
                new ZipBytes().method(ZipBytes.DEFLATED).zip64(),
                new ZipBytes().descriptors(),
                new ZipBytes().method(ZipBytes.DEFLATED).descriptors().comment("made in a stream"));
    }

    @ParameterizedTest
    @MethodSource("everyKindOfArchive")
    void eachMemberBecomesATensorNamedWithoutTheSuffix(ZipBytes zip) throws Exception {
        List<StoredTensor> tensors =
                file(zip.add("c1.weight.npy", WEIGHT).add("c1.bias.npy", BIAS)).tensors();

        assertThat(tensors).extracting(StoredTensor::name).containsExactly("c1.weight", "c1.bias");
        assertThat(tensors.get(0).dimensions()).containsExactly(2, 3);
        assertThat(tensors.get(0).values()).containsExactly(counting(6));
        assertThat(tensors.get(1).values()).containsExactly(counting(2));
    }

    @Test
    void archivesOfTheJdkAreRead() throws Exception {
        float[] values = counting(100_000);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("größe.npy"));
            zip.write(NpyBytes.of("(100, 1000)", values));
            zip.closeEntry();
        }
        StoredTensor tensor = file(bytes.toByteArray()).onlyTensor();

        assertThat(tensor.name()).isEqualTo("größe");
        assertThat(tensor.values()).containsExactly(values);
    }

    @Test
    void anEmptyArchiveHasNoTensors() throws Exception {
        assertThat(file(new ZipBytes()).tensors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "/absolute", "a/b", "C:\\x"})
    void aNameThatLooksLikeAPathIsOnlyAName(String name) throws Exception {
        assertThat(file(new ZipBytes().add(name + ".npy", BIAS)).onlyTensor().name())
                .isEqualTo(name);
    }

    @Test
    void namesThatCannotBeShownAreRefused() {
        file(new ZipBytes().add(".npy", BIAS)).isRefused().contains("empty name");
        file(new ZipBytes().add("a\nb.npy", BIAS)).isRefused().contains("control character");
        file(new ZipBytes().add("x".repeat(2000) + ".npy", BIAS)).isRefused().contains("2000 characters");
    }

    @Test
    void twoMembersOfOneNameAreRefused() {
        file(new ZipBytes().add("a.npy", BIAS).add("a.npy", WEIGHT)).isRefused().contains("two members named 'a.npy'");
    }

    @Test
    void otherMembersAreRefused() {
        file(new ZipBytes().add("a.npy", BIAS).add("readme.txt", BIAS))
                .isRefused()
                .contains("'readme.txt'", "not a .npy array");
        file(new ZipBytes().add("a.npy", "something else".getBytes(StandardCharsets.US_ASCII)))
                .isRefused()
                .contains("tensor 'a'", "no NumPy array");
        file(new ZipBytes().add("a.npy", new byte[0])).isRefused().contains("tensor 'a'");
    }

    @Test
    void aPytorchCheckpointIsRefusedWithTheFix() {
        file(new ZipBytes().add("archive/data.pkl", BIAS))
                .isRefused()
                .contains("PyTorch checkpoint", "safetensors.torch.save_file");
    }

    @Test
    void encryptedMembersAreRefused() {
        file(new ZipBytes().encrypted().add("a.npy", BIAS)).isRefused().contains("tensor 'a'", "encrypted");
    }

    @Test
    void otherCompressionIsRefused() {
        file(new ZipBytes().method(12).add("a.npy", BIAS)).isRefused().contains("tensor 'a'", "method 12");
    }

    @ParameterizedTest
    @ValueSource(ints = {ZipBytes.STORED, ZipBytes.DEFLATED})
    void aWrongChecksumIsRefused(int method) {
        file(new ZipBytes().method(method).wrongChecksum().add("a.npy", BIAS))
                .isRefused()
                .contains("tensor 'a'", "checksum");
    }

    @ParameterizedTest
    @ValueSource(ints = {ZipBytes.STORED, ZipBytes.DEFLATED})
    void aWrongSizeIsRefused(int method) {
        for (long size : new long[] {0, 1, WEIGHT.length - 1, WEIGHT.length + 1, 1 << 20, 0xFFFF_FFFEL}) {
            file(new ZipBytes().method(method).claimedSize(size).add("a.npy", WEIGHT))
                    .isRefused()
                    .contains("tensor 'a'");
            file(new ZipBytes().method(method).zip64().claimedSize(size).add("a.npy", WEIGHT))
                    .isRefused()
                    .contains("tensor 'a'");
        }
        file(new ZipBytes().method(method).zip64().claimedSize(Long.MAX_VALUE).add("a.npy", WEIGHT))
                .isRefused()
                .contains("tensor 'a'");
    }

    @Test
    void aBombIsRefusedBeforeItGoesOff() {
        // The header claims what the archive claims, so that only the bound and the ratio can tell.
        byte[] bomb = NpyBytes.of("(67108864,)", counting(1));
        long claimed = bomb.length - 4 + 4L * 67_108_864;
        Reading file = file(
                new ZipBytes().method(ZipBytes.DEFLATED).claimedSize(claimed).add("a.npy", bomb));

        file.isRefused().contains("tensor 'a'");
        file.isRefusedWithin(Long.MAX_VALUE).contains("tensor 'a'", "cannot have " + claimed + " bytes");

        byte[] zeros = NpyBytes.of("(1048576,)", new float[1 << 20]);
        file(new ZipBytes().method(ZipBytes.DEFLATED).add("a.npy", zeros))
                .isRefused()
                .contains("needs 4194304 bytes", "1048576 bytes allowed");
    }

    @Test
    void theBoundIsOnAllTensorsTogether() {
        Reading file = file(new ZipBytes().add("a.npy", WEIGHT).add("b.npy", WEIGHT));

        file.isRefusedWithin(47).contains("tensor 'b'", "only 23 are left");
    }

    @Test
    void aDirectoryThatListsTooMuchIsRefused() {
        byte[] bytes = new ZipBytes().zip64().add("a.npy", BIAS).toBytes();
        ByteBuffer end = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int zip64End = bytes.length - 22 - 76;
        end.putLong(zip64End + 32, 1_000_000_000_000L);
        file(bytes).isRefused().contains("1000000000000 members");
        end.putLong(zip64End + 32, -1);
        file(bytes).isRefused();
        end.putLong(zip64End + 32, 2);
        file(bytes).isRefused().contains("directory");
        end.putLong(zip64End + 32, 0);
        file(bytes).isRefused().contains("more than 0 members");
    }

    @ParameterizedTest
    @MethodSource("everyKindOfArchive")
    void everyTruncationIsRefused(ZipBytes zip) {
        byte[] bytes = zip.add("a.npy", WEIGHT).add("b.npy", BIAS).toBytes();
        for (int length = 0; length < bytes.length; length++) {
            file(Arrays.copyOf(bytes, length)).isRefused();
        }
    }
}
