package io.github.convolith.processor.plan;

import java.util.List;

/** An operator that the vector target leaves to the portable kernel, between copies to channels-first and back. */
public record VectorConverted(KernelPlan portable, List<VectorLayout> inputs, VectorLayout output)
        implements VectorKernel {
    public VectorConverted {
        inputs = List.copyOf(inputs);
    }

    @Override
    public String title() {
        return "portable: " + portable.title();
    }
}
