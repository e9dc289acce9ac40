package io.github.convolith.processor.onnx.operator;

/** {@code Identity}, and {@code Cast} from what is held as a 32-bit float to it. */
final class IdentityOperator implements Operator {
    @Override
    public void apply(NodeContext node) {
        node.result(node.value(0));
    }
}
