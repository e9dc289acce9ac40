package io.github.convolith.processor.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;

/** Writes small models for tests. */
final class SmallModel {
    private static final int FLOAT = 1;

    private final GraphProto.Builder graph = GraphProto.newBuilder();

    /** Adds an input; a size of 0 is left open under the name of the input. */
    SmallModel input(String name, int... shape) {
        TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
        for (int size : shape) {
            TensorShapeProto.Dimension.Builder dimension = dimensions.addDimBuilder();
            if (size == 0) {
                dimension.setDimParam("size");
            } else {
                dimension.setDimValue(size);
            }
        }
        graph.addInput(ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(
                                TypeProto.Tensor.newBuilder().setElemType(FLOAT).setShape(dimensions))));
        return this;
    }

    SmallModel output(String name) {
        graph.addOutput(ValueInfoProto.newBuilder().setName(name));
        return this;
    }

    SmallModel initializer(String name, List<Long> shape, float... values) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setName(name).setDataType(FLOAT).addAllDims(shape);
        for (float value : values) {
            tensor.addFloatData(value);
        }
        graph.addInitializer(tensor);
        return this;
    }

    SmallModel node(String operator, String output, String... inputs) {
        graph.addNode(NodeProto.newBuilder()
                .setOpType(operator)
                .addAllInput(List.of(inputs))
                .addOutput(output));
        return this;
    }

    byte[] bytes() {
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(13))
                .setGraph(graph)
                .build()
                .toByteArray();
    }
}
