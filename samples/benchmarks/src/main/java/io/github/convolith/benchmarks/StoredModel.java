package io.github.convolith.benchmarks;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A model in a directory {@code model.onnx}, with an input and the output that belongs to it in
 * {@code test_data_set_0}, as the ONNX project stores its tests.
 *
 * @param directory the directory
 * @param model the model without inputs that are weights, which ONNX Runtime would take for variable
 * @param inputs the elements of each input
 */
record StoredModel(Path directory, OnnxModel model, List<float[]> inputs) {
    /** The file that makes a directory one of a model. */
    static final String FILE = "model.onnx";

    /** The name of the directory. */
    String name() {
        return String.valueOf(directory.getFileName());
    }

    /**
     * Reads a model.
     *
     * @throws IllegalStateException if there is no input beside it, or if something goes in or out that is not float
     */
    static StoredModel read(Path directory) throws IOException {
        ModelProto model = ModelProto.parseFrom(Files.readAllBytes(directory.resolve(FILE)));
        GraphProto graph = model.getGraph();
        Set<String> weights =
                graph.getInitializerList().stream().map(TensorProto::getName).collect(Collectors.toSet());
        List<ValueInfoProto> variable = graph.getInputList().stream()
                .filter(input -> !weights.contains(input.getName()))
                .toList();
        GraphProto stripped =
                graph.toBuilder().clearInput().addAllInput(variable).build();
        List<TensorProto> given = examples(directory, "input", variable.size());
        List<TensorProto> expected = examples(directory, "output", graph.getOutputCount());
        OnnxModel onnx = new OnnxModel(
                model.toBuilder().setGraph(stripped).build().toByteArray(),
                ports(variable, given),
                ports(graph.getOutputList(), expected));
        return new StoredModel(
                directory, onnx, given.stream().map(StoredModel::floats).toList());
    }

    private static List<TensorProto> examples(Path directory, String kind, int count) throws IOException {
        List<TensorProto> tensors = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Path file = directory.resolve("test_data_set_0").resolve(kind + "_" + i + ".pb");
            if (!Files.isRegularFile(file)) {
                throw new IllegalStateException("There is no " + file + ".");
            }
            tensors.add(TensorProto.parseFrom(Files.readAllBytes(file)));
        }
        return tensors;
    }

    private static List<OnnxModel.Port> ports(List<ValueInfoProto> values, List<TensorProto> examples) {
        List<OnnxModel.Port> ports = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            TensorProto example = examples.get(i);
            if (example.getDataType() != TensorProto.DataType.FLOAT.getNumber()) {
                throw new IllegalStateException(
                        "'" + values.get(i).getName() + "' is not float, which is all that is timed here.");
            }
            List<Integer> shape =
                    example.getDimsList().stream().map(Math::toIntExact).toList();
            ports.add(new OnnxModel.Port(values.get(i).getName(), shape));
        }
        return ports;
    }

    private static float[] floats(TensorProto tensor) {
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
