package io.github.convolith.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading as a user does it. What each format allows is tested beside its reader. */
class WeightsFileTest {
    private static final String NPY_HEADER = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }\n";
    private static final String SAFETENSORS_HEADER =
            "{\"c1.weight\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]}}";

    @TempDir
    Path folder;

    /** The values 0 to 5 after a header. */
    private static byte[] bytes(ByteBuffer start, String header) {
        ByteBuffer bytes = ByteBuffer.allocate(start.position() + header.length() + 24)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(start.flip())
                .put(header.getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < 6; i++) {
            bytes.putFloat(i);
        }
        return bytes.array();
    }

    private static byte[] npy() {
        byte[] magic = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) NPY_HEADER.length(), 0};
        return bytes(ByteBuffer.allocate(10).put(magic), NPY_HEADER);
    }

    private static byte[] safetensors() {
        ByteBuffer length =
                ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(SAFETENSORS_HEADER.length());
        return bytes(length, SAFETENSORS_HEADER);
    }

    private Path npz(String member) throws IOException {
        Path file = folder.resolve("model.npz");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(member));
            zip.write(npy());
            zip.closeEntry();
        }
        return file;
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    @Test
    void allThreeFormatsAreRead() throws IOException {
        assertThat(Weights.read(write("kernel.npy", npy())).kernel(2, 3)).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(Weights.read(npz("c1.weight.npy")).layer("c1").kernel(2, 3)).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(Weights.read(write("model.safetensors", safetensors()))
                        .layer("c1")
                        .kernel(2, 3))
                .containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void theFormatIsToldFromTheContentNotFromTheName() throws IOException {
        assertThat(Weights.read(write("misnamed.safetensors", npy())).names()).containsExactly("weight");
        assertThat(Weights.read(write("misnamed.npz", safetensors())).names()).containsExactly("c1.weight");
    }

    @Test
    void aNameThatLooksLikeAPathIsOnlyAName() throws IOException {
        Path file = npz("../../escaped.npy");

        assertThat(Weights.read(file).names()).containsExactly("../../escaped");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void messagesNameTheFile() throws IOException {
        Weights weights = Weights.read(npz("c1.weight.npy"));

        assertThatExceptionOfType(WeightsException.class)
                .isThrownBy(() -> weights.layer("c1").kernel(3, 2))
                .withMessageContaining("model.npz: 'c1.weight' has the shape 2 × 3");
    }

    @Test
    void aMalformedFileIsAWeightsExceptionThatNamesIt() throws IOException {
        Path file = write("model.h5", "\u0089HDF....".getBytes(StandardCharsets.ISO_8859_1));

        assertThatExceptionOfType(WeightsException.class)
                .isThrownBy(() -> Weights.read(file))
                .withMessage(file + ": is none of .npy, .npz and .safetensors:"
                        + " it begins with the bytes 89 48 44 46 2e 2e 2e 2e");
        assertThatExceptionOfType(WeightsException.class)
                .isThrownBy(() -> Weights.read(write("empty.npy", new byte[0])))
                .withMessageContaining("is empty");
        assertThatExceptionOfType(WeightsException.class)
                .isThrownBy(() -> Weights.read(folder))
                .withMessageContaining("is not a regular file");
    }

    @Test
    void aMissingFileIsAnIoException() {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> Weights.read(folder.resolve("absent.npz")))
                .withMessageContaining("absent.npz");
    }

    @Test
    void theBoundIsHeld() throws IOException {
        Path file = write("kernel.npy", npy());

        assertThat(Weights.read(file, 24).names()).hasSize(1);
        assertThatExceptionOfType(WeightsException.class)
                .isThrownBy(() -> Weights.read(file, 23))
                .withMessageContaining("needs 24 bytes");
        assertThatIllegalArgumentException().isThrownBy(() -> Weights.read(file, -1));
    }

    @Test
    void filesOfOtherFileSystemsAreRead() throws IOException {
        Path archive = folder.resolve("archive.jar");
        try (FileSystem jar =
                FileSystems.newFileSystem(URI.create("jar:" + archive.toUri()), Map.of("create", "true"))) {
            Path inside = Files.write(jar.getPath("/model.safetensors"), safetensors());

            assertThat(Weights.read(inside).names()).containsExactly("c1.weight");
        }
    }

    @Test
    void theFileIsClosed() throws IOException {
        Path file = write("kernel.npy", npy());
        Weights weights = Weights.read(file);
        Files.delete(file);

        assertThat(weights.kernel(2, 3)).hasSize(6);
    }
}
