package io.github.convolith.processor.network;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Shapes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** A network as an ONNX model: every value has a batch axis of one in front, and is channels first. */
final class OnnxGraph {
    private static final int IR_VERSION = 9;
    private static final int OPSET = 20;

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("network");
    private int names;

    private OnnxGraph() {}

    /** The model of a network with its weights. Inputs are called {@code in0} and so on, outputs {@code out0}. */
    static byte[] of(Graph network, StoredWeights weights) {
        OnnxGraph model = new OnnxGraph();
        Shapes shapes = network.shapes();
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < network.inputs().size(); i++) {
            Graph.Input input = network.inputs().get(i);
            values.put(input.name(), "in" + i);
            model.graph.addInput(info("in" + i, input.shape()));
        }
        for (Node node : ReferenceNetwork.live(network)) {
            List<String> inputs = node.inputs().stream().map(values::get).toList();
            List<Shape> given = shapes.of(node.inputs());
            values.put(node.name(), OnnxOperators.write(node, inputs, given, weights, model));
        }
        for (int i = 0; i < network.outputs().size(); i++) {
            String value = network.outputs().get(i).value();
            model.graph.addNode(NodeProto.newBuilder()
                    .setOpType("Identity")
                    .addInput(values.get(value))
                    .addOutput("out" + i));
            model.graph.addOutput(info("out" + i, shapes.of(value)));
        }
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .setGraph(model.graph)
                .build()
                .toByteArray();
    }

    /** Adds a node with one result; returns the name of that. */
    String node(String operator, List<String> inputs, AttributeProto... attributes) {
        String output = "v" + names++;
        graph.addNode(NodeProto.newBuilder()
                .setOpType(operator)
                .addAllInput(inputs)
                .addOutput(output)
                .addAllAttribute(Arrays.asList(attributes)));
        return output;
    }

    /** Adds a tensor of known numbers; returns its name. */
    String numbers(List<Integer> dimensions, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return initializer(TensorProto.DataType.FLOAT_VALUE, dimensions, bytes);
    }

    /** Adds a vector of known integers; returns its name. */
    String integers(List<Integer> values) {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * values.size()).order(ByteOrder.LITTLE_ENDIAN);
        values.forEach(value -> bytes.putLong(value));
        bytes.rewind();
        return initializer(TensorProto.DataType.INT64_VALUE, List.of(values.size()), bytes);
    }

    private String initializer(int type, List<Integer> dimensions, ByteBuffer bytes) {
        String name = "w" + names++;
        graph.addInitializer(TensorProto.newBuilder()
                .setName(name)
                .setDataType(type)
                .addAllDims(dimensions.stream().map(Long::valueOf).toList())
                .setRawData(ByteString.copyFrom(bytes)));
        return name;
    }

    /** The extents of an activation with its batch axis. */
    static long[] dimensions(Shape shape) {
        return LongStream.concat(LongStream.of(1), shape.dimensions().stream().mapToLong(Integer::longValue))
                .toArray();
    }

    private static ValueInfoProto info(String name, Shape shape) {
        TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
        for (long dimension : dimensions(shape)) {
            dimensions.addDim(Dimension.newBuilder().setDimValue(dimension));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(TensorProto.DataType.FLOAT_VALUE)
                                .setShape(dimensions)))
                .build();
    }

    // Attributes.

    static AttributeProto integer(String name, int value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    static AttributeProto flag(String name, boolean value) {
        return integer(name, value ? 1 : 0);
    }

    static AttributeProto number(String name, float value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.FLOAT)
                .setF(value)
                .build();
    }

    static AttributeProto text(String name, String value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value))
                .build();
    }

    static AttributeProto list(String name, List<Integer> values) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INTS)
                .addAllInts(values.stream().map(Long::valueOf).toList())
                .build();
    }
}
