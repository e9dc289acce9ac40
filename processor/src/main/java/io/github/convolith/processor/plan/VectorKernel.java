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
                VectorStridedDepthwise,
                VectorUpscale,
                VectorWinograd {
    /** Whether it can be all there is, and compute on the user's arrays where these are bare planes. */
    default boolean takesBarePlanes() {
        return false;
    }

    @Override
    default double nanoseconds() {
        return 0;
    }
}
