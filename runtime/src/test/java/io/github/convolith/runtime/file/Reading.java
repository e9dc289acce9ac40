package io.github.convolith.runtime.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.List;
import org.assertj.core.api.AbstractStringAssert;

/** Reads bytes as a file, in the words in which the tests speak of it. */
record Reading(byte[] bytes) {

    /** What messages call the file. It tells nothing of its format. */
    static final String NAME = "model.bin";

    /** Room for all values of any test that is not about the bound. */
    static final long PLENTY = 1 << 20;

    /** A file with these bytes. */
    static Reading file(byte[] bytes) {
        return new Reading(bytes);
    }

    /** A file that is this archive. */
    static Reading file(ZipBytes zip) {
        return file(zip.toBytes());
    }

    /** A file with these tensors. */
    static Reading file(SafetensorsBytes tensors) {
        return file(tensors.toBytes());
    }

    /** The tensors in the file. */
    List<StoredTensor> tensors() throws IOException, MalformedFileException {
        return tensorsWithin(PLENTY);
    }

    /** The tensors in the file, with a bound on the bytes of float values. */
    List<StoredTensor> tensorsWithin(long maximumBytes) throws IOException, MalformedFileException {
        return TensorFile.read(new FileBytes(new MemoryChannel(bytes), new Place(NAME)), new Budget(maximumBytes));
    }

    /** The only tensor in the file. */
    StoredTensor onlyTensor() throws IOException, MalformedFileException {
        List<StoredTensor> tensors = tensors();
        assertThat(tensors).hasSize(1);
        return tensors.get(0);
    }

    /** The values of the only tensor in the file. */
    float[] onlyValues() throws IOException, MalformedFileException {
        return onlyTensor().values();
    }

    /** Fails unless the file is refused; goes on with the message, which must begin with the name of the file. */
    AbstractStringAssert<?> isRefused() {
        return isRefusedWithin(PLENTY);
    }

    /** As {@link #isRefused}, with a bound on the bytes of float values. */
    AbstractStringAssert<?> isRefusedWithin(long maximumBytes) {
        MalformedFileException refusal =
                catchThrowableOfType(MalformedFileException.class, () -> tensorsWithin(maximumBytes));
        assertThat(refusal).as("the refusal").isNotNull();
        return assertThat(refusal.getMessage()).startsWith(NAME);
    }
}
