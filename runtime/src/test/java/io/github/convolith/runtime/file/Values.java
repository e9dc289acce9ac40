package io.github.convolith.runtime.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The bytes of numbers, for files that tests write. */
final class Values {
    private Values() {}

    /** The values 0, 1, 2, … as floats. */
    static float[] counting(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = i;
        }
        return values;
    }

    static byte[] floats(ByteOrder order, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * 4).order(order);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    static byte[] doubles(ByteOrder order, double... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * 8).order(order);
        bytes.asDoubleBuffer().put(values);
        return bytes.array();
    }

    /** The low bytes of each number: as many as the integer type has. */
    static byte[] integers(ByteOrder order, int width, long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * width).order(order);
        for (long value : values) {
            for (int i = 0; i < width; i++) {
                int shift = 8 * (order == ByteOrder.LITTLE_ENDIAN ? i : width - 1 - i);
                bytes.put((byte) (value >>> shift));
            }
        }
        return bytes.array();
    }

    static byte[] joined(byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        ByteBuffer all = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }
}
