package io.github.convolith.runtime.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.Objects;

/**
 * The bytes of an open file, read at any place; its length is the one that it had when it was opened. Numbers in it are
 * little-endian.
 */
final class FileBytes {
    private final SeekableByteChannel channel;
    private final long length;
    private final Place place;

    FileBytes(SeekableByteChannel channel, Place place) throws IOException {
        this.channel = channel;
        this.length = channel.size();
        this.place = place;
    }

    long length() {
        return length;
    }

    Place place() {
        return place;
    }

    /**
     * {@return the numbers of a part that is small enough to hold in memory}
     *
     * @param what names the part in messages
     */
    ByteBuffer part(long offset, int count, String what) throws IOException, MalformedFileException {
        return ByteBuffer.wrap(bytes(offset, count, what)).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * {@return the bytes of a part that is small enough to hold in memory}
     *
     * @param what names the part in messages
     */
    byte[] bytes(long offset, int count, String what) throws IOException, MalformedFileException {
        requireInside(offset, count, what);
        byte[] bytes = section(offset, count, what).readNBytes(count);
        if (bytes.length < count) {
            throw place.malformed("became shorter while it was read");
        }
        return bytes;
    }

    /**
     * {@return a stream over a part} It buffers nothing; what else is read of this file meanwhile does it no harm.
     *
     * @param what names the part in messages
     */
    InputStream section(long offset, long count, String what) throws MalformedFileException {
        requireInside(offset, count, what);
        return new Section(offset, offset + count);
    }

    private void requireInside(long offset, long count, String what) throws MalformedFileException {
        if (offset < 0 || count < 0 || offset > length - count) {
            throw place.malformed(what + " takes " + count + " bytes from byte " + offset + ", but the file has "
                    + length + " bytes; it is damaged, or its end is missing");
        }
    }

    private final class Section extends InputStream {
        private long position;
        private final long end;

        Section(long position, long end) {
            this.position = position;
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] into, int offset, int count) throws IOException {
            Objects.checkFromIndexSize(offset, count, into.length);
            int wanted = (int) Math.min(count, end - position);
            if (wanted == 0) {
                return count == 0 ? 0 : -1;
            }
            int read = channel.position(position).read(ByteBuffer.wrap(into, offset, wanted));
            if (read > 0) {
                position += read;
            }
            return read;
        }
    }
}
