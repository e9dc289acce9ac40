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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Writes a convolution as an ONNX model of one layer, from {@code x} to {@code y}. */
final class OnnxModels {
    static final String INPUT = "x";
    static final String OUTPUT = "y";

    private static final String SUM = "sum";
    private static final int IR_VERSION = 8;
    private static final int OPSET = 17;

    private OnnxModels() {}

    /**
     * The bytes of a model file. Kernel and bias are initializers that are not graph inputs, so that the engine may
     * take them for constants, which they are.
     */
    static byte[] of(Convolution convolution, float[] kernel, float[] bias) {
        GraphProto.Builder graph = GraphProto.newBuilder()
                .setName("layer")
                .addInput(activation(INPUT, inputShape(convolution)))
                .addOutput(activation(OUTPUT, outputShape(convolution)))
                .addInitializer(constant("kernel", kernelShape(convolution), kernel))
                .addInitializer(constant("bias", List.of(convolution.out()), bias))
                .addNode(conv(convolution, convolution.relu() ? SUM : OUTPUT));
        if (convolution.relu()) {
            graph.addNode(NodeProto.newBuilder().setOpType("Relu").addInput(SUM).addOutput(OUTPUT));
        }
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    /** {@code batch × channels × size}. */
    static List<Integer> inputShape(Convolution convolution) {
        return shape(1, convolution.in(), convolution.size());
    }

    /** {@code batch × channels × size}. */
    static List<Integer> outputShape(Convolution convolution) {
        return shape(1, convolution.out(), convolution.outputSize());
    }

    private static List<Integer> kernelShape(Convolution convolution) {
        return shape(convolution.out(), convolution.inPerGroup(), convolution.kernel());
    }

    private static List<Integer> shape(int first, int second, List<Integer> others) {
        List<Integer> shape = new ArrayList<>(List.of(first, second));
        shape.addAll(others);
        return shape;
    }

    private static NodeProto conv(Convolution convolution, String output) {
        int axes = convolution.size().size();
        return NodeProto.newBuilder()
                .setOpType("Conv")
                .addInput(INPUT)
                .addInput("kernel")
                .addInput("bias")
                .addOutput(output)
                .addAttribute(attribute("kernel_shape", convolution.kernel()))
                .addAttribute(attribute("strides", Collections.nCopies(axes, convolution.stride())))
                .addAttribute(attribute("pads", convolution.pads()))
                .addAttribute(AttributeProto.newBuilder()
                        .setName("group")
                        .setType(AttributeProto.AttributeType.INT)
                        .setI(convolution.groups()))
                .build();
    }

    private static AttributeProto attribute(String name, List<Integer> values) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
        values.forEach(attribute::addInts);
        return attribute.build();
    }

    private static TensorProto constant(String name, List<Integer> shape, float[] values) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.FLOAT.getNumber());
        shape.forEach(tensor::addDims);
        for (float value : values) {
            tensor.addFloatData(value);
        }
        return tensor.build();
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
