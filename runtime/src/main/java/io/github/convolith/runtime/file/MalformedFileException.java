package io.github.convolith.runtime.file;

/** Says that the content of a file is not what its format allows or what this library reads, and where. */
public final class MalformedFileException extends Exception {
    private static final long serialVersionUID = 1;

    /** Kept here too, as Throwable does not promise that its own is never null. */
    private final String message;

    MalformedFileException(String message) {
        super(message);
        this.message = message;
    }

    /** {@return the whole message: the file, the tensor if it is about one, and what is wrong} */
    @Override
    public String getMessage() {
        return message;
    }
}
