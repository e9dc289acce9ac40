package io.github.convolith.processor.emit;

import io.github.convolith.processor.plan.ConvPlan;

/** Writes the code of one strategy. */
interface KernelEmitter {
    Kernel emit(ConvPlan plan);
}
