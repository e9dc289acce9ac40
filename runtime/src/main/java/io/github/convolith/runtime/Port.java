package io.github.convolith.runtime;

/**
 * One input or one output of a {@link Network}.
 *
 * @param name what it is called, as in the model
 * @param shape its extents, channels first whatever the layout: {@code channels × height × width}, or
 *     {@code channels × length}, or {@code channels} alone
 * @param layout in which order the elements lie in the arrays handed over
 */
public record Port(String name, Shape shape, Layout layout) {

    /**
     * Makes a port.
     *
     * @param name what it is called
     * @param shape its extents, channels first
     * @param layout the order in arrays
     * @throws IllegalArgumentException if the name is empty, or if the shape is that of a scalar
     */
    public Port {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("an input or output needs a name");
        }
        if (shape.rank() == 0) {
            throw new IllegalArgumentException(
                    "'" + name + "' is a scalar; an input or output has channels: make it of the shape 1");
        }
    }

    /** {@return the number of elements: how long an array is that holds this input or output} */
    public int elements() {
        return shape.elements();
    }

    /** {@return the name, the extents in the order of the layout, and the layout, such as {@code 'image' (32 × 32 × 3, NHWC)}} */
    @Override
    public String toString() {
        return "'" + name + "' (" + layout.text(shape) + (shape.rank() == 1 ? ")" : ", " + layout + ")");
    }
}
