package io.github.convolith.runtime.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * A member of a ZIP archive, as the directory at the end of the archive lists it.
 *
 * @param flags the general purpose bit flag
 * @param method how the content is compressed
 * @param checksum the CRC-32 of the content
 * @param compressedSize how many bytes it takes in the archive
 * @param size how many bytes it has when decompressed
 * @param headerOffset where in the archive its local header stands
 */
record ZipMember(String name, int flags, int method, int checksum, long compressedSize, long size, long headerOffset) {

    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int ENCRYPTED_FLAG = 1;
    private static final int LOCAL_HEADER_SIGNATURE = 0x04034b50;
    private static final int LOCAL_HEADER_BYTES = 30;

    /** Deflate makes at most 258 bytes of two bits, so that no member can grow by more than this factor. */
    private static final long HIGHEST_RATIO = 1032;

    private static final String DAMAGED = "the file is damaged";

    /** Reads the content of a member from a stream that ends where the content should. */
    interface ContentReader<T> {
        T read(InputStream content) throws IOException, MalformedFileException;
    }

    /**
     * Reads the content of this member and compares it with its checksum.
     *
     * @param reader reads {@link #size} bytes, all there should be
     */
    <T> T read(FileBytes archive, Place place, ContentReader<T> reader) throws IOException, MalformedFileException {
        if ((flags & ENCRYPTED_FLAG) != 0) {
            throw place.malformed("is encrypted, which is not read");
        }
        return switch (method) {
            case STORED -> {
                requireSize(compressedSize == size, place);
                yield checked(compressed(archive), place, reader);
            }
            case DEFLATED -> {
                requireSize(size >= 0 && size / HIGHEST_RATIO <= compressedSize, place);
                yield inflated(compressed(archive), place, reader);
            }
            default ->
                throw place.malformed("is compressed by method " + method + "; stored and deflated members are read");
        };
    }

    private void requireSize(boolean possible, Place place) throws MalformedFileException {
        if (!possible) {
            throw place.malformed(
                    "cannot have " + size + " bytes in " + compressedSize + " bytes of the archive; " + DAMAGED);
        }
    }

    /** The local header may have other extra fields than the directory, so it says how long it is itself. */
    private InputStream compressed(FileBytes archive) throws IOException, MalformedFileException {
        String what = "member " + Place.quoted(name);
        ByteBuffer header = archive.part(headerOffset, LOCAL_HEADER_BYTES, what);
        if (header.getInt(0) != LOCAL_HEADER_SIGNATURE) {
            throw archive.place().malformed(what + " is not where the directory of the ZIP archive says; " + DAMAGED);
        }
        int nameBytes = Short.toUnsignedInt(header.getShort(26));
        int extraBytes = Short.toUnsignedInt(header.getShort(28));
        return archive.section(headerOffset + LOCAL_HEADER_BYTES + nameBytes + extraBytes, compressedSize, what);
    }

    private <T> T inflated(InputStream compressed, Place place, ContentReader<T> reader)
            throws IOException, MalformedFileException {
        Inflater inflater = new Inflater(true);
        try {
            // Without a header around it, deflated data wants one more byte at its end: see Inflater(boolean).
            InputStream padded = new SequenceInputStream(compressed, new ByteArrayInputStream(new byte[1]));
            return checked(new InflaterInputStream(padded, inflater, 1 << 13), place, reader);
        } finally {
            inflater.end();
        }
    }

    private <T> T checked(InputStream content, Place place, ContentReader<T> reader)
            throws IOException, MalformedFileException {
        CheckedInputStream summed = new CheckedInputStream(content, new CRC32());
        T read = reader.read(summed);
        if ((int) summed.getChecksum().getValue() != checksum) {
            throw place.malformed("does not match its checksum; " + DAMAGED);
        }
        return read;
    }
}
