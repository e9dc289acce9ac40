package io.github.convolith.processor.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.github.convolith.processor.onnx.operator.Operators;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Damages a model: its bytes, or what they say. */
final class Mutations {
    /** Bytes of a tensor from which on it is no use to damage its numbers. */
    private static final int LARGE = 64;

    private static final long[] EXTREMES = {
        0,
        1,
        -1,
        2,
        3,
        5,
        7,
        64,
        255,
        4096,
        65_536,
        1 << 20,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        1L << 31,
        1L << 32,
        1L << 40,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    private static final float[] REALS = {0, -1, 1e-30f, 1e30f, Float.NaN, Float.POSITIVE_INFINITY, 0.5f};

    private static final String[] TEXTS = {
        "",
        " ",
        "*/ class",
        "\\u000a\"",
        "\n\n",
        "%s%n$L$T$$",
        "SAME_UPPER",
        "VALID",
        "NOTSET",
        "linear",
        "é×\u2028",
        "x".repeat(3000)
    };

    private final byte[] bytes;
    private final ModelProto model;

    /** The beginnings and ends of what is not a large tensor. */
    private final List<int[]> telling = new ArrayList<>();

    Mutations(byte[] bytes) {
        this.bytes = bytes;
        try {
            this.model = ModelProto.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(e);
        }
        int begin = 0;
        for (TensorProto tensor : model.getGraph().getInitializerList()) {
            if (tensor.getRawData().size() > LARGE) {
                byte[] head = tensor.getRawData().substring(0, LARGE).toByteArray();
                int found = find(head, begin);
                if (found >= 0) {
                    telling.add(new int[] {begin, found});
                    begin = found + tensor.getRawData().size();
                }
            }
        }
        telling.add(new int[] {begin, bytes.length});
        telling.removeIf(range -> range[0] >= range[1]);
    }

    private int find(byte[] head, int from) {
        for (int at = from; at + head.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + head.length, head, 0, head.length)) {
                return at;
            }
        }
        return -1;
    }

    /** Bytes of the model. */
    int size() {
        return bytes.length;
    }

    /** A damaged model. */
    byte[] next(Random random) {
        return random.nextInt(3) == 0 ? damagedBytes(random) : damagedModel(random);
    }

    // Bytes.

    private byte[] damagedBytes(Random random) {
        byte[] damaged = bytes.clone();
        switch (random.nextInt(6)) {
            case 0 -> {
                return Arrays.copyOf(bytes, place(random));
            }
            case 1 -> {
                for (int i = 1 + random.nextInt(8); i > 0; i--) {
                    damaged[place(random)] ^= (byte) (1 << random.nextInt(8));
                }
            }
            case 2 -> damaged[place(random)] = (byte) random.nextInt(256);
            case 3 -> {
                // What is a length or a number, as often as not.
                int at = place(random);
                for (int i = at; i < Math.min(damaged.length, at + 1 + random.nextInt(10)); i++) {
                    damaged[i] = (byte) 0xff;
                }
            }
            case 4 -> {
                int length = 1 + random.nextInt(40);
                int from = Math.min(place(random), bytes.length - Math.min(length, bytes.length));
                int to = Math.min(place(random), bytes.length - Math.min(length, bytes.length));
                int count = Math.min(length, bytes.length);
                System.arraycopy(bytes, from, damaged, to, count);
                System.arraycopy(bytes, to, damaged, from, count);
            }
            default -> {
                int at = place(random);
                int length = Math.min(bytes.length - at, 1 + random.nextInt(40));
                byte[] shorter = Arrays.copyOf(bytes, bytes.length - length);
                System.arraycopy(bytes, at + length, shorter, at, bytes.length - at - length);
                return shorter;
            }
        }
        return damaged;
    }

    private int place(Random random) {
        int[] range = telling.get(random.nextInt(telling.size()));
        return range[0] + random.nextInt(range[1] - range[0]);
    }

    // Messages.

    private byte[] damagedModel(Random random) {
        ModelProto.Builder damaged = model.toBuilder();
        for (int i = random.nextInt(4) == 0 ? 3 : 1; i > 0; i--) {
            damage(damaged, random);
        }
        return damaged.build().toByteArray();
    }

    private static void damage(ModelProto.Builder model, Random random) {
        GraphProto.Builder graph = model.getGraphBuilder();
        switch (random.nextInt(12)) {
            case 0 -> {
                if (graph.getInputCount() > 0) {
                    damage(graph.getInputBuilder(random.nextInt(graph.getInputCount())), random);
                }
            }
            case 1, 2 -> {
                if (graph.getInitializerCount() > 0) {
                    damage(graph.getInitializerBuilder(random.nextInt(graph.getInitializerCount())), random);
                }
            }
            case 3 -> damageOutputs(graph, random);
            case 4 -> {
                OperatorSetIdProto.Builder opset =
                        OperatorSetIdProto.newBuilder().setVersion(random.nextInt(25));
                model.clearOpsetImport()
                        .addOpsetImport(random.nextInt(8) == 0 ? opset.setVersion(extreme(random)) : opset);
            }
            case 5 -> damageOrder(graph, random);
            default -> {
                if (graph.getNodeCount() > 0) {
                    damage(graph, graph.getNodeBuilder(random.nextInt(graph.getNodeCount())), random);
                }
            }
        }
    }

    private static void damage(ValueInfoProto.Builder input, Random random) {
        TypeProto.Tensor.Builder type = input.getTypeBuilder().getTensorTypeBuilder();
        TensorShapeProto.Builder shape = type.getShapeBuilder();
        int axis = random.nextInt(1 + shape.getDimCount());
        switch (random.nextInt(6)) {
            case 0 -> type.setElemType(random.nextInt(20));
            case 1 -> type.clearShape();
            case 2 -> shape.addDim(axis, TensorShapeProto.Dimension.newBuilder().setDimValue(extreme(random)));
            case 3 -> input.setName(text(random));
            default -> {
                if (axis < shape.getDimCount()) {
                    shape.setDim(axis, TensorShapeProto.Dimension.newBuilder().setDimValue(extreme(random)));
                }
            }
        }
    }

    private static void damage(TensorProto.Builder tensor, Random random) {
        int axis = random.nextInt(1 + tensor.getDimsCount());
        switch (random.nextInt(9)) {
            case 0 -> tensor.setDataType(random.nextInt(20));
            case 1 -> tensor.clearRawData();
            case 2 -> tensor.addDims(extreme(random));
            case 3 -> tensor.setName(text(random));
            case 4 ->
                tensor.setDataLocation(TensorProto.DataLocation.EXTERNAL)
                        .addExternalData(StringStringEntryProto.newBuilder()
                                .setKey("location")
                                .setValue(random.nextBoolean() ? "../../../../../../etc/passwd" : text(random)));
            case 5 -> {
                List<Long> sizes = new ArrayList<>(tensor.getDimsList());
                Collections.shuffle(sizes, random);
                tensor.clearDims().addAllDims(sizes);
            }
            case 6 -> damageNumbers(tensor, random);
            default -> {
                if (axis < tensor.getDimsCount()) {
                    tensor.setDims(axis, extreme(random));
                }
            }
        }
    }

    /** Numbers that are integers are often shapes. */
    private static void damageNumbers(TensorProto.Builder tensor, Random random) {
        if (tensor.getInt64DataCount() > 0) {
            tensor.setInt64Data(random.nextInt(tensor.getInt64DataCount()), extreme(random));
        } else if (tensor.getFloatDataCount() > 0) {
            tensor.setFloatData(random.nextInt(tensor.getFloatDataCount()), real(random));
        } else if (tensor.getRawData().size() >= 8) {
            byte[] raw = tensor.getRawData().toByteArray();
            ByteBuffer numbers = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
            if (tensor.getDataType() == TensorProto.DataType.INT64_VALUE) {
                numbers.putLong(8 * random.nextInt(raw.length / 8), extreme(random));
            } else {
                numbers.putFloat(4 * random.nextInt(raw.length / 4), real(random));
            }
            tensor.setRawData(ByteString.copyFrom(raw));
        }
    }

    private static void damageOutputs(GraphProto.Builder graph, Random random) {
        ValueInfoProto.Builder output = ValueInfoProto.newBuilder().setName(someValue(graph, random));
        switch (random.nextInt(4)) {
            case 0 -> graph.clearOutput();
            case 1 -> graph.addOutput(output.setName(text(random)));
            case 2 -> graph.clearOutput().addOutput(output);
            default -> graph.addOutput(output);
        }
    }

    private static void damageOrder(GraphProto.Builder graph, Random random) {
        int count = graph.getNodeCount();
        if (count == 0) {
            return;
        }
        int one = random.nextInt(count);
        int other = random.nextInt(count);
        NodeProto node = graph.getNode(one);
        switch (random.nextInt(3)) {
            case 0 -> graph.removeNode(one);
            case 1 -> graph.addNode(other, node);
            default -> graph.setNode(one, graph.getNode(other)).setNode(other, node);
        }
    }

    private static void damage(GraphProto.Builder graph, NodeProto.Builder node, Random random) {
        int input = random.nextInt(1 + node.getInputCount());
        boolean isInput = input < node.getInputCount();
        switch (random.nextInt(10)) {
            case 0 -> {
                List<String> names = Operators.names();
                node.setOpType(random.nextInt(6) == 0 ? text(random) : names.get(random.nextInt(names.size())));
            }
            case 1 -> {
                if (isInput) {
                    node.setInput(input, someValue(graph, random));
                }
            }
            case 2 -> node.addInput(random.nextBoolean() ? someValue(graph, random) : text(random));
            case 3 -> {
                if (isInput) {
                    List<String> rest = new ArrayList<>(node.getInputList());
                    rest.remove(input);
                    node.clearInput().addAllInput(rest);
                }
            }
            case 4 -> {
                if (node.getOutputCount() > 0) {
                    node.setOutput(random.nextInt(node.getOutputCount()), text(random));
                }
            }
            case 5 -> node.addAttribute(attribute(text(random), random));
            case 6 -> node.setName(text(random)).setDomain(random.nextInt(4) == 0 ? text(random) : "");
            default -> {
                if (node.getAttributeCount() > 0) {
                    int index = random.nextInt(node.getAttributeCount());
                    damage(node, index, random);
                }
            }
        }
    }

    private static void damage(NodeProto.Builder node, int index, Random random) {
        AttributeProto.Builder attribute = node.getAttributeBuilder(index);
        switch (random.nextInt(7)) {
            case 0 -> node.removeAttribute(index);
            case 1 -> node.setAttribute(index, attribute(attribute.getName(), random));
            case 2 -> {
                AttributeProto.AttributeType[] types = AttributeProto.AttributeType.values();
                attribute.setType(types[random.nextInt(types.length)]);
            }
            default -> {
                if (attribute.getIntsCount() > 0) {
                    if (random.nextInt(3) == 0) {
                        attribute.addInts(extreme(random));
                    } else {
                        attribute.setInts(random.nextInt(attribute.getIntsCount()), extreme(random));
                    }
                } else if (attribute.hasT()) {
                    damage(attribute.getTBuilder(), random);
                } else if (attribute.hasS()) {
                    attribute.setS(ByteString.copyFromUtf8(text(random)));
                } else if (attribute.hasF()) {
                    attribute.setF(real(random));
                } else {
                    attribute.setI(extreme(random));
                }
            }
        }
    }

    private static AttributeProto attribute(String name, Random random) {
        AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name);
        return switch (random.nextInt(5)) {
            case 0 ->
                attribute
                        .setType(AttributeProto.AttributeType.INT)
                        .setI(extreme(random))
                        .build();
            case 1 ->
                attribute
                        .setType(AttributeProto.AttributeType.FLOAT)
                        .setF(real(random))
                        .build();
            case 2 ->
                attribute
                        .setType(AttributeProto.AttributeType.STRING)
                        .setS(ByteString.copyFromUtf8(text(random)))
                        .build();
            case 3 ->
                attribute
                        .setType(AttributeProto.AttributeType.INTS)
                        .addInts(extreme(random))
                        .addInts(extreme(random))
                        .build();
            default -> {
                GraphProto.Builder graph = GraphProto.newBuilder();
                for (int depth = random.nextInt(60); depth > 0; depth--) {
                    graph = GraphProto.newBuilder()
                            .addNode(NodeProto.newBuilder()
                                    .addAttribute(AttributeProto.newBuilder().setG(graph)));
                }
                yield attribute
                        .setType(AttributeProto.AttributeType.GRAPH)
                        .setG(graph)
                        .build();
            }
        };
    }

    // Values.

    private static String someValue(GraphProto.Builder graph, Random random) {
        int at = random.nextInt(graph.getNodeCount() + graph.getInitializerCount() + 1);
        if (at < graph.getNodeCount() && graph.getNode(at).getOutputCount() > 0) {
            return graph.getNode(at).getOutput(0);
        }
        int initializer = at - graph.getNodeCount();
        return initializer >= 0 && initializer < graph.getInitializerCount()
                ? graph.getInitializer(initializer).getName()
                : "";
    }

    private static long extreme(Random random) {
        return random.nextInt(3) == 0 ? random.nextInt(12) - 2 : EXTREMES[random.nextInt(EXTREMES.length)];
    }

    private static float real(Random random) {
        return REALS[random.nextInt(REALS.length)];
    }

    private static String text(Random random) {
        return TEXTS[random.nextInt(TEXTS.length)];
    }
}
