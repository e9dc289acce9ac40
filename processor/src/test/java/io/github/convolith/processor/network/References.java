package io.github.convolith.processor.network;

import io.github.convolith.processor.graph.Activate;
import io.github.convolith.processor.graph.Concat;
import io.github.convolith.processor.graph.Constant;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.ConvTranspose;
import io.github.convolith.processor.graph.DeformedTaps;
import io.github.convolith.processor.graph.Dropout;
import io.github.convolith.processor.graph.Elementwise;
import io.github.convolith.processor.graph.Learned;
import io.github.convolith.processor.graph.Lrn;
import io.github.convolith.processor.graph.MatMul;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Op;
import io.github.convolith.processor.graph.PRelu;
import io.github.convolith.processor.graph.Pad;
import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.graph.Pool;
import io.github.convolith.processor.graph.Reduce;
import io.github.convolith.processor.graph.Reshape;
import io.github.convolith.processor.graph.Resize;
import io.github.convolith.processor.graph.Scale;
import io.github.convolith.processor.graph.Slice;
import io.github.convolith.processor.graph.Softmax;
import io.github.convolith.processor.graph.TopK;
import io.github.convolith.processor.graph.Transpose;
import io.github.convolith.processor.graph.Unary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which reference belongs to which operator. */
final class References {
    private static final Map<Class<? extends Op>, Reference> ALL = new HashMap<>();

    private interface Reference {
        Value compute(Op op, List<Value> inputs, Parameters parameters, StoredWeights weights);
    }

    static {
        add(Activate.class, new ActivateReference());
        add(Concat.class, new ConcatReference());
        add(Constant.class, new ConstantReference());
        add(Conv.class, new ConvReference());
        add(ConvTranspose.class, new ConvTransposeReference());
        add(DeformedTaps.class, new DeformedTapsReference());
        add(Dropout.class, (op, inputs, parameters, weights) -> inputs.get(0));
        add(Elementwise.class, new ElementwiseReference());
        add(Learned.class, new LearnedReference());
        add(Lrn.class, new LrnReference());
        add(MatMul.class, new MatMulReference());
        add(PRelu.class, new PReluReference());
        add(Pad.class, new PadReference());
        add(Pool.class, new PoolReference());
        add(
                Reshape.class,
                (op, inputs, parameters, weights) ->
                        new Value(op.shape(), inputs.get(0).elements()));
        add(Reduce.class, new ReduceReference());
        add(Resize.class, new ResizeReference());
        add(Scale.class, new ScaleReference.Operator());
        add(Slice.class, new SliceReference());
        add(Softmax.class, new SoftmaxReference());
        add(TopK.class, new TopKReference());
        add(Transpose.class, new TransposeReference());
        add(Unary.class, (op, inputs, parameters, weights) -> inputs.get(0).map(element -> element.map(op::apply)));
    }

    private References() {}

    private static <O extends Op> void add(Class<O> type, OpReference<O> reference) {
        ALL.put(
                type,
                (op, inputs, parameters, weights) -> reference.compute(type.cast(op), inputs, parameters, weights));
    }

    /** The operators that have one. */
    static Set<Class<? extends Op>> operators() {
        return Set.copyOf(ALL.keySet());
    }

    /** Computes a node by its reference. */
    static Value compute(Node node, List<Value> inputs, StoredWeights weights) {
        Reference reference = ALL.get(node.op().getClass());
        if (reference == null) {
            throw new IllegalStateException("no reference for " + node.op());
        }
        return reference.compute(node.op(), inputs, node.parameters(), weights);
    }
}
