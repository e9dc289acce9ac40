package io.github.convolith.processor.onnx.model;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import io.github.convolith.processor.onnx.model.OnnxModel.Dimension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the files of models and of single tensors. */
public final class ModelReader {
    /** Files beyond this are refused; protobuf itself ends at twice that. */
    private static final long LARGEST_FILE = 1L << 30;

    /** Messages within messages: a model without graphs inside of nodes has six. */
    private static final int DEPTH = 32;

    /** Characters of a name. */
    private static final int LONGEST_NAME = 1000;

    /** What the operators of ONNX itself may give as their domain. */
    private static final String OWN_DOMAIN = "ai.onnx";

    private final TensorReader tensors;

    private ModelReader(Path folder) {
        tensors = new TensorReader(folder);
    }

    /**
     * Reads a model.
     *
     * @throws OnnxException if the file is none, or holds what is not supported
     * @throws IOException if it cannot be read
     */
    public static OnnxModel read(Path file) throws IOException {
        return read(bytes(file), folder(file));
    }

    /**
     * Reads a model that is in memory.
     *
     * @param folder where the files are that it may keep tensors in
     * @throws OnnxException if it is none, or holds what is not supported
     */
    public static OnnxModel read(byte[] bytes, Path folder) {
        try {
            return new ModelReader(folder).model(ModelProto.parseFrom(bounded(bytes)));
        } catch (IOException e) {
            throw OnnxException.of("it is no ONNX model: %s", String.valueOf(e.getMessage()));
        }
    }

    /**
     * Reads a tensor from a file of its own, as the test data of ONNX have them.
     *
     * @throws OnnxException if the file is none, or holds what is not supported
     * @throws IOException if it cannot be read
     */
    public static Numbers readTensor(Path file) throws IOException {
        byte[] bytes = bytes(file);
        try {
            return new ModelReader(folder(file)).tensors.read(TensorProto.parseFrom(bounded(bytes)));
        } catch (InvalidProtocolBufferException e) {
            throw OnnxException.of("it is no ONNX tensor: %s", String.valueOf(e.getMessage()));
        }
    }

    private static Path folder(Path file) {
        return Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
    }

    private static byte[] bytes(Path file) throws IOException {
        long size = Files.size(file);
        OnnxException.unless(size <= LARGEST_FILE, "it has %d bytes; %d are the limit", size, LARGEST_FILE);
        return Files.readAllBytes(file);
    }

    private static CodedInputStream bounded(byte[] bytes) {
        CodedInputStream stream = CodedInputStream.newInstance(bytes);
        stream.setRecursionLimit(DEPTH);
        return stream;
    }

    private OnnxModel model(ModelProto model) {
        OnnxException.unless(
                model.hasGraph() && model.getGraph().getNodeCount() > 0, "it is no ONNX model: it has no graph");
        GraphProto graph = model.getGraph();
        OnnxException.unless(
                graph.getSparseInitializerCount() == 0, "it has sparse initializers, which are not supported");
        Map<String, Numbers> initializers = new LinkedHashMap<>();
        for (TensorProto tensor : graph.getInitializerList()) {
            OnnxException.unless(
                    initializers.put(named(tensor.getName()), tensors.read(tensor)) == null,
                    "it has two initializers called '%s'",
                    tensor.getName());
        }
        List<OnnxModel.Input> inputs = new ArrayList<>();
        for (ValueInfoProto input : graph.getInputList()) {
            if (!initializers.containsKey(input.getName())) {
                inputs.add(input(input));
            }
        }
        List<OnnxNode> nodes = new ArrayList<>();
        graph.getNodeList().forEach(node -> nodes.add(node(node)));
        return new OnnxModel(
                opset(model),
                inputs,
                graph.getOutputList().stream()
                        .map(ValueInfoProto::getName)
                        .map(ModelReader::named)
                        .toList(),
                nodes,
                initializers);
    }

    /** Models of the first versions name no opset; theirs is the first. */
    private static int opset(ModelProto model) {
        for (OperatorSetIdProto opset : model.getOpsetImportList()) {
            if (opset.getDomain().isEmpty() || opset.getDomain().equals(OWN_DOMAIN)) {
                OnnxException.unless(
                        opset.getVersion() >= 1 && opset.getVersion() <= Integer.MAX_VALUE,
                        "it names the opset %d",
                        opset.getVersion());
                return (int) opset.getVersion();
            }
        }
        return 1;
    }

    private static OnnxModel.Input input(ValueInfoProto input) {
        named(input.getName());
        int code = input.getType().getTensorType().getElemType();
        ElementType type = ElementType.of(code)
                .orElseThrow(() -> OnnxException.of(
                        "input '%s': it is %s",
                        input.getName(),
                        input.getType().hasTensorType() ? "a tensor of the type number " + code : "no tensor"));
        if (!input.getType().getTensorType().hasShape()) {
            return new OnnxModel.Input(input.getName(), type, Optional.empty());
        }
        List<Dimension> dimensions = new ArrayList<>();
        for (TensorShapeProto.Dimension size :
                input.getType().getTensorType().getShape().getDimList()) {
            boolean isFixed = size.hasDimValue() && size.getDimValue() > 0;
            OnnxException.unless(
                    !isFixed || size.getDimValue() <= Integer.MAX_VALUE,
                    "input '%s': it has an axis of %d elements",
                    input.getName(),
                    size.getDimValue());
            dimensions.add(
                    isFixed ? new Dimension.Fixed((int) size.getDimValue()) : new Dimension.Open(size.getDimParam()));
        }
        return new OnnxModel.Input(input.getName(), type, Optional.of(dimensions));
    }

    /** A name, unless it is none that a person or a program would have chosen, and would fill every message. */
    private static String named(String name) {
        OnnxException.unless(
                name.length() <= LONGEST_NAME,
                "it has a name of %d characters, '%s…'; %d are the limit",
                name.length(),
                name.substring(0, Math.min(name.length(), 40)),
                LONGEST_NAME);
        return name;
    }

    private OnnxNode node(NodeProto node) {
        String first = node.getOutputCount() == 0 ? "" : node.getOutput(0);
        String name = node.getName().isEmpty() ? first : node.getName();
        named(name);
        named(node.getOpType());
        node.getInputList().forEach(ModelReader::named);
        node.getOutputList().forEach(ModelReader::named);
        String domain = node.getDomain().equals(OWN_DOMAIN) ? "" : node.getDomain();
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        for (AttributeProto attribute : node.getAttributeList()) {
            try {
                attributes.put(named(attribute.getName()), attribute(attribute));
            } catch (OnnxException e) {
                throw e.at("attribute '" + attribute.getName() + "'").at(node.getOpType() + " '" + name + "'");
            }
        }
        return new OnnxNode(name, node.getOpType(), domain, node.getInputList(), node.getOutputList(), attributes);
    }

    private AttributeValue attribute(AttributeProto attribute) {
        return switch (kind(attribute)) {
            case INT -> new AttributeValue.Whole(attribute.getI());
            case FLOAT -> new AttributeValue.Real(attribute.getF());
            case STRING -> new AttributeValue.Text(attribute.getS().toStringUtf8());
            case INTS -> new AttributeValue.Integers(attribute.getIntsList());
            case FLOATS -> new AttributeValue.Reals(attribute.getFloatsList());
            case STRINGS ->
                new AttributeValue.Texts(attribute.getStringsList().stream()
                        .map(text -> text.toStringUtf8())
                        .toList());
            case TENSOR -> new AttributeValue.Tensor(tensors.read(attribute.getT()));
            case UNDEFINED -> new AttributeValue.Empty();
            default -> new AttributeValue.Other(kind(attribute).name());
        };
    }

    /** The type of an attribute; models of the first version do not tell, but have a single field set. */
    private static AttributeProto.AttributeType kind(AttributeProto attribute) {
        if (attribute.getType() != AttributeProto.AttributeType.UNDEFINED) {
            return attribute.getType();
        }
        if (attribute.getIntsCount() > 0) {
            return AttributeProto.AttributeType.INTS;
        }
        if (attribute.getFloatsCount() > 0) {
            return AttributeProto.AttributeType.FLOATS;
        }
        if (attribute.getStringsCount() > 0) {
            return AttributeProto.AttributeType.STRINGS;
        }
        if (attribute.hasT()) {
            return AttributeProto.AttributeType.TENSOR;
        }
        if (attribute.hasG() || attribute.getGraphsCount() > 0) {
            return AttributeProto.AttributeType.GRAPH;
        }
        if (attribute.hasS()) {
            return AttributeProto.AttributeType.STRING;
        }
        if (attribute.hasF()) {
            return AttributeProto.AttributeType.FLOAT;
        }
        return attribute.hasI() ? AttributeProto.AttributeType.INT : AttributeProto.AttributeType.UNDEFINED;
    }
}
