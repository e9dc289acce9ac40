package io.github.convolith.processor.emit;

import io.github.convolith.processor.plan.VectorConv;
import io.github.convolith.processor.plan.VectorConvTranspose;
import io.github.convolith.processor.plan.VectorCopy;
import io.github.convolith.processor.plan.VectorDense;
import io.github.convolith.processor.plan.VectorDepthwise;
import io.github.convolith.processor.plan.VectorKernel;
import io.github.convolith.processor.plan.VectorMap;
import io.github.convolith.processor.plan.VectorNearest;
import io.github.convolith.processor.plan.VectorPlaneConv;
import io.github.convolith.processor.plan.VectorPlaneDepthwise;
import io.github.convolith.processor.plan.VectorPlanePool;
import io.github.convolith.processor.plan.VectorPool;
import io.github.convolith.processor.plan.VectorStridedDepthwise;
import io.github.convolith.processor.plan.VectorUpscale;
import io.github.convolith.processor.plan.VectorWinograd;

/** Which emitter writes the code of which kernel of the vector target. */
final class VectorEmitters {
    private VectorEmitters() {}

    static Kernel emit(VectorKernel kernel) {
        if (kernel instanceof VectorConv conv) {
            return VectorConvEmitter.emit(conv);
        }
        if (kernel instanceof VectorDepthwise depthwise) {
            return VectorDepthwiseEmitter.emit(depthwise);
        }
        if (kernel instanceof VectorDense dense) {
            return VectorDenseEmitter.emit(dense);
        }
        if (kernel instanceof VectorConvTranspose conv) {
            return VectorConvTransposeEmitter.emit(conv);
        }
        if (kernel instanceof VectorUpscale upscale) {
            return VectorUpscaleEmitter.emit(upscale);
        }
        if (kernel instanceof VectorNearest nearest) {
            return VectorNearestEmitter.emit(nearest);
        }
        if (kernel instanceof VectorPool pool) {
            return VectorPoolEmitter.emit(pool);
        }
        if (kernel instanceof VectorStridedDepthwise conv) {
            return VectorStridedDepthwiseEmitter.emit(conv);
        }
        if (kernel instanceof VectorPlaneDepthwise conv) {
            return VectorPlaneDepthwiseEmitter.emit(conv);
        }
        if (kernel instanceof VectorPlaneConv conv) {
            return VectorPlaneConvEmitter.emit(conv);
        }
        if (kernel instanceof VectorPlanePool pool) {
            return VectorPlanePoolEmitter.emit(pool);
        }
        if (kernel instanceof VectorMap map) {
            return VectorMapEmitter.emit(map);
        }
        if (kernel instanceof VectorCopy copy) {
            return VectorCopyEmitter.emit(copy);
        }
        if (kernel instanceof VectorWinograd winograd) {
            return VectorWinogradEmitter.emit(winograd);
        }
        throw new IllegalStateException("no emitter for " + kernel);
    }
}
