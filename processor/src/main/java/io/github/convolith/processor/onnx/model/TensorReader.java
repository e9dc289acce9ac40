package io.github.convolith.processor.onnx.model;

import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads tensors in every encoding that ONNX has for them. */
final class TensorReader {
    private final Path folder;

    /**
     * @param folder where the model is, the only place that tensors in files of their own are read from
     */
    TensorReader(Path folder) {
        this.folder = folder;
    }

    /** Reads a tensor. */
    Numbers read(TensorProto tensor) {
        try {
            return numbers(tensor);
        } catch (OnnxException e) {
            throw e.at("tensor '" + tensor.getName() + "'");
        }
    }

    private Numbers numbers(TensorProto tensor) {
        ElementType type = ElementType.of(tensor.getDataType())
                .orElseThrow(() -> OnnxException.of(
                        "its elements are of type %s, which nothing here computes with", typeName(tensor)));
        OnnxException.unless(!tensor.hasSegment(), "it is a segment of a larger one, which is not supported");
        List<Integer> dimensions = new ArrayList<>();
        for (long size : tensor.getDimsList()) {
            OnnxException.unless(size >= 0 && size <= Integer.MAX_VALUE, "its shape has a size of %d", size);
            dimensions.add((int) size);
        }
        int count = Numbers.count(dimensions);
        if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
            return raw(type, dimensions, external(tensor, (long) count * type.bytes()));
        }
        return tensor.hasRawData()
                ? raw(type, dimensions, tensor.getRawData().asReadOnlyByteBuffer())
                : typed(type, dimensions, tensor);
    }

    /** The name of a type of the format, or its number. */
    static String typeName(TensorProto tensor) {
        TensorProto.DataType type = TensorProto.DataType.forNumber(tensor.getDataType());
        return type == null ? "number " + tensor.getDataType() : type.name();
    }

    private static Numbers raw(ElementType type, List<Integer> dimensions, ByteBuffer bytes) {
        int count = Numbers.count(dimensions);
        OnnxException.unless(
                bytes.remaining() == (long) count * type.bytes(),
                "it has %d bytes where %d elements of type %s take %d",
                bytes.remaining(),
                count,
                type,
                (long) count * type.bytes());
        ByteBuffer data = bytes.order(ByteOrder.LITTLE_ENDIAN);
        float[] reals = new float[type.isReal() ? count : 0];
        long[] integers = new long[type.isReal() ? 0 : count];
        for (int i = 0; i < count; i++) {
            switch (type) {
                case FLOAT -> reals[i] = data.getFloat();
                case DOUBLE -> reals[i] = (float) data.getDouble();
                case FLOAT16 -> reals[i] = HalfFloat.toFloat(data.getShort());
                case BFLOAT16 -> reals[i] = Float.intBitsToFloat(data.getShort() << 16);
                case BOOL, UINT8 -> integers[i] = data.get() & 0xff;
                case INT8 -> integers[i] = data.get();
                case UINT16 -> integers[i] = data.getShort() & 0xffff;
                case INT16 -> integers[i] = data.getShort();
                case INT32 -> integers[i] = data.getInt();
                case UINT32 -> integers[i] = data.getInt() & 0xffffffffL;
                case INT64, UINT64 -> integers[i] = data.getLong();
            }
        }
        return Numbers.of(type, dimensions, reals, integers);
    }

    private static Numbers typed(ElementType type, List<Integer> dimensions, TensorProto tensor) {
        int count = Numbers.count(dimensions);
        int given = switch (type) {
            case FLOAT -> tensor.getFloatDataCount();
            case DOUBLE -> tensor.getDoubleDataCount();
            case INT64 -> tensor.getInt64DataCount();
            case UINT32, UINT64 -> tensor.getUint64DataCount();
            default -> tensor.getInt32DataCount();
        };
        OnnxException.unless(
                given == count,
                "it has %d elements where its shape %s asks for %d",
                given,
                Numbers.text(dimensions),
                count);
        float[] reals = new float[type.isReal() ? count : 0];
        long[] integers = new long[type.isReal() ? 0 : count];
        for (int i = 0; i < count; i++) {
            switch (type) {
                case FLOAT -> reals[i] = tensor.getFloatData(i);
                case DOUBLE -> reals[i] = (float) tensor.getDoubleData(i);
                case FLOAT16 -> reals[i] = HalfFloat.toFloat((short) tensor.getInt32Data(i));
                case BFLOAT16 -> reals[i] = Float.intBitsToFloat(tensor.getInt32Data(i) << 16);
                case INT64 -> integers[i] = tensor.getInt64Data(i);
                case UINT32, UINT64 -> integers[i] = tensor.getUint64Data(i);
                default -> integers[i] = tensor.getInt32Data(i);
            }
        }
        return Numbers.of(type, dimensions, reals, integers);
    }

    private ByteBuffer external(TensorProto tensor, long expected) {
        Map<String, String> entries = new HashMap<>();
        tensor.getExternalDataList().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
        String location = entries.getOrDefault("location", "");
        try {
            Path root = folder.toRealPath();
            Path file = root.resolve(location).normalize();
            OnnxException.unless(
                    !location.isEmpty()
                            && file.startsWith(root)
                            && !file.equals(root)
                            && Files.isRegularFile(file)
                            && file.toRealPath().startsWith(root),
                    "its numbers are in the file '%s', which is not in the folder of the model",
                    location);
            try (FileChannel channel = FileChannel.open(file)) {
                long offset = number(entries, "offset", 0);
                long length = number(entries, "length", expected);
                OnnxException.unless(
                        length == expected && offset >= 0 && offset <= channel.size() - length,
                        "it takes %d bytes and is said to be bytes %d to %d of '%s', which has %d",
                        expected,
                        offset,
                        offset + length,
                        location,
                        channel.size());
                OnnxException.unless(length <= Integer.MAX_VALUE - 8, "it is larger than an array can be");
                ByteBuffer bytes = ByteBuffer.allocate((int) length);
                while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) > 0) {
                    // As often as it takes.
                }
                return bytes.flip();
            }
        } catch (IOException | InvalidPathException e) {
            throw OnnxException.of(
                    "its numbers could not be read from '%s': %s, %s",
                    location, e.getClass().getSimpleName(), String.valueOf(e.getMessage()));
        }
    }

    private static long number(Map<String, String> entries, String key, long absent) {
        String text = entries.getOrDefault(key, "");
        try {
            return text.isEmpty() ? absent : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw OnnxException.of("the %s of its numbers is '%s', which is no number", key, text);
        }
    }
}
