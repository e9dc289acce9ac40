package io.github.convolith.processor.plan;

import java.util.List;
import java.util.Map;

/**
 * Consecutive steps that take turns: each computes some rows of its result, then the next one reads them while they are in
 * the cache. Of the values between them there is never more than these rows.
 *
 * @param first the first of the steps
 * @param last the last of them
 * @param turns how often each of them runs in a call
 * @param advances by how much the place of each value grows from turn to turn; values between the steps stay in place
 * @param carries what is moved before each turn but the first
 */
public record Band(int first, int last, int turns, Map<String, Integer> advances, List<Carry> carries) {
    /**
     * The last rows of a value, which the next turn reads above its own.
     *
     * @param rows how many there are
     * @param from where they begin
     * @param to where they are moved
     * @param elements floats in all
     */
    public record Carry(String value, int rows, int from, int to, int elements) {}

    public Band {
        advances = Map.copyOf(advances);
        carries = List.copyOf(carries);
    }

    /** By how much the place of a value grows from turn to turn. */
    public int advance(String value) {
        return advances.getOrDefault(value, 0);
    }
}
