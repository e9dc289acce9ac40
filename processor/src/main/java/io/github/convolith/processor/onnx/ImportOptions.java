package io.github.convolith.processor.onnx;

import io.github.convolith.processor.onnx.model.Numbers;
import java.util.List;
import java.util.Map;

/**
 * What is to be said of a model beyond what stands in it.
 *
 * @param sizes the sizes of its open axes, by their names
 * @param shapes the whole shapes of inputs, by name; they outdo what the model says
 * @param outputs the values that are to come out; none for those of the model
 * @param bound inputs that are constants instead
 */
public record ImportOptions(
        Map<String, Integer> sizes,
        Map<String, List<Integer>> shapes,
        List<String> outputs,
        Map<String, Numbers> bound) {
    /** Nothing more. */
    public static final ImportOptions NONE = new ImportOptions(Map.of(), Map.of(), List.of(), Map.of());

    public ImportOptions {
        sizes = Map.copyOf(sizes);
        shapes = Map.copyOf(shapes);
        outputs = List.copyOf(outputs);
        bound = Map.copyOf(bound);
    }
}
