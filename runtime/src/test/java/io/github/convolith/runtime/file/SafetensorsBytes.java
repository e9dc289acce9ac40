package io.github.convolith.runtime.file;

import java.io.ByteArrayOutputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/** Writes {@code .safetensors} files byte by byte, right ones and wrong ones. */
final class SafetensorsBytes {
    private final StringJoiner entries = new StringJoiner(",", "{", "}");
    private final ByteArrayOutputStream values = new ByteArrayOutputStream();

    SafetensorsBytes metadata(String json) {
        entries.add("\"__metadata__\":" + json);
        return this;
    }

    /** Adds a tensor of float32. */
    SafetensorsBytes add(String name, String shape, float... floats) {
        return add(name, "F32", shape, Values.floats(ByteOrder.LITTLE_ENDIAN, floats));
    }

    SafetensorsBytes add(String name, String dtype, String shape, byte[] bytes) {
        entries.add("\"" + name + "\":{\"dtype\":\"" + dtype + "\",\"shape\":" + shape + ",\"data_offsets\":["
                + values.size() + "," + (values.size() + bytes.length) + "]}");
        values.writeBytes(bytes);
        return this;
    }

    byte[] toBytes() {
        return withHeader(entries.toString(), values.toByteArray());
    }

    /** A file with any header, padded with spaces to a multiple of eight bytes as usual. */
    static byte[] withHeader(String header, byte[] values) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        byte[] padding = " ".repeat((8 - text.length % 8) % 8).getBytes(StandardCharsets.US_ASCII);
        return Values.joined(
                Values.integers(ByteOrder.LITTLE_ENDIAN, 8, text.length + padding.length), text, padding, values);
    }
}
