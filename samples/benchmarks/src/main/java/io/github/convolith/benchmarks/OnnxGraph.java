package io.github.convolith.benchmarks;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Collects an ONNX graph from {@link #INPUT} to {@link #OUTPUT}. Weights are initializers that are not graph inputs, so
 * that the engine may take them for constants, which they are.
 */
final class OnnxGraph {
    static final String INPUT = "x";
    static final String OUTPUT = "y";

    private static final int IR_VERSION = 8;
    private static final int OPSET = 17;

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("subject");

    /** Adds weights. */
    void constant(String name, List<Integer> shape, float[] values) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.FLOAT.getNumber());
        shape.forEach(tensor::addDims);
        for (float value : values) {
            tensor.addFloatData(value);
        }
        graph.addInitializer(tensor);
    }

    /**
     * Adds an operator, which has to come behind those whose outputs it reads.
     *
     * @param operator the name of its type
     * @param inputs the names of what it reads
     * @param output the name of what it gives
     * @param attributes each an {@code Integer} or a list of them
     */
    void node(String operator, List<String> inputs, String output, Map<String, ?> attributes) {
        NodeProto.Builder node =
                NodeProto.newBuilder().setOpType(operator).addAllInput(inputs).addOutput(output);
        new TreeMap<>(attributes).forEach((name, value) -> node.addAttribute(attribute(name, value)));
        graph.addNode(node);
    }

    private static AttributeProto attribute(String name, Object value) {
        AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name);
        if (value instanceof List<?> list) {
            attribute.setType(AttributeProto.AttributeType.INTS);
            list.forEach(element -> attribute.addInts((Integer) element));
        } else {
            attribute.setType(AttributeProto.AttributeType.INT).setI((Integer) value);
        }
        return attribute.build();
    }

    /** The model file, for an input and an output of these shapes, which have the batch axis first. */
    OnnxModel model(List<Integer> inputShape, List<Integer> outputShape) {
        ModelProto model = ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .setGraph(graph.clone()
                        .addInput(activation(INPUT, inputShape))
                        .addOutput(activation(OUTPUT, outputShape)))
                .build();
        return new OnnxModel(
                model.toByteArray(),
                List.of(new OnnxModel.Port(INPUT, inputShape)),
                List.of(new OnnxModel.Port(OUTPUT, outputShape)));
    }

    private static ValueInfoProto activation(String name, List<Integer> shape) {
        TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
        shape.forEach(size ->
                dimensions.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(size)));
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(TensorProto.DataType.FLOAT.getNumber())
                                .setShape(dimensions)))
                .build();
    }
}
