package io.github.convolith.runtime.file;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes {@code .npy} arrays byte by byte, right ones and wrong ones. */
final class NpyBytes {
    private NpyBytes() {}

    /** An array of float32 in row-major order. */
    static byte[] of(String shape, float... values) {
        return of("<f4", false, shape, Values.floats(ByteOrder.LITTLE_ENDIAN, values));
    }

    /** An array as NumPy writes it. */
    static byte[] of(String dtype, boolean fortranOrder, String shape, byte[] values) {
        return withHeader(1, dictionary(dtype, fortranOrder, shape), values);
    }

    /** The header's dictionary as NumPy writes it. */
    static String dictionary(String dtype, boolean fortranOrder, String shape) {
        return "{'descr': '" + dtype + "', 'fortran_order': " + (fortranOrder ? "True" : "False") + ", 'shape': "
                + shape + ", }";
    }

    /** An array with any header, padded so that the values begin at a multiple of 64 bytes. */
    static byte[] withHeader(int version, String header, byte[] values) {
        int lengthBytes = version == 1 ? 2 : 4;
        byte[] text = header.getBytes(version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
        int unpadded = 8 + lengthBytes + text.length + 1;
        byte[] padding = (" ".repeat((64 - unpadded % 64) % 64) + "\n").getBytes(StandardCharsets.US_ASCII);
        return Values.joined(
                NpyFormat.MAGIC,
                new byte[] {(byte) version, 0},
                Values.integers(ByteOrder.LITTLE_ENDIAN, lengthBytes, text.length + padding.length),
                text,
                padding,
                values);
    }
}
