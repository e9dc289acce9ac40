package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.onnx.operator.Value.Known;

/** {@code Where}: elements of one value where a condition holds, of another where it does not. */
final class WhereOperator implements Operator {
    @Override
    public void apply(NodeContext node) {
        Value condition = node.value(0);
        node.result(Arithmetic.ADD.combine(
                node, part(node, condition, node.value(1), true), part(node, condition, node.value(2), false)));
    }

    /** A value where the condition is as wanted, and zero elsewhere. */
    private static Value part(NodeContext node, Value condition, Value value, boolean wanted) {
        if (condition instanceof Known truths && value instanceof Known known) {
            return new Known(
                    known.name(),
                    Folding.combined(
                            known.numbers(),
                            truths.numbers(),
                            (x, truth) -> (truth != 0) == wanted ? x : 0,
                            (x, truth) -> (truth != 0) == wanted ? x : 0));
        }
        return Arithmetic.MULTIPLY.combine(node, wanted ? condition : Comparing.not(node, condition), value);
    }
}
