package io.github.convolith.processor.onnx.operator;

/** Imports the nodes of one operator, or of a few that are alike. */
@FunctionalInterface
interface Operator {
    /**
     * Adds what a node computes, and names its results.
     *
     * @throws io.github.convolith.processor.onnx.model.OnnxException if it asks for what is not supported
     * @throws NotKnown if an input has to be known and is not
     */
    void apply(NodeContext node);
}
