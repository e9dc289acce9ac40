package io.github.convolith.runtime;

/**
 * Where an input or output of a network lies in the arena of its sessions: for generated code, which hands it to
 * {@link NetworkSession}. Element {@code (c, h, w)} of the port's shape is at {@code offset + c·strides[0] + h·strides[1]
 * + w·strides[2]}, and so on for other ranks. The layout of the port is not of importance here.
 *
 * @param port the input or output
 * @param offset where in the arena its element lies whose indices are all 0
 * @param strides by how much the place grows with the index along each axis of the port's shape: channels first, then
 *     the spatial axes
 */
public record Slot(Port port, int offset, int... strides) {

    /**
     * Makes a slot.
     *
     * @param port the input or output
     * @param offset where it begins
     * @param strides one for each axis; copied
     * @throws IllegalArgumentException if there is not one stride for each axis, if the offset or a stride is negative,
     *     or if an element would lie beyond the longest array
     */
    public Slot {
        strides = strides.clone();
        Shape shape = port.shape();
        if (strides.length != shape.rank()) {
            throw new IllegalArgumentException(
                    port + " has " + shape.rank() + " axes, but " + strides.length + " strides are given");
        }
        if (offset < 0) {
            throw new IllegalArgumentException(port + " begins at " + offset + ", before the arena");
        }
        long last = offset;
        for (int axis = 0; axis < strides.length; axis++) {
            if (strides[axis] < 0) {
                throw new IllegalArgumentException(port + " has the stride " + strides[axis] + " along axis " + axis
                        + "; it must not be negative");
            }
            last += (shape.dimension(axis) - 1L) * strides[axis];
        }
        if (last >= Integer.MAX_VALUE) {
            throw new IllegalArgumentException(port + " ends at " + last + ", beyond the longest array");
        }
    }

    /** {@return a copy of the strides, one for each axis of the port's shape} */
    @Override
    public int[] strides() {
        return strides.clone();
    }

    /** {@return the least number of elements that an arena has in which this slot lies} */
    int end() {
        int end = offset + 1;
        for (int axis = 0; axis < strides.length; axis++) {
            end += (port.shape().dimension(axis) - 1) * strides[axis];
        }
        return end;
    }

    /** {@return whether two elements lie in one place for want of a stride} */
    boolean overlapsItself() {
        for (int axis = 0; axis < strides.length; axis++) {
            if (strides[axis] == 0 && port.shape().dimension(axis) > 1) {
                return true;
            }
        }
        return false;
    }
}
