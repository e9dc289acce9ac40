package io.github.convolith.processor.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.convolith.runtime.Shape;
import io.github.convolith.runtime.Tensor;
import io.github.convolith.runtime.Weights;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsWriterTest {

    /** A class for weights to lie beside. */
    static final class Anchor {}

    @TempDir
    Path folder;

    private static Tensor tensor(String name, int... dimensions) {
        Shape shape = Shape.of(dimensions);
        float[] values = new float[shape.elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = i - 0.5f;
        }
        return Tensor.of(name, shape, values);
    }

    private Weights readBack(List<Tensor> tensors) throws IOException {
        return Weights.read(Files.write(folder.resolve("weights.safetensors"), SafetensorsWriter.bytes(tensors)));
    }

    private void comesBack(List<Tensor> tensors) throws IOException {
        Weights weights = readBack(tensors);
        assertThat(weights.names()).hasSameSizeAs(tensors);
        for (Tensor tensor : tensors) {
            assertThat(weights.tensor(tensor.name()).shape()).isEqualTo(tensor.shape());
            assertThat(weights.tensor(tensor.name()).values()).containsExactly(tensor.values());
        }
    }

    @Test
    void whatIsWrittenComesBack() throws IOException {
        comesBack(List.of(
                tensor("c1.weight", 8, 3, 3, 3), tensor("c1.bias", 8), tensor("scalar"), tensor("a", 1, 1, 1, 1, 1)));
        comesBack(List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"",
                "\\",
                "\\\"\\\\",
                "\\u0041",
                "a/b:c",
                "../../escaped",
                "{\"dtype\":\"F32\"}",
                " ",
                "weight ",
                "Gewicht für die Schicht",
                "重み",
                "😀",
                "__metadata",
                "."
            })
    void oddNamesComeBack(String name) throws IOException {
        comesBack(List.of(tensor(name, 2), tensor("other", 3)));
    }

    @Test
    void everyLengthOfHeaderIsPadded() throws IOException {
        for (int length = 1; length <= 20; length++) {
            List<Tensor> tensors = List.of(tensor("x".repeat(length), 3), tensor("y", 1));
            byte[] bytes = SafetensorsWriter.bytes(tensors);
            long header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();

            assertThat(header % 8).isZero();
            assertThat(bytes).hasSize(8 + (int) header + 16);
            comesBack(tensors);
        }
    }

    @Test
    void theBytesAreThoseOfTheFormat() {
        String header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]},"
                + "\"b\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[8,12]}}   ";
        byte[] expected = ByteBuffer.allocate(8 + header.length() + 12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length())
                .put(header.getBytes(StandardCharsets.US_ASCII))
                .putFloat(-0.5f)
                .putFloat(0.5f)
                .putFloat(-0.5f)
                .array();

        assertThat(SafetensorsWriter.bytes(List.of(tensor("b"), tensor("a", 2, 1))))
                .containsExactly(expected);
    }

    @Test
    void theOrderOfTheTensorsMakesNoDifference() {
        List<Tensor> tensors = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            tensors.add(tensor("layer" + i, 1 + i));
        }
        byte[] inOrder = SafetensorsWriter.bytes(tensors);
        Collections.shuffle(tensors, new Random(1));

        assertThat(SafetensorsWriter.bytes(tensors)).containsExactly(inOrder);
    }

    @Test
    void everyBitOfAValueIsKept() throws IOException {
        float[] values = {
            0f, -0f, Float.MIN_VALUE, -Float.MAX_VALUE, Float.NaN, Float.NEGATIVE_INFINITY, 0x1.fffffep-10f
        };

        assertThat(readBack(List.of(Tensor.of("a", Shape.of(values.length), values)))
                        .tensor("a")
                        .values())
                .containsExactly(values);
    }

    @Test
    void tensorsOfManyChunksComeBack() throws IOException {
        comesBack(List.of(tensor("a", 3, 16_384), tensor("b", 16_384), tensor("c", 16_385)));
    }

    @Test
    void theChecksumIsThatOfAllBytesAndTheOneThatAResourceIsReadWith() throws Exception {
        List<Tensor> tensors = List.of(tensor("c1.weight", 2, 3), tensor("c1.bias", 2));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long checksum = SafetensorsWriter.write(tensors, bytes);
        CRC32 crc32 = new CRC32();
        crc32.update(bytes.toByteArray());
        assertThat(checksum).isEqualTo(crc32.getValue());

        String classFile = Anchor.class.getName().replace('.', '/') + ".class";
        Path copy = folder.resolve(classFile);
        Files.createDirectories(copy.getParent());
        try (InputStream original = Anchor.class.getClassLoader().getResourceAsStream(classFile)) {
            Files.write(copy, original.readAllBytes());
        }
        Files.write(copy.resolveSibling("Net.safetensors"), bytes.toByteArray());
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
            Weights weights = Weights.resource(loader.loadClass(Anchor.class.getName()), "Net.safetensors", checksum);

            assertThat(weights.layer("c1").kernel(2, 3))
                    .containsExactly(tensors.get(0).values());
        }
    }

    @Test
    void theStreamIsFlushedAndStaysOpen() throws IOException {
        List<String> calls = new ArrayList<>();
        SafetensorsWriter.write(List.of(tensor("a", 2)), new OutputStream() {
            @Override
            public void write(int one) {}

            @Override
            public void flush() {
                calls.add("flush");
            }

            @Override
            public void close() {
                calls.add("close");
            }
        });

        assertThat(calls).containsExactly("flush");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "__metadata__", "a\nb", "a\u0000", "\u0085", "\uD83D", "\uDE00\uD83D", "a\uDE00"})
    void namesThatTheReaderRefusesAreRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> SafetensorsWriter.bytes(List.of(tensor(name, 1))));
    }

    @Test
    void limitsOfTheReaderAreThoseOfTheWriter() throws IOException {
        String longest = "x".repeat(1024);
        comesBack(List.of(tensor(longest, 1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SafetensorsWriter.bytes(List.of(tensor(longest + "x", 1))))
                .withMessageContaining("1025 characters long");

        List<Tensor> most = new ArrayList<>();
        for (int i = 0; i < 65_536; i++) {
            most.add(Tensor.of("t" + i, Shape.of(), i));
        }
        assertThat(readBack(most).names()).hasSize(65_536);
        most.add(tensor("one too many", 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SafetensorsWriter.bytes(most))
                .withMessageContaining("65537 tensors");

        List<Tensor> longNames = new ArrayList<>();
        for (int i = 0; i < 16_384; i++) {
            longNames.add(Tensor.of(i + "x".repeat(1000), Shape.of(), i));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SafetensorsWriter.bytes(longNames))
                .withMessageContaining("16777216 is the most");
    }

    @Test
    void twoTensorsOfOneNameAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SafetensorsWriter.bytes(List.of(tensor("a", 1), tensor("a", 2))))
                .withMessage("there are two tensors named 'a'");
    }

    @Test
    void aStreamThatFailsIsTheCallersConcern() {
        OutputStream failing = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("the disk is full");
            }
        };

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> SafetensorsWriter.write(List.of(tensor("a", 1)), failing))
                .withMessage("the disk is full");
    }
}
