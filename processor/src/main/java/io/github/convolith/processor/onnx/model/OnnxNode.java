package io.github.convolith.processor.onnx.model;

import java.util.List;
import java.util.Map;

/**
 * A node of a model.
 *
 * @param name its name, or that of its first result where it has none
 * @param operator the operator it applies
 * @param domain where the operator comes from, empty for ONNX itself
 * @param inputs the values it takes, empty names for those left out
 * @param outputs the values it makes, empty names for those nobody wants
 */
public record OnnxNode(
        String name,
        String operator,
        String domain,
        List<String> inputs,
        List<String> outputs,
        Map<String, AttributeValue> attributes) {
    public OnnxNode {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        attributes = Map.copyOf(attributes);
    }

    /** Where in the model it is, for messages. */
    public String place() {
        return operator + " '" + name + "'";
    }
}
