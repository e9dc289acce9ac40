package io.github.convolith.runtime.file;

/** How much may still be read from one file. Every tensor is reserved here before memory is allocated for it. */
final class Budget {

    /** The most tensors in one file. Networks have some hundreds; the bound keeps the index of a hostile file small. */
    static final int MAXIMUM_TENSORS = 65_536;

    private final long maximumBytes;
    private long remainingBytes;

    /** Makes a budget of this many bytes of float values. */
    Budget(long maximumBytes) {
        this.maximumBytes = maximumBytes;
        this.remainingBytes = maximumBytes;
    }

    /**
     * Sets aside the memory for the values of a tensor.
     *
     * @throws MalformedFileException if there is not so much left
     */
    void reserve(Dimensions dimensions, Place place) throws MalformedFileException {
        long bytes = (long) dimensions.elements() * Float.BYTES;
        if (bytes > remainingBytes) {
            throw place.malformed("needs " + bytes + " bytes of memory, but of the " + maximumBytes
                    + " bytes allowed for this file only " + remainingBytes
                    + " are left; if the file is to be trusted, allow more, or give the JVM a larger heap (-Xmx)");
        }
        remainingBytes -= bytes;
    }
}
