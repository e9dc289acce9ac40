package io.github.convolith.samples.networks;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.github.convolith.runtime.Shape;
import io.github.convolith.runtime.Tensor;
import io.github.convolith.runtime.Weights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A model in a directory: its weights, an input and the output that belongs to it. */
record StoredModel(Path directory) {
    private static final Map<String, List<String>> TENSORS = Map.of(
            "Conv", List.of("weight", "bias"),
            "Gemm", List.of("weight", "bias"),
            "BatchNormalization", List.of("weight", "bias", "running_mean", "running_var"));

    /** The weights, for layers of these names in the order in which the model has them. */
    Weights weights(List<String> layers) throws IOException {
        GraphProto graph = ModelProto.parseFrom(Files.readAllBytes(directory.resolve("model.onnx")))
                .getGraph();
        Map<String, TensorProto> stored = graph.getInitializerList().stream()
                .collect(Collectors.toMap(TensorProto::getName, Function.identity()));
        Iterator<String> names = layers.iterator();
        List<Tensor> tensors = new ArrayList<>();
        for (NodeProto node : graph.getNodeList()) {
            List<String> parts = TENSORS.getOrDefault(node.getOpType(), List.of());
            String layer = parts.isEmpty() ? "" : names.next();
            for (int i = 0; i < parts.size(); i++) {
                TensorProto tensor = stored.get(node.getInput(i + 1));
                int[] shape =
                        tensor.getDimsList().stream().mapToInt(Long::intValue).toArray();
                tensors.add(Tensor.of(layer + "." + parts.get(i), Shape.of(shape), values(tensor)));
            }
        }
        if (names.hasNext()) {
            throw new IllegalArgumentException("the model has no weights for " + names.next());
        }
        return Weights.of(tensors);
    }

    float[] input() throws IOException {
        return example("input_0.pb");
    }

    float[] output() throws IOException {
        return example("output_0.pb");
    }

    private float[] example(String file) throws IOException {
        Path path = directory.resolve("test_data_set_0").resolve(file);
        return values(TensorProto.parseFrom(Files.readAllBytes(path)));
    }

    private static float[] values(TensorProto tensor) {
        if (tensor.getRawData().isEmpty()) {
            float[] values = new float[tensor.getFloatDataCount()];
            for (int i = 0; i < values.length; i++) {
                values[i] = tensor.getFloatData(i);
            }
            return values;
        }
        float[] values = new float[tensor.getRawData().size() / Float.BYTES];
        ByteBuffer.wrap(tensor.getRawData().toByteArray())
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        return values;
    }
}
