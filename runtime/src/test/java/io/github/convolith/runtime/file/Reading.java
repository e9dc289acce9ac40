package io.github.convolith.runtime.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.AbstractStringAssert;

/** Reads bytes as a file, in the words in which the tests speak of it. */
final class Reading {
    static final long PLENTY = 1 << 20;

    private final Path file;

    private Reading(Path file) {
        this.file = file;
    }

    /** A file with these bytes, under a name that tells nothing of its format. */
    static Reading file(Path folder, byte[] bytes) {
        try {
            return new Reading(Files.write(folder.resolve("model.bin"), bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tensors in the file. */
    List<StoredTensor> tensors() throws IOException, MalformedFileException {
        return TensorFile.read(file, PLENTY);
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
                catchThrowableOfType(MalformedFileException.class, () -> TensorFile.read(file, maximumBytes));
        assertThat(refusal).as("the refusal of " + file).isNotNull();
        return assertThat(refusal.getMessage()).startsWith(file.toString());
    }
}
