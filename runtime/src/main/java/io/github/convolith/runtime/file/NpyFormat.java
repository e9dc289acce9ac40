package io.github.convolith.runtime.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * The {@code .npy} format: one NumPy array, after a header that gives its type and shape. Versions 1.0, 2.0 and 3.0.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">numpy.lib.format</a>
 */
final class NpyFormat {
    static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    /** A header of one type and one shape is far below; NumPy itself stops at 10,000 unless told otherwise. */
    private static final int LONGEST_HEADER = 1 << 16;

    private NpyFormat() {}

    /** Reads an array, of which the bytes must be the whole. */
    static StoredTensor read(String name, TensorBytes bytes, Budget budget) throws IOException, MalformedFileException {
        Place place = bytes.place();
        if (!Arrays.equals(bytes.take(MAGIC.length), MAGIC)) {
            throw place.malformed("is no NumPy array: it does not begin as one");
        }
        NpyHeader header = NpyHeader.parse(headerText(bytes), place);
        Dimensions dimensions = Dimensions.of(header.extents(), place);
        budget.reserve(dimensions, place);
        IntUnaryOperator position = header.fortranOrder() ? dimensions::rowMajor : IntUnaryOperator.identity();
        float[] values = bytes.takeValues(dimensions.elements(), header.type(), header.byteOrder(), position);
        return new StoredTensor(name, dimensions.sizes(), values);
    }

    private static String headerText(TensorBytes bytes) throws IOException, MalformedFileException {
        byte[] version = bytes.take(2);
        int major = Byte.toUnsignedInt(version[0]);
        int minor = Byte.toUnsignedInt(version[1]);
        if (major < 1 || major > 3 || minor != 0) {
            throw bytes.place()
                    .malformed("has version " + major + "." + minor + " of the .npy format; 1.0, 2.0 and 3.0 are read");
        }
        // Two bytes in version 1, four since.
        byte[] lengthBytes = Arrays.copyOf(bytes.take(major == 1 ? 2 : 4), Long.BYTES);
        long length =
                ByteBuffer.wrap(lengthBytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (length > LONGEST_HEADER) {
            throw bytes.place().malformed("has a header of " + length + " bytes; " + LONGEST_HEADER + " is the most");
        }
        Charset charset = major == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
        return new String(bytes.take((int) length), charset);
    }
}
