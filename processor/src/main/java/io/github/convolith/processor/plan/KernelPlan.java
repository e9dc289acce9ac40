package io.github.convolith.processor.plan;

/** How one operator is computed for given shapes. Equal plans share one kernel in the generated code. */
public sealed interface KernelPlan permits ConvPlan, OpPlan, VectorKernel {
    /** The way it is computed, in a few words. */
    String title();

    /** What it is expected to cost, in nanoseconds. */
    double nanoseconds();
}
