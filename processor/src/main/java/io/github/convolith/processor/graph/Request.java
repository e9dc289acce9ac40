package io.github.convolith.processor.graph;

/** What a spec asks of the planner for one convolution. */
public record Request(Unrolling unrolling, Algorithm algorithm) {
    /** Leaves everything to the planner. */
    public static final Request AUTO = new Request(Unrolling.AUTO, Algorithm.AUTO);
}
