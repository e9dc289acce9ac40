package io.github.convolith.runtime.file;

/**
 * A tensor as it was read. Whoever receives it owns its arrays.
 *
 * @param name what the file calls it
 * @param dimensions its extents, outermost first, each at least 1
 * @param values its values in row-major order
 */
public record StoredTensor(String name, int[] dimensions, float[] values) {}
