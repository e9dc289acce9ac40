package io.github.convolith.processor.message;

/**
 * Something wrong with a spec: what is said, and on which attribute it stands.
 *
 * @param message what is said
 * @param attribute the annotation attribute it is about, empty for the annotated element as a whole
 * @param text the message with its values filled in
 */
public record Finding(Message message, String attribute, String text) {
    /** A finding about one attribute. */
    public static Finding of(Message message, String attribute, Object... values) {
        return new Finding(message, attribute, message.text(values));
    }

    /** A finding about the annotated element as a whole. */
    public static Finding onElement(Message message, Object... values) {
        return of(message, "", values);
    }
}
