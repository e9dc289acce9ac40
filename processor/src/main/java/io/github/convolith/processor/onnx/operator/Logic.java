package io.github.convolith.processor.onnx.operator;

/** Truth values, 1 and 0, combined element by element. */
enum Logic implements Operator {
    AND,
    OR,
    XOR,
    NOT;

    @Override
    public void apply(NodeContext node) {
        Value a = node.value(0);
        node.result(
                switch (this) {
                    case AND -> Arithmetic.MULTIPLY.combine(node, a, node.value(1));
                    case OR -> Arithmetic.MAXIMUM.combine(node, a, node.value(1));
                    case XOR -> Comparing.not(node, Comparing.equal(node, a, node.value(1)));
                    case NOT -> Comparing.not(node, a);
                });
    }
}
