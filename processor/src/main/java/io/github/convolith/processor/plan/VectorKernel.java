package io.github.convolith.processor.plan;

/** How one operator is computed by the vector target, from activations in these layouts to one in another. */
public sealed interface VectorKernel extends KernelPlan
        permits VectorConv,
                VectorConvTranspose,
                VectorConverted,
                VectorCopy,
                VectorDense,
                VectorDepthwise,
                VectorMap,
                VectorNearest,
                VectorPlaneConv,
                VectorPlaneDepthwise,
                VectorPlanePool,
                VectorPool,
                VectorUpscale,
                VectorWinograd {
    @Override
    default double nanoseconds() {
        return 0;
    }
}
