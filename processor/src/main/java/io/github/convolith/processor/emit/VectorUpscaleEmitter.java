package io.github.convolith.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import io.github.convolith.processor.plan.VectorAddress;
import io.github.convolith.processor.plan.VectorUpscale;
import javax.lang.model.element.Modifier;

/** A pointwise convolution into memory of its own, and its channels dealt out to the pixels of each block. */
final class VectorUpscaleEmitter {
    private VectorUpscaleEmitter() {}

    static Kernel emit(VectorUpscale plan) {
        Kernel block = VectorConvEmitter.emit(plan.block());
        Kernel.Builder kernel = new Kernel.Builder();
        block.fields().forEach(kernel::field);
        block.methods().forEach(kernel::method);
        MethodSpec pack = block.prepare().orElseThrow();
        kernel.method(
                pack.toBuilder().setName("pack").returns(pack.returnType()).build());
        kernel.prepare(prepare(plan));
        VectorCode.addScratch(
                "blocks",
                "The pixels of each block behind each other.",
                plan.block().output().elements(),
                kernel);
        kernel.method(Code.procedure(
                "Computes all blocks.",
                "compute",
                "float[] x, int xOffset, float[] y, int yOffset, float[] weights",
                block.execute()));
        return kernel.execute("compute(x, xOffset, blocks, 0, weights);\n"
                + VectorCopyEmitter.copy(
                        plan.blocks(),
                        "blocks",
                        Expr.ZERO,
                        VectorAddress.of(plan.output()).relative(),
                        "y",
                        Expr.name("yOffset")));
    }

    /** The method that orders the weights by pixel of the block. They come as a correlation meets them: the last first. */
    private static MethodSpec prepare(VectorUpscale plan) {
        return Code.method(
                "Packs the weights of all pixels of a block.",
                ArrayTypeName.of(TypeName.FLOAT),
                "prepare",
                "float[] kernel, float[] bias",
                Text.of("""
                        float[] filters = new float[kernel.length];
                        float[] biases = new float[${taps} * ${out}];
                        for (int tap = 0; tap < ${taps}; tap++) {
                            for (int channel = 0; channel < ${out}; channel++) {
                                biases[tap * ${out} + channel] = bias[channel];
                                for (int input = 0; input < ${in}; input++) {
                                    filters[(tap * ${out} + channel) * ${in} + input] = kernel[(channel * ${in} + input + 1) * ${taps} - 1 - tap];
                                }
                            }
                        }
                        return pack(filters, biases);""")
                        .with("taps", plan.op().taps())
                        .with("out", plan.op().out())
                        .with("in", plan.op().in())
                        .toString(),
                Modifier.STATIC);
    }
}
