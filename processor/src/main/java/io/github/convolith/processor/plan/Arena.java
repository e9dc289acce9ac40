package io.github.convolith.processor.plan;

import java.util.List;
import java.util.Map;

/**
 * The memory that all activations of a network share.
 *
 * @param elements floats in all
 * @param lowerBound floats that live at the same time at least, at the worst moment
 * @param offsets where each value begins
 * @param blocks what lies where and when, in the order of their beginnings in time
 */
public record Arena(int elements, int lowerBound, Map<String, Integer> offsets, List<Block> blocks) {
    public Arena {
        offsets = Map.copyOf(offsets);
        blocks = List.copyOf(blocks);
    }

    /**
     * A stretch of memory with one or more values that share it.
     *
     * @param values the values, the first to be written in front
     * @param offset where it begins
     * @param size its elements
     * @param first the step that writes it first; -1 for inputs of the network
     * @param last the step that reads it last; the number of steps for outputs
     */
    public record Block(List<String> values, int offset, int size, int first, int last) {
        public Block {
            values = List.copyOf(values);
        }

        /** Whether two blocks are alive at the same time. */
        boolean meets(Block other) {
            return first <= other.last && other.first <= last;
        }
    }

    /** Where a value begins. */
    public int offset(String value) {
        Integer offset = offsets.get(value);
        if (offset == null) {
            throw new IllegalArgumentException("no value " + value);
        }
        return offset;
    }
}
