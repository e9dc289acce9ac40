package io.github.convolith.runtime.file;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** A file of tensors in any of the formats that are read, which its first bytes tell apart. */
public final class TensorFile {

    /** What the one tensor of a file that gives no names is called. */
    private static final String UNNAMED = "weight";

    /** Enough to know every format by. */
    private static final int LONGEST_MAGIC = 9;

    private TensorFile() {}

    /**
     * Reads all tensors of a file. Their names differ.
     *
     * @param file the file, on any file system
     * @param maximumBytes how many bytes of float values to read at most
     * @return the tensors, in no particular order
     * @throws IOException if the file cannot be read
     * @throws MalformedFileException if it can, but its content is not as it should be
     */
    public static List<StoredTensor> read(Path file, long maximumBytes) throws IOException, MalformedFileException {
        Place place = Place.of(file);
        // A pipe or a device could be read without end, or make the caller wait for ever.
        if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
            throw place.malformed("is not a regular file");
        }
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            return read(new FileBytes(channel, place), new Budget(maximumBytes));
        }
    }

    /** Reads all tensors of a file that is open. */
    static List<StoredTensor> read(FileBytes file, Budget budget) throws IOException, MalformedFileException {
        if (file.length() == 0) {
            throw file.place().malformed("is empty");
        }
        byte[] start = file.bytes(0, (int) Math.min(file.length(), LONGEST_MAGIC), "the start");
        if (begins(start, NpyFormat.MAGIC)) {
            TensorBytes all = new TensorBytes(
                    file.section(0, file.length(), "the array"),
                    file.length(),
                    file.place().tensor(UNNAMED));
            return List.of(NpyFormat.read(UNNAMED, all, budget));
        }
        if (begins(start, NpzFormat.MAGIC) || begins(start, NpzFormat.MAGIC_OF_EMPTY)) {
            return NpzFormat.read(file, budget);
        }
        if (SafetensorsFormat.mayBegin(start)) {
            return SafetensorsFormat.read(file, budget);
        }
        String begin = HexFormat.ofDelimiter(" ").formatHex(start);
        throw file.place().malformed("is none of .npy, .npz and .safetensors: it begins with the bytes " + begin);
    }

    private static boolean begins(byte[] start, byte[] magic) {
        return Arrays.equals(Arrays.copyOf(start, magic.length), magic);
    }
}
