package io.github.convolith.runtime.file;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes ZIP archives byte by byte, in every way in which writers of {@code .npz} files do, and wrong ones. */
final class ZipBytes {
    static final int STORED = 0;
    static final int DEFLATED = 8;

    private static final int ENCRYPTED_FLAG = 1;
    private static final int DESCRIPTOR_FLAG = 1 << 3;

    private final ByteArrayOutputStream members = new ByteArrayOutputStream();
    private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
    private int count;
    private int method = STORED;
    private boolean zip64;
    private boolean descriptors;
    private boolean encrypted;
    private int checksumError;
    private long claimedSize = -1;
    private String comment = "";

    /** Members added after this are compressed by this method. */
    ZipBytes method(int method) {
        this.method = method;
        return this;
    }

    /** All sizes and offsets stand in ZIP64 fields, as {@code numpy.savez} has it for the local headers. */
    ZipBytes zip64() {
        zip64 = true;
        return this;
    }

    /** The sizes stand after each member instead of before, as writers have it that cannot go back. */
    ZipBytes descriptors() {
        descriptors = true;
        return this;
    }

    /** Members added after this claim to be encrypted. */
    ZipBytes encrypted() {
        encrypted = true;
        return this;
    }

    /** Members added after this have a wrong checksum. */
    ZipBytes wrongChecksum() {
        checksumError = 1;
        return this;
    }

    /** Members added after this claim to have this many bytes when decompressed. */
    ZipBytes claimedSize(long size) {
        claimedSize = size;
        return this;
    }

    ZipBytes comment(String comment) {
        this.comment = comment;
        return this;
    }

    ZipBytes add(String name, byte[] content) {
        byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
        byte[] compressed = method == DEFLATED ? deflated(content) : content;
        CRC32 crc = new CRC32();
        crc.update(content);
        long checksum = crc.getValue() ^ checksumError;
        long size = claimedSize >= 0 ? claimedSize : content.length;
        int flags = (descriptors ? DESCRIPTOR_FLAG : 0) | (encrypted ? ENCRYPTED_FLAG : 0);
        int offset = members.size();

        // Twenty bytes of extra field in the local header only: the two places may differ in it.
        byte[] localExtra = zip64 ? extra(size, compressed.length) : new byte[0];
        members.writeBytes(buffer(30)
                .putInt(0x04034b50)
                .putShort((short) 20)
                .putShort((short) flags)
                .putShort((short) method)
                .putInt(0) // time and date
                .putInt(descriptors ? 0 : (int) checksum)
                .putInt(descriptors ? 0 : zip64 ? -1 : compressed.length)
                .putInt(descriptors ? 0 : zip64 ? -1 : (int) size)
                .putShort((short) nameBytes.length)
                .putShort((short) localExtra.length)
                .array());
        members.writeBytes(nameBytes);
        members.writeBytes(localExtra);
        members.writeBytes(compressed);
        if (descriptors) {
            members.writeBytes(buffer(16)
                    .putInt(0x08074b50)
                    .putInt((int) checksum)
                    .putInt(compressed.length)
                    .putInt((int) size)
                    .array());
        }

        byte[] unrelatedExtra = buffer(6)
                .putShort((short) 0x7075)
                .putShort((short) 2)
                .putShort((short) 7)
                .array();
        byte[] extra = zip64 ? Values.joined(unrelatedExtra, extra(size, compressed.length, offset)) : unrelatedExtra;
        directory.writeBytes(buffer(46)
                .putInt(0x02014b50)
                .putShort((short) 20)
                .putShort((short) 20)
                .putShort((short) flags)
                .putShort((short) method)
                .putInt(0) // time and date
                .putInt((int) checksum)
                .putInt(zip64 ? -1 : compressed.length)
                .putInt(zip64 ? -1 : (int) size)
                .putShort((short) nameBytes.length)
                .putShort((short) extra.length)
                .putShort((short) 0) // comment
                .putShort((short) 0) // disk
                .putShort((short) 0) // internal attributes
                .putInt(0) // external attributes
                .putInt(zip64 ? -1 : offset)
                .array());
        directory.writeBytes(nameBytes);
        directory.writeBytes(extra);
        count++;
        return this;
    }

    byte[] toBytes() {
        byte[] commentBytes = comment.getBytes(StandardCharsets.UTF_8);
        int directoryOffset = members.size();
        int zip64EndOffset = directoryOffset + directory.size();
        byte[] zip64End = !zip64
                ? new byte[0]
                : buffer(76)
                        .putInt(0x06064b50)
                        .putLong(44)
                        .putInt(0) // versions
                        .putLong(0) // disks
                        .putLong(count)
                        .putLong(count)
                        .putLong(directory.size())
                        .putLong(directoryOffset)
                        .putInt(0x07064b50)
                        .putInt(0) // disk
                        .putLong(zip64EndOffset)
                        .putInt(1) // disks
                        .array();
        byte[] end = buffer(22)
                .putInt(0x06054b50)
                .putInt(0) // disks
                .putShort((short) (zip64 ? -1 : count))
                .putShort((short) (zip64 ? -1 : count))
                .putInt(zip64 ? -1 : directory.size())
                .putInt(zip64 ? -1 : directoryOffset)
                .putShort((short) commentBytes.length)
                .array();
        return Values.joined(members.toByteArray(), directory.toByteArray(), zip64End, end, commentBytes);
    }

    private static byte[] extra(long... sizes) {
        ByteBuffer extra = buffer(4 + 8 * sizes.length).putShort((short) 1).putShort((short) (8 * sizes.length));
        for (long size : sizes) {
            extra.putLong(size);
        }
        return extra.array();
    }

    private static byte[] deflated(byte[] content) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(content);
            deflater.finish();
            byte[] compressed = new byte[content.length + 64];
            return Arrays.copyOf(compressed, deflater.deflate(compressed));
        } finally {
            deflater.end();
        }
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
