package io.github.convolith.conformance;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.github.convolith.processor.onnx.ImportOptions;
import io.github.convolith.processor.onnx.OnnxImporter;
import io.github.convolith.processor.onnx.model.Numbers;
import io.github.convolith.processor.onnx.model.OnnxException;
import io.github.convolith.processor.onnx.model.OnnxModel;
import io.github.convolith.processor.onnx.operator.NotKnown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes constants of the inputs that operators have to know. The cases of single operators hand everything over at run
 * time, filters and axes too; in a model of a user these are initializers, and so they are bound here as such.
 */
final class Binding {
    private Binding() {}

    /** The inputs to bind: those that are no real numbers, those without elements, and those an operator asks for. */
    static Map<String, Numbers> needed(OnnxModel model, Map<String, Numbers> inputs) {
        Map<String, List<Integer>> shapes = new HashMap<>();
        Map<String, Numbers> bound = new HashMap<>();
        inputs.forEach((name, numbers) -> {
            shapes.put(name, numbers.dimensions());
            if (!numbers.type().isReal() || numbers.size() == 0) {
                bound.put(name, numbers);
            }
        });
        while (true) {
            try {
                OnnxImporter.run(model, new ImportOptions(Map.of(), shapes, List.of(), bound));
                return bound;
            } catch (NotKnown e) {
                Numbers asked = inputs.get(e.value());
                if (asked == null || bound.put(e.value(), asked) != null) {
                    return bound;
                }
            } catch (OnnxException e) {
                // The build will say so.
                return bound;
            }
        }
    }

    /** Writes a model in which inputs are initializers. */
    static void write(Path model, Map<String, Path> tensors, Path target) throws IOException {
        ModelProto proto = ModelProto.parseFrom(Files.readAllBytes(model));
        GraphProto.Builder graph = proto.getGraph().toBuilder();
        for (Map.Entry<String, Path> tensor : tensors.entrySet()) {
            TensorProto values = TensorProto.parseFrom(Files.readAllBytes(tensor.getValue()));
            graph.addInitializer(values.toBuilder().setName(tensor.getKey()));
        }
        Files.write(target, proto.toBuilder().setGraph(graph).build().toByteArray());
    }
}
