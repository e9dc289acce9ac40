package io.github.convolith.runtime.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the central directory of a ZIP archive, ZIP64 included, as numbered in PKWARE's APPNOTE 6.3.10.
 *
 * <p>{@code java.util.zip} has two readers, but one opens only files of the default file system and does not compare
 * checksums, and the other trusts the local headers, so that it takes a damaged archive for a shorter one.
 */
final class ZipDirectory {
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int LONGEST_COMMENT = 0xFFFF;
    private static final int ZIP64_LOCATOR_SIGNATURE = 0x07064b50;
    private static final int ZIP64_LOCATOR_BYTES = 20;
    private static final int ZIP64_END_SIGNATURE = 0x06064b50;
    private static final int ZIP64_END_BYTES = 56;
    private static final int ZIP64_EXTRA = 0x0001;
    private static final int MEMBER_SIGNATURE = 0x02014b50;
    private static final int MEMBER_BYTES = 46;

    /** What stands in a field that is too narrow for its value, which is then in a ZIP64 field. */
    private static final int IN_ZIP64_16 = 0xFFFF;

    private static final long IN_ZIP64_32 = 0xFFFF_FFFFL;

    /** Room for as many members as there may be tensors, with 200 bytes for the name and the extra fields of each. */
    private static final int LONGEST_DIRECTORY = 1 << 24;

    private ZipDirectory() {}

    /** Where the central directory lies and how many members it lists. */
    private record Extent(long members, long bytes, long offset) {}

    static List<ZipMember> read(FileBytes file) throws IOException, MalformedFileException {
        Extent extent = extent(file);
        if (extent.members() > Budget.MAXIMUM_TENSORS || extent.bytes() > LONGEST_DIRECTORY) {
            throw file.place()
                    .malformed("lists " + extent.members() + " members in " + extent.bytes() + " bytes; "
                            + Budget.MAXIMUM_TENSORS + " members in " + LONGEST_DIRECTORY + " bytes are the most");
        }
        ByteBuffer directory = file.part(extent.offset(), (int) extent.bytes(), "the ZIP directory");
        List<ZipMember> members = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (long i = 0; i < extent.members(); i++) {
            ZipMember member = member(directory, file.place());
            if (!names.add(member.name())) {
                throw file.place().malformed("has two members named " + Place.quoted(member.name()));
            }
            members.add(member);
        }
        if (directory.hasRemaining()) {
            throw damaged(file.place(), "it lists more than " + extent.members() + " members");
        }
        return members;
    }

    /** Finds the record at the end of the archive, which only a comment of up to 65,535 bytes may follow (4.3.16). */
    private static Extent extent(FileBytes file) throws IOException, MalformedFileException {
        int tailBytes = (int) Math.min(file.length(), END_BYTES + LONGEST_COMMENT);
        long tailOffset = file.length() - tailBytes;
        ByteBuffer tail = file.part(tailOffset, tailBytes, "the end of the ZIP archive");
        for (int at = tailBytes - END_BYTES; at >= 0; at--) {
            if (tail.getInt(at) == END_SIGNATURE && unsigned16(tail, at + 20) == tailBytes - at - END_BYTES) {
                Extent extent =
                        new Extent(unsigned16(tail, at + 10), unsigned32(tail, at + 12), unsigned32(tail, at + 16));
                boolean zip64 = extent.members() == IN_ZIP64_16
                        || extent.bytes() == IN_ZIP64_32
                        || extent.offset() == IN_ZIP64_32;
                return zip64 ? zip64Extent(file, tailOffset + at, extent) : extent;
            }
        }
        throw file.place().malformed("begins as a ZIP archive but does not end as one: its end is missing");
    }

    /** Follows the locator that stands before the record at the end (4.3.15) to the ZIP64 record (4.3.14). */
    private static Extent zip64Extent(FileBytes file, long endOffset, Extent narrow)
            throws IOException, MalformedFileException {
        if (endOffset < ZIP64_LOCATOR_BYTES) {
            return narrow;
        }
        ByteBuffer locator = file.part(endOffset - ZIP64_LOCATOR_BYTES, ZIP64_LOCATOR_BYTES, "the ZIP64 locator");
        if (locator.getInt(0) != ZIP64_LOCATOR_SIGNATURE) {
            return narrow; // 65,535 members are possible without ZIP64 too
        }
        ByteBuffer end = file.part(locator.getLong(8), ZIP64_END_BYTES, "the ZIP64 end record");
        if (end.getInt(0) != ZIP64_END_SIGNATURE) {
            throw damaged(file.place(), "it has no ZIP64 end record where it should be");
        }
        Extent wide = new Extent(end.getLong(32), end.getLong(40), end.getLong(48));
        if (wide.members() < 0 || wide.bytes() < 0) {
            throw damaged(file.place(), "it gives sizes that are too large to be true");
        }
        return wide;
    }

    /** Reads one entry of the directory (4.3.12). */
    private static ZipMember member(ByteBuffer directory, Place place) throws MalformedFileException {
        if (directory.remaining() < MEMBER_BYTES || directory.getInt(directory.position()) != MEMBER_SIGNATURE) {
            throw damaged(place, "an entry does not begin as one");
        }
        int at = directory.position();
        int nameBytes = unsigned16(directory, at + 28);
        int extraBytes = unsigned16(directory, at + 30);
        int commentBytes = unsigned16(directory, at + 32);
        if (directory.remaining() - MEMBER_BYTES < nameBytes + extraBytes + commentBytes) {
            throw damaged(place, "an entry is longer than the directory");
        }
        String name = name(directory.slice(at + MEMBER_BYTES, nameBytes), place);
        ByteBuffer extra =
                directory.slice(at + MEMBER_BYTES + nameBytes, extraBytes).order(directory.order());
        directory.position(at + MEMBER_BYTES + nameBytes + extraBytes + commentBytes);

        // A ZIP64 extra field has, in this order, those of the three values that are too wide for their fields (4.5.3).
        ByteBuffer wide = zip64Extra(extra);
        long size = widened(unsigned32(directory, at + 24), wide, place);
        long compressedSize = widened(unsigned32(directory, at + 20), wide, place);
        long headerOffset = widened(unsigned32(directory, at + 42), wide, place);
        return new ZipMember(
                name,
                unsigned16(directory, at + 8),
                unsigned16(directory, at + 10),
                directory.getInt(at + 16),
                compressedSize,
                size,
                headerOffset);
    }

    private static String name(ByteBuffer bytes, Place place) throws MalformedFileException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw damaged(place, "the name of a member is not UTF-8");
        }
    }

    private static ByteBuffer zip64Extra(ByteBuffer extra) {
        while (extra.remaining() >= 4) {
            int id = Short.toUnsignedInt(extra.getShort());
            int bytes = Math.min(Short.toUnsignedInt(extra.getShort()), extra.remaining());
            if (id == ZIP64_EXTRA) {
                return extra.slice(extra.position(), bytes).order(extra.order());
            }
            extra.position(extra.position() + bytes);
        }
        return ByteBuffer.allocate(0);
    }

    private static long widened(long narrow, ByteBuffer wide, Place place) throws MalformedFileException {
        if (narrow != IN_ZIP64_32) {
            return narrow;
        }
        if (wide.remaining() < Long.BYTES) {
            throw damaged(place, "a size is missing from the ZIP64 field of an entry");
        }
        return wide.getLong();
    }

    private static int unsigned16(ByteBuffer from, int at) {
        return Short.toUnsignedInt(from.getShort(at));
    }

    private static long unsigned32(ByteBuffer from, int at) {
        return Integer.toUnsignedLong(from.getInt(at));
    }

    private static MalformedFileException damaged(Place place, String problem) {
        return place.malformed("the directory of the ZIP archive is damaged: " + problem);
    }
}
