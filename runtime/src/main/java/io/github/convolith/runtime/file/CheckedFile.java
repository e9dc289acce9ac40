package io.github.convolith.runtime.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/** A {@code .safetensors} file that comes as a stream, and the checksum that it should have. */
public final class CheckedFile {
    private CheckedFile() {}

    /**
     * Reads all tensors of a file, once and from front to back.
     *
     * @param stream the whole file; not closed here
     * @param what names the file in messages
     * @param crc32 the CRC-32 of all its bytes, as {@link CRC32} computes it
     * @param maximumBytes how many bytes of float values to read at most
     * @return the tensors, in no particular order; their names differ
     * @throws IOException if the stream cannot be read
     * @throws MalformedFileException if it can, but has another checksum, or its content is not as it should be
     */
    public static List<StoredTensor> read(InputStream stream, String what, long crc32, long maximumBytes)
            throws IOException, MalformedFileException {
        Place place = new Place(what);
        CheckedInputStream checked = new CheckedInputStream(stream, new CRC32());
        List<StoredTensor> tensors;
        try {
            tensors = SafetensorsFormat.read(checked, OptionalLong.empty(), place, new Budget(maximumBytes));
        } catch (MalformedFileException e) {
            // What is found wrong first is seldom what went wrong: that the file is another one is the better news.
            requireChecksum(checked, crc32, place, " (" + e.getMessage() + ")");
            throw e;
        }
        requireChecksum(checked, crc32, place, "");
        return tensors;
    }

    private static void requireChecksum(CheckedInputStream stream, long needed, Place place, String detail)
            throws IOException, MalformedFileException {
        stream.transferTo(OutputStream.nullOutputStream());
        long found = stream.getChecksum().getValue();
        if (found != needed) {
            throw place.malformed("is damaged, or not the file that it was: its CRC-32 is " + hexadecimal(found)
                    + ", but should be " + hexadecimal(needed)
                    + "; build it anew, and see that nothing changes it on its way, such as the filtering of resources"
                    + detail);
        }
    }

    private static String hexadecimal(long crc32) {
        return String.format(Locale.ROOT, "%08x", crc32);
    }
}
