package io.github.convolith.runtime.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.IntUnaryOperator;
import java.util.zip.ZipException;

/** The bytes that hold one tensor, of known length, read once from front to back. */
final class TensorBytes {

    /** How much is read at a time. A multiple of the size of every element. */
    private static final int CHUNK_BYTES = 1 << 16;

    private final InputStream stream;
    private final Place place;
    private long remaining;

    /**
     * Makes a reader of a stream.
     *
     * @param stream where the bytes come from; not closed by this class
     * @param length how many bytes there are said to be
     */
    TensorBytes(InputStream stream, long length, Place place) {
        this.stream = stream;
        this.remaining = length;
        this.place = place;
    }

    Place place() {
        return place;
    }

    /** Takes some bytes from the front. */
    byte[] take(int count) throws IOException, MalformedFileException {
        byte[] bytes = new byte[count];
        fill(bytes, count);
        return bytes;
    }

    /**
     * Takes all bytes that remain as the values of the tensor. Allocates no array before it is known that the bytes are
     * as many as the values need.
     *
     * @param count how many values there must be
     * @param position where a value is to stand among the others, from where it stands in the file
     */
    float[] takeValues(int count, ElementType type, ByteOrder order, IntUnaryOperator position)
            throws IOException, MalformedFileException {
        long needed = (long) count * type.bytes();
        if (remaining != needed) {
            throw place.malformed(count + " values of " + type.bytes() + " bytes take " + needed
                    + " bytes, but there are " + remaining + "; the file is damaged, or was not written to its end");
        }
        float[] values = new float[count];
        byte[] chunk = new byte[(int) Math.min(needed, CHUNK_BYTES)];
        int done = 0;
        while (done < count) {
            int read = Math.min(count - done, chunk.length / type.bytes());
            fill(chunk, read * type.bytes());
            ByteBuffer numbers = ByteBuffer.wrap(chunk).order(order);
            for (int index = done; index < done + read; index++) {
                try {
                    values[position.applyAsInt(index)] = type.next(numbers);
                } catch (ArithmeticException e) {
                    throw place.malformed("value " + index + " does not convert: " + e.getMessage());
                }
            }
            done += read;
        }
        return values;
    }

    private void fill(byte[] into, int count) throws IOException, MalformedFileException {
        if (count > remaining) {
            throw place.malformed("ends " + (count - remaining) + " bytes too early");
        }
        try {
            int read = stream.readNBytes(into, 0, count);
            if (read < count) {
                throw place.malformed("ends " + (remaining - read) + " bytes before it should");
            }
        } catch (EOFException | ZipException e) {
            // How the JDK says that compressed bytes are damaged. Other exceptions are about the disk, and go on.
            throw place.malformed("cannot be decompressed, it is damaged: " + e.getMessage());
        }
        remaining -= count;
    }
}
