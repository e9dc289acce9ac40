package io.github.convolith.runtime.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntUnaryOperator;

/**
 * The {@code .safetensors} format: the length of a JSON header in 8 bytes, the header, and the values of all tensors
 * without a gap, little-endian and in row-major order.
 *
 * @see <a href="https://huggingface.co/docs/safetensors">The format's own description</a>
 */
final class SafetensorsFormat {
    private static final Map<String, ElementType> TYPES = Map.ofEntries(
            Map.entry("F16", ElementType.FLOAT16),
            Map.entry("BF16", ElementType.BFLOAT16),
            Map.entry("F32", ElementType.FLOAT32),
            Map.entry("F64", ElementType.FLOAT64),
            Map.entry("I8", ElementType.INT8),
            Map.entry("U8", ElementType.UINT8),
            Map.entry("I16", ElementType.INT16),
            Map.entry("U16", ElementType.UINT16),
            Map.entry("I32", ElementType.INT32),
            Map.entry("U32", ElementType.UINT32),
            Map.entry("I64", ElementType.INT64));

    /** The one member of the header that is no tensor. */
    private static final String METADATA = "__metadata__";

    /** A header of thousands of tensors has some hundred kilobytes. */
    private static final long LONGEST_HEADER = 1 << 24;

    private SafetensorsFormat() {}

    /** A tensor as the header describes it; its values take the bytes from {@code begin} to before {@code end}. */
    private record Entry(String name, ElementType type, List<Long> extents, long begin, long end) {}

    /** {@return whether a file that begins like this can be one of this format: it has no magic number of its own} */
    static boolean mayBegin(byte[] start) {
        return start.length > Long.BYTES && start[Long.BYTES] == '{';
    }

    /** Reads a file that is open. */
    static List<StoredTensor> read(FileBytes file, Budget budget) throws IOException, MalformedFileException {
        InputStream stream = file.section(0, file.length(), "the file");
        return read(stream, OptionalLong.of(file.length()), file.place(), budget);
    }

    /**
     * Reads a file from front to back.
     *
     * @param stream the whole file; not closed here
     * @param length how many bytes it has, where that is known beforehand: then nothing is read that is not all there
     */
    static List<StoredTensor> read(InputStream stream, OptionalLong length, Place place, Budget budget)
            throws IOException, MalformedFileException {
        long headerBytes = part(stream, Long.BYTES, place).getLong();
        if (headerBytes < 0 || headerBytes > Math.min(LONGEST_HEADER, length.orElse(Long.MAX_VALUE) - Long.BYTES)) {
            throw place.malformed("begins like a .safetensors file, but with a header of "
                    + Long.toUnsignedString(headerBytes) + " bytes; "
                    + (length.isPresent() ? "the file has " + length.getAsLong() + " bytes, and " : "") + LONGEST_HEADER
                    + " is the most for a header");
        }
        List<Entry> entries = new ArrayList<>(entries(text(part(stream, (int) headerBytes, place), place), place));
        entries.sort(Comparator.comparingLong(Entry::begin).thenComparing(Entry::name));
        long end = endWithoutGaps(entries, place);
        if (length.isPresent()) {
            requireEnd(end, length.getAsLong() - Long.BYTES - headerBytes, place);
        }
        List<StoredTensor> tensors = new ArrayList<>();
        for (Entry entry : entries) {
            tensors.add(values(entry, stream, place.tensor(entry.name()), budget));
        }
        if (stream.read() >= 0) {
            throw place.malformed("goes on after the last of its values, though the header speaks of " + end
                    + " bytes of them; the file is damaged");
        }
        return tensors;
    }

    private static ByteBuffer part(InputStream stream, int count, Place place)
            throws IOException, MalformedFileException {
        byte[] bytes = stream.readNBytes(count);
        if (bytes.length < count) {
            throw place.malformed("ends " + (count - bytes.length)
                    + " bytes before its header does; it is damaged, or its end is missing");
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static String text(ByteBuffer utf8, Place place) throws MalformedFileException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
        } catch (CharacterCodingException e) {
            throw place.malformed("the header is not UTF-8");
        }
    }

    private static List<Entry> entries(String header, Place place) throws MalformedFileException {
        List<Entry> entries = new ArrayList<>();
        TextCursor cursor = new TextCursor(header, "the header", place);
        JsonReader json = new JsonReader(cursor);
        json.object(name -> {
            if (name.equals(METADATA)) {
                json.object(key -> json.string());
            } else {
                entries.add(entry(TensorName.checked(name, place), json, place.tensor(name)));
            }
        });
        json.end();
        return entries;
    }

    private static Entry entry(String name, JsonReader json, Place place) throws MalformedFileException {
        List<ElementType> types = new ArrayList<>();
        List<List<Long>> shapes = new ArrayList<>();
        List<List<Long>> ranges = new ArrayList<>();
        json.object(key -> {
            switch (key) {
                case "dtype" -> types.add(type(json.string(), place));
                case "shape" -> shapes.add(numbers(json, place));
                case "data_offsets" -> ranges.add(numbers(json, place));
                default -> throw place.malformed("has the unknown key " + Place.quoted(key));
            }
        });
        if (types.isEmpty() || shapes.isEmpty() || ranges.isEmpty()) {
            throw place.malformed("must have dtype, shape and data_offsets");
        }
        List<Long> range = ranges.get(0);
        if (range.size() != 2 || range.get(0) > range.get(1)) {
            throw place.malformed("has data_offsets " + range + ", which are not a begin and an end");
        }
        return new Entry(name, types.get(0), shapes.get(0), range.get(0), range.get(1));
    }

    private static ElementType type(String dtype, Place place) throws MalformedFileException {
        return Optional.ofNullable(TYPES.get(dtype))
                .orElseThrow(() -> place.malformed("has the dtype " + Place.quoted(dtype)
                        + ", which is not read; store it as F32, with tensor.float() in PyTorch"));
    }

    private static List<Long> numbers(JsonReader json, Place place) throws MalformedFileException {
        List<Long> numbers = new ArrayList<>();
        json.array(() -> {
            numbers.add(json.wholeNumber());
            if (numbers.size() > Dimensions.MAXIMUM_RANK) {
                throw place.malformed("has a list of more than " + Dimensions.MAXIMUM_RANK + " numbers");
            }
        });
        return numbers;
    }

    /** {@return where the values end} There are neither overlaps nor gaps: no file can claim more than it has. */
    private static long endWithoutGaps(List<Entry> entries, Place place) throws MalformedFileException {
        long end = 0;
        for (Entry entry : entries) {
            if (entry.begin() != end) {
                throw place.tensor(entry.name())
                        .malformed("begins at byte " + entry.begin() + " of the values, but should at " + end
                                + ", where the one before it ends: there may be neither overlaps nor gaps");
            }
            end = entry.end();
        }
        return end;
    }

    private static void requireEnd(long end, long bytes, Place place) throws MalformedFileException {
        if (end != bytes) {
            throw place.malformed("has " + bytes + " bytes of values, but the header speaks of " + end
                    + "; the file is damaged, or was not written to its end");
        }
    }

    private static StoredTensor values(Entry entry, InputStream stream, Place place, Budget budget)
            throws IOException, MalformedFileException {
        Dimensions dimensions = Dimensions.of(entry.extents(), place);
        budget.reserve(dimensions, place);
        float[] values = new TensorBytes(stream, entry.end() - entry.begin(), place)
                .takeValues(dimensions.elements(), entry.type(), ByteOrder.LITTLE_ENDIAN, IntUnaryOperator.identity());
        return new StoredTensor(entry.name(), dimensions.sizes(), values);
    }
}
