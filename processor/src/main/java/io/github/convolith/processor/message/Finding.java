package io.github.convolith.processor.message;

/**
 * Something wrong with a spec: what is said, and on which attribute it stands.
 *
 * @param message what is said
 * @param layer the layer of a network it is about, empty for the spec as a whole
 * @param attribute the annotation attribute it is about, empty for the annotated element as a whole
 * @param text the message with its values filled in
 */
public record Finding(Message message, String layer, String attribute, String text) {
    /** A finding about one attribute. */
    public static Finding of(Message message, String attribute, Object... values) {
        return new Finding(message, "", attribute, message.text(values));
    }

    /** A finding about the annotated element as a whole. */
    public static Finding onElement(Message message, Object... values) {
        return of(message, "", values);
    }

    /**
     * The same finding about a layer of a network.
     *
     * @param place the layer on whose annotation it stands
     * @param name how the text calls the layer
     */
    public Finding at(String place, String name) {
        return new Finding(message, place, attribute, named(name));
    }

    /**
     * The same finding about something within what an attribute names.
     *
     * @param other the attribute on which it stands
     * @param name how the text calls what it is about
     */
    public Finding within(String other, String name) {
        return new Finding(message, layer, other, named(name));
    }

    private String named(String name) {
        String id = "[" + message + "] ";
        return id + name + ": " + text.substring(id.length());
    }
}
