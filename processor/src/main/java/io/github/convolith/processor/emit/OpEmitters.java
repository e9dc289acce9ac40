package io.github.convolith.processor.emit;

import io.github.convolith.processor.graph.Activate;
import io.github.convolith.processor.graph.Concat;
import io.github.convolith.processor.graph.Constant;
import io.github.convolith.processor.graph.ConvTranspose;
import io.github.convolith.processor.graph.DeformedTaps;
import io.github.convolith.processor.graph.Elementwise;
import io.github.convolith.processor.graph.Learned;
import io.github.convolith.processor.graph.Lrn;
import io.github.convolith.processor.graph.MatMul;
import io.github.convolith.processor.graph.Op;
import io.github.convolith.processor.graph.PRelu;
import io.github.convolith.processor.graph.Pad;
import io.github.convolith.processor.graph.Pool;
import io.github.convolith.processor.graph.Reduce;
import io.github.convolith.processor.graph.Resize;
import io.github.convolith.processor.graph.Scale;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Slice;
import io.github.convolith.processor.graph.Softmax;
import io.github.convolith.processor.graph.TopK;
import io.github.convolith.processor.graph.Transpose;
import io.github.convolith.processor.graph.Unary;
import io.github.convolith.processor.plan.OpPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Which emitter writes the code of which operator. */
final class OpEmitters {
    private static final Map<Class<? extends Op>, BiFunction<Op, List<Shape>, Kernel>> EMITTERS = new HashMap<>();

    static {
        add(Activate.class, new ActivateEmitter());
        add(Concat.class, new ConcatEmitter());
        add(Constant.class, new ConstantEmitter());
        add(ConvTranspose.class, new ConvTransposeEmitter());
        add(DeformedTaps.class, new DeformedTapsEmitter());
        add(Elementwise.class, new ElementwiseEmitter());
        add(Learned.class, new LearnedEmitter());
        add(Lrn.class, new LrnEmitter());
        add(MatMul.class, new MatMulEmitter());
        add(PRelu.class, new PReluEmitter());
        add(Pad.class, new PadEmitter());
        add(Pool.class, new PoolEmitter());
        add(Reduce.class, new ReduceEmitter());
        add(Resize.class, new ResizeEmitter());
        add(Scale.class, new ScaleEmitter());
        add(Slice.class, new SliceEmitter());
        add(Softmax.class, new SoftmaxEmitter());
        add(TopK.class, new TopKEmitter());
        add(Transpose.class, new TransposeEmitter());
        add(Unary.class, new UnaryEmitter());
    }

    private OpEmitters() {}

    private static <O extends Op> void add(Class<O> type, OpEmitter<O> emitter) {
        EMITTERS.put(type, (op, inputs) -> emitter.emit(type.cast(op), inputs));
    }

    static Kernel emit(OpPlan plan) {
        BiFunction<Op, List<Shape>, Kernel> emitter = EMITTERS.get(plan.op().getClass());
        if (emitter == null) {
            throw new IllegalStateException("no emitter for " + plan.op());
        }
        return emitter.apply(plan.op(), plan.inputs());
    }
}
