package io.github.convolith.processor.onnx.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model as its file has it.
 *
 * @param opset the version of ONNX's own operators
 * @param inputs what goes in; initializers that are listed among them are not in here
 * @param outputs the values that come out
 * @param nodes the nodes in their order, each after those whose results it takes
 * @param initializers the tensors that the file holds, by name
 */
public record OnnxModel(
        int opset, List<Input> inputs, List<String> outputs, List<OnnxNode> nodes, Map<String, Numbers> initializers) {
    /**
     * What goes in.
     *
     * @param dimensions empty where the model does not tell its rank
     */
    public record Input(String name, ElementType type, Optional<List<Dimension>> dimensions) {}

    /** The size of an axis. */
    public sealed interface Dimension {
        /** A number of elements. */
        record Fixed(int size) implements Dimension {}

        /** A size that is open; the name is empty where the model has none for it. */
        record Open(String name) implements Dimension {}
    }

    public OnnxModel {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        nodes = List.copyOf(nodes);
        initializers = Map.copyOf(initializers);
    }
}
