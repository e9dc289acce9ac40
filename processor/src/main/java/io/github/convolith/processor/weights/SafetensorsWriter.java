package io.github.convolith.processor.weights;

import io.github.convolith.runtime.Shape;
import io.github.convolith.runtime.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/**
 * Writes {@code .safetensors} files: the length of a JSON header in 8 bytes, the header, and the values of all tensors as
 * 32-bit floats, little-endian and without a gap. Tensors are sorted by name and the header is padded to a multiple of 8
 * bytes, so that the same tensors always give the same bytes.
 *
 * <p>What the reader in the runtime would refuse is refused here, with an {@link IllegalArgumentException}.
 *
 * @see <a href="https://huggingface.co/docs/safetensors">The format's own description</a>
 */
public final class SafetensorsWriter {

    /** The one member of the header that is no tensor. */
    private static final String METADATA = "__metadata__";

    // What the reader takes at most; its own constants stand in a package that the runtime does not export.
    private static final int MOST_TENSORS = 65_536;
    private static final int LONGEST_NAME = 1024;
    private static final int LONGEST_HEADER = 1 << 24;

    /** The header ends at a multiple of this, so that whoever maps the file finds aligned values. */
    private static final int ALIGNMENT = 8;

    /** How many values are turned into bytes at a time. */
    private static final int CHUNK_VALUES = 1 << 14;

    private SafetensorsWriter() {}

    /**
     * Writes a file.
     *
     * @param tensors the tensors, in any order
     * @param to receives the bytes; flushed, but not closed
     * @return the CRC-32 of all the bytes, as {@code Weights.resource} wants it
     * @throws IOException if they cannot be written
     * @throws IllegalArgumentException if a name is empty, too long, given twice, or not to be shown, or if there are too
     *     many tensors for a file
     */
    public static long write(Collection<Tensor> tensors, OutputStream to) throws IOException {
        NavigableMap<String, Tensor> sorted = sorted(tensors);
        byte[] header = header(sorted);
        CheckedOutputStream checked = new CheckedOutputStream(to, new CRC32());
        checked.write(ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .array());
        checked.write(header);
        byte[] chunk = new byte[CHUNK_VALUES * Float.BYTES];
        for (Tensor tensor : sorted.values()) {
            writeValues(tensor.values(), chunk, checked);
        }
        checked.flush();
        return checked.getChecksum().getValue();
    }

    /**
     * {@return the bytes of a file}
     *
     * @param tensors the tensors, in any order
     * @throws IllegalArgumentException if {@link #write} would refuse them
     */
    public static byte[] bytes(Collection<Tensor> tensors) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(tensors, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private static NavigableMap<String, Tensor> sorted(Collection<Tensor> tensors) {
        if (tensors.size() > MOST_TENSORS) {
            throw new IllegalArgumentException(
                    "there are " + tensors.size() + " tensors; " + MOST_TENSORS + " is the most for a file");
        }
        NavigableMap<String, Tensor> sorted = new TreeMap<>();
        for (Tensor tensor : tensors) {
            requireName(tensor.name());
            if (sorted.put(tensor.name(), tensor) != null) {
                throw new IllegalArgumentException("there are two tensors named '" + tensor.name() + "'");
            }
        }
        return sorted;
    }

    private static void requireName(String name) {
        if (name.isEmpty() || name.equals(METADATA)) {
            throw new IllegalArgumentException("'" + name + "' is not the name of a tensor");
        }
        if (name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("the name of a tensor is " + name.length() + " characters long; "
                    + LONGEST_NAME + " is the most: '" + name.substring(0, 80) + "…'");
        }
        if (name.codePoints().anyMatch(SafetensorsWriter::isUnshowable)) {
            throw new IllegalArgumentException(
                    "the name of a tensor has a control character or half a character in it: '" + name + "'");
        }
    }

    /** Surrogates that are a pair are one code point; one that is left over has no form in UTF-8. */
    private static boolean isUnshowable(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }

    private static byte[] header(NavigableMap<String, Tensor> tensors) {
        StringJoiner entries = new StringJoiner(",", "{", "}");
        long begin = 0;
        for (Tensor tensor : tensors.values()) {
            long end = begin + (long) Float.BYTES * tensor.shape().elements();
            entries.add("\"" + escaped(tensor.name()) + "\":{\"dtype\":\"F32\",\"shape\":" + text(tensor.shape())
                    + ",\"data_offsets\":[" + begin + "," + end + "]}");
            begin = end;
        }
        byte[] text = entries.toString().getBytes(StandardCharsets.UTF_8);
        int length = (text.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        if (length > LONGEST_HEADER) {
            throw new IllegalArgumentException("the names and shapes of " + tensors.size() + " tensors take " + length
                    + " bytes; " + LONGEST_HEADER + " is the most for a file");
        }
        byte[] padded = Arrays.copyOf(text, length);
        Arrays.fill(padded, text.length, length, (byte) ' ');
        return padded;
    }

    /** Control characters are refused before. */
    private static String escaped(String name) {
        return name.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static String text(Shape shape) {
        StringJoiner dimensions = new StringJoiner(",", "[", "]");
        for (int axis = 0; axis < shape.rank(); axis++) {
            dimensions.add(Integer.toString(shape.dimension(axis)));
        }
        return dimensions.toString();
    }

    private static void writeValues(float[] values, byte[] chunk, OutputStream to) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
        for (int done = 0; done < values.length; done += CHUNK_VALUES) {
            int count = Math.min(CHUNK_VALUES, values.length - done);
            buffer.asFloatBuffer().put(values, done, count);
            to.write(chunk, 0, count * Float.BYTES);
        }
    }
}
