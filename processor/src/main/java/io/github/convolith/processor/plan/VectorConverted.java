package io.github.convolith.processor.plan;

import java.util.List;

/** An operator that the vector target leaves to the portable kernel, between copies to channels-first and back. */
public record VectorConverted(KernelPlan portable, List<VectorAddress> inputs, VectorAddress output)
        implements VectorKernel {
    public VectorConverted {
        inputs = inputs.stream().map(VectorAddress::relative).toList();
        output = output.relative();
    }

    @Override
    public String title() {
        return "portable: " + portable.title();
    }
}
