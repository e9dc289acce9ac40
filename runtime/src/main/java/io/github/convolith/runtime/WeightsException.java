package io.github.convolith.runtime;

/**
 * Says that weights do not fit the layer they were given to, or that a file of weights is malformed. The message names
 * the file and the tensor, says what was found and what was needed, and where it can, how to mend it.
 */
public final class WeightsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * Makes an exception.
     *
     * @param message for the person who provides the weights
     */
    public WeightsException(String message) {
        super(message);
    }

    /**
     * Makes an exception that another one gave rise to.
     *
     * @param message for the person who provides the weights
     * @param cause where the trouble was found
     */
    public WeightsException(String message, Throwable cause) {
        super(message, cause);
    }
}
