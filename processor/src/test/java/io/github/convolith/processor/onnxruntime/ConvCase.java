package io.github.convolith.processor.onnxruntime;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.sweep.Spec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A test case of the ONNX project whose model is a single convolution over one or two axes.
 *
 * @param inputs one after another, for every image of the batch
 * @param outputs those that belong to them
 */
record ConvCase(String name, Spec spec, float[] inputs, float[] outputs) {
    @Override
    public String toString() {
        return name;
    }

    /** Reads a case from its folder; empty if its model is of another kind. */
    static Optional<ConvCase> read(Path folder) {
        try {
            GraphProto graph = model(folder.resolve("model.onnx")).getGraph();
            NodeProto node = graph.getNode(0);
            Path data = folder.resolve("test_data_set_0");
            if (graph.getNodeCount() != 1 || !node.getOpType().equals("Conv")) {
                return Optional.empty();
            }
            Map<String, TensorProto> tensors = tensors(graph, data);
            if (tensors.get(node.getInput(0)).getDimsCount() > 4) {
                return Optional.empty();
            }
            return Optional.of(of(folder.getFileName().toString(), node, tensors, tensor(data.resolve("output_0.pb"))));
        } catch (IOException e) {
            throw new UncheckedIOException(folder.toString(), e);
        }
    }

    private static ConvCase of(String name, NodeProto node, Map<String, TensorProto> tensors, TensorProto output) {
        TensorProto x = tensors.get(node.getInput(0));
        TensorProto w = tensors.get(node.getInput(1));
        boolean biased = node.getInputCount() > 2;
        Map<String, AttributeProto> attributes = new HashMap<>();
        node.getAttributeList().forEach(attribute -> attributes.put(attribute.getName(), attribute));
        requireKnown(name, attributes.keySet());
        int rank = x.getDimsCount() - 2;
        Spec spec = new Spec(
                (int) x.getDims(1),
                (int) w.getDims(0),
                attributes.containsKey("group") ? (int) attributes.get("group").getI() : 1,
                sizes(w),
                integers(attributes, "strides", rank, 1),
                integers(attributes, "dilations", rank, 1),
                "VALID",
                padding(name, attributes, rank),
                false,
                biased ? BiasRule.ADD : BiasRule.NONE,
                Activation.NONE,
                sizes(x),
                true,
                false,
                values(w),
                biased ? values(tensors.get(node.getInput(2))) : new float[0]);
        return new ConvCase(name, spec, values(x), values(output));
    }

    private static void requireKnown(String name, Set<String> attributes) {
        Set<String> unknown = new HashSet<>(attributes);
        unknown.removeAll(Set.of("group", "kernel_shape", "strides", "dilations", "pads", "auto_pad"));
        if (!unknown.isEmpty()) {
            throw new AssertionError(name + " has attributes of Conv that are not known here: " + unknown);
        }
    }

    private static int[] padding(String name, Map<String, AttributeProto> attributes, int rank) {
        String rule = attributes.containsKey("auto_pad")
                ? attributes.get("auto_pad").getS().toStringUtf8()
                : "NOTSET";
        if (!rule.equals("NOTSET")) {
            throw new AssertionError(name + " has auto_pad = " + rule + ", which no case had so far");
        }
        return integers(attributes, "pads", 2 * rank, 0);
    }

    private static int[] integers(Map<String, AttributeProto> attributes, String name, int count, int preset) {
        if (!attributes.containsKey(name)) {
            int[] values = new int[count];
            Arrays.fill(values, preset);
            return values;
        }
        return attributes.get(name).getIntsList().stream()
                .mapToInt(Math::toIntExact)
                .toArray();
    }

    /** The inputs and initializers of a model. A name that is both is an initializer, as models of IR 3 list them. */
    private static Map<String, TensorProto> tensors(GraphProto graph, Path data) throws IOException {
        Map<String, TensorProto> tensors = new HashMap<>();
        graph.getInitializerList().forEach(initializer -> tensors.put(initializer.getName(), initializer));
        int number = 0;
        for (ValueInfoProto input : graph.getInputList()) {
            if (!tensors.containsKey(input.getName())) {
                tensors.put(input.getName(), tensor(data.resolve("input_" + number++ + ".pb")));
            }
        }
        return tensors;
    }

    private static ModelProto model(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return ModelProto.parseFrom(in);
        }
    }

    private static TensorProto tensor(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return TensorProto.parseFrom(in);
        }
    }

    /** The extents behind the first two. */
    private static int[] sizes(TensorProto tensor) {
        return tensor.getDimsList().stream().skip(2).mapToInt(Math::toIntExact).toArray();
    }

    private static float[] values(TensorProto tensor) {
        float[] values = new float
                [tensor.getDimsList().stream().mapToInt(Math::toIntExact).reduce(1, Math::multiplyExact)];
        if (tensor.getFloatDataCount() > 0) {
            for (int i = 0; i < values.length; i++) {
                values[i] = tensor.getFloatData(i);
            }
        } else {
            tensor.getRawData()
                    .asReadOnlyByteBuffer()
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(values);
        }
        return values;
    }
}
