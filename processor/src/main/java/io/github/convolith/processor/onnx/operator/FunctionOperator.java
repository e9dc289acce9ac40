package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.graph.Unary;
import io.github.convolith.processor.onnx.model.Numbers;
import io.github.convolith.processor.onnx.operator.Value.Computed;
import io.github.convolith.processor.onnx.operator.Value.Known;
import java.util.List;

/** The operators that are a function of every element by itself, but no activation. */
record FunctionOperator(Unary.Kind kind) implements Operator {
    @Override
    public void apply(NodeContext node) {
        node.result(applied(node, node.value(0), new Unary(kind, 0f)));
    }

    /** A function of a value; of known numbers at once. */
    static Value applied(NodeContext node, Value value, Unary function) {
        if (value instanceof Known known) {
            Numbers numbers = known.numbers();
            float[] reals = new float[numbers.type().isReal() ? numbers.size() : 0];
            long[] integers = new long[numbers.type().isReal() ? 0 : numbers.size()];
            for (int i = 0; i < numbers.size(); i++) {
                if (numbers.type().isReal()) {
                    reals[i] = (float) function.apply(numbers.real(i));
                } else {
                    integers[i] = (long) function.apply(numbers.real(i));
                }
            }
            return new Known(node.name(0), Numbers.of(numbers.type(), numbers.dimensions(), reals, integers));
        }
        Computed computed = (Computed) value;
        String stored = node.builder().reshape(computed.node(), GraphBuilder.shape(computed.stored()));
        String result = node.builder().add(node.name(0), function, List.of(stored), Parameters.NONE);
        return new Computed(result, computed.stored(), computed.order());
    }
}
