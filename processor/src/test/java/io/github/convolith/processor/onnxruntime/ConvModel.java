package io.github.convolith.processor.onnxruntime;

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
import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.sweep.Spec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** A layer as an ONNX model: one {@code Conv}, perhaps with a {@code Relu} behind it, from {@code x} to {@code y}. */
final class ConvModel {
    private static final int IR_VERSION = 8;
    private static final int OPSET = 13;

    private ConvModel() {}

    /** Whether these two operators can say what the layer does. */
    static boolean canSay(Spec spec) {
        Activation.Kind activation = spec.activation().kind();
        return !spec.flipped()
                && spec.bias() != BiasRule.SUBTRACT
                && (activation == Activation.Kind.NONE || activation == Activation.Kind.RELU);
    }

    /** The model, for a batch of one. */
    static byte[] of(Spec spec) {
        boolean relu = spec.activation().kind() == Activation.Kind.RELU;
        GraphProto.Builder graph = GraphProto.newBuilder()
                .setName("layer")
                .addInput(value("x", dimensions(spec.in(), spec.size())))
                .addOutput(value("y", dimensions(spec.out(), outSizes(spec))))
                .addInitializer(tensor("w", dimensions(spec.out(), spec.inPerGroup(), spec.kernel()), spec.weights()));
        NodeProto.Builder conv =
                NodeProto.newBuilder().setOpType("Conv").addInput("x").addInput("w");
        if (spec.biases().length > 0) {
            conv.addInput("b");
            graph.addInitializer(tensor("b", new long[] {spec.out()}, biasPerOutput(spec)));
        }
        conv.addAttribute(integers("kernel_shape", spec.kernel()))
                .addAttribute(integers("strides", spec.stride()))
                .addAttribute(integers("dilations", spec.dilation()))
                .addAttribute(AttributeProto.newBuilder()
                        .setName("group")
                        .setType(AttributeProto.AttributeType.INT)
                        .setI(spec.groups()))
                .addAttribute(padding(spec))
                .addOutput(relu ? "sum" : "y");
        graph.addNode(conv);
        if (relu) {
            graph.addNode(
                    NodeProto.newBuilder().setOpType("Relu").addInput("sum").addOutput("y"));
        }
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    /** The shape of {@code x}. */
    static long[] inputShape(Spec spec) {
        return dimensions(spec.in(), spec.size());
    }

    private static int[] outSizes(Spec spec) {
        return IntStream.range(0, spec.rank()).map(spec::outSize).toArray();
    }

    private static AttributeProto padding(Spec spec) {
        String rule = spec.pad().length > 0 ? "" : spec.padding();
        // ONNX Runtime refuses SAME with a dilation, although the specification defines it, so the pads that follow
        // from
        // the definition are given there. For FULL and CAUSAL ONNX has no word.
        boolean dilated = IntStream.of(spec.dilation()).anyMatch(dilation -> dilation > 1);
        if (rule.equals("VALID")) {
            return text("auto_pad", "VALID");
        }
        if (rule.equals("SAME") && !dilated) {
            return text("auto_pad", "SAME_UPPER");
        }
        if (rule.equals("SAME_LOWER") && !dilated) {
            return text("auto_pad", "SAME_LOWER");
        }
        int[] pads = new int[2 * spec.rank()];
        for (int axis = 0; axis < spec.rank(); axis++) {
            pads[axis] = spec.pads(axis)[0];
            pads[spec.rank() + axis] = spec.pads(axis)[1];
        }
        return integers("pads", pads);
    }

    /** ONNX has one bias per output; one given per pair of channels is summed over the inputs. */
    private static float[] biasPerOutput(Spec spec) {
        int each = spec.biases().length / spec.out();
        float[] sums = new float[spec.out()];
        for (int output = 0; output < sums.length; output++) {
            double sum = 0;
            for (int i = 0; i < each; i++) {
                sum += spec.biases()[output * each + i];
            }
            sums[output] = (float) sum;
        }
        return sums;
    }

    private static long[] dimensions(int channels, int[] sizes) {
        return dimensions(1, channels, sizes);
    }

    private static long[] dimensions(int first, int second, int[] others) {
        return LongStream.concat(
                        LongStream.of(first, second), Arrays.stream(others).asLongStream())
                .toArray();
    }

    private static ValueInfoProto value(String name, long[] dimensions) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (long dimension : dimensions) {
            shape.addDim(Dimension.newBuilder().setDimValue(dimension));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(TensorProto.DataType.FLOAT_VALUE)
                                .setShape(shape)))
                .build();
    }

    private static TensorProto tensor(String name, long[] dimensions, float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.FLOAT_VALUE)
                .addAllDims(Arrays.stream(dimensions).boxed().toList())
                .setRawData(ByteString.copyFrom(bytes))
                .build();
    }

    private static AttributeProto integers(String name, int[] values) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INTS)
                .addAllInts(Arrays.stream(values).mapToObj(Long::valueOf).toList())
                .build();
    }

    private static AttributeProto text(String name, String value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value))
                .build();
    }
}
