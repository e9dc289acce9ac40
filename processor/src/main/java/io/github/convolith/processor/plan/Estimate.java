package io.github.convolith.processor.plan;

/**
 * What a strategy is expected to cost for one problem.
 *
 * @param nanoseconds time of one call on one core
 * @param unrolledBytes bytecode written out term by term; 0 for code whose size does not depend on the problem
 */
public record Estimate(double nanoseconds, long unrolledBytes) {}
