package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.Constant;
import io.github.convolith.processor.graph.Learned;
import io.github.convolith.processor.graph.Op;
import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Transpose;
import io.github.convolith.processor.graph.Values;
import io.github.convolith.processor.onnx.model.Numbers;
import io.github.convolith.processor.onnx.model.OnnxException;
import io.github.convolith.processor.onnx.model.OnnxNode;
import io.github.convolith.processor.onnx.operator.Value.Computed;
import io.github.convolith.processor.onnx.operator.Value.Known;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One node of a model while it is imported: what it takes, how it is set, and where its results go. */
public final class NodeContext {
    /** Numbers up to which they are written into the code, where passes can compute with them. */
    private static final int MOST_IN_CODE = 16;

    private final OnnxNode node;
    private final int opset;
    private final List<Optional<Value>> inputs;
    private final NodeAttributes attributes;
    private final GraphBuilder builder;
    private final Map<Integer, Value> results = new HashMap<>();

    /**
     * @param inputs what it takes, empty for what is left out
     */
    public NodeContext(OnnxNode node, int opset, List<Optional<Value>> inputs, GraphBuilder builder) {
        this.node = node;
        this.opset = opset;
        this.inputs = List.copyOf(inputs);
        this.attributes = new NodeAttributes(node);
        this.builder = builder;
    }

    /** The results of the node, by their place among its outputs. */
    public Map<Integer, Value> results() {
        attributes.requireAllRead();
        return Map.copyOf(results);
    }

    String operator() {
        return node.operator();
    }

    int opset() {
        return opset;
    }

    NodeAttributes attributes() {
        return attributes;
    }

    GraphBuilder builder() {
        return builder;
    }

    // What it takes.

    int inputs() {
        return inputs.size();
    }

    boolean has(int input) {
        return input < inputs.size() && inputs.get(input).isPresent();
    }

    Value value(int input) {
        OnnxException.unless(has(input), "its input %d is missing", input + 1);
        return inputs.get(input).orElseThrow();
    }

    List<Integer> dimensions(int input) {
        return value(input).dimensions();
    }

    boolean isKnown(int input) {
        return has(input) && value(input) instanceof Known;
    }

    /** An input whose numbers have to be known. */
    Known knownValue(int input, String what) {
        if (value(input) instanceof Known known) {
            return known;
        }
        throw new NotKnown(what, node.inputs().get(input));
    }

    Numbers known(int input, String what) {
        return knownValue(input, what).numbers();
    }

    /** An input that is computed, with its elements in their order. */
    Computed computed(int input) {
        return inOrder(uncertain(input));
    }

    /** An input that is computed, with its axes in whatever order. */
    Computed uncertain(int input) {
        Value value = value(input);
        return value instanceof Known known ? constant(known) : (Computed) value;
    }

    // What it makes.

    /** Whether somebody asks for an output. */
    boolean wants(int output) {
        return output < node.outputs().size() && !node.outputs().get(output).isEmpty();
    }

    /** Whether an output has a name. */
    public boolean isGiven(int output) {
        return wants(output);
    }

    /** A number that the operator itself brings along, as an operand. */
    Known number(String what, float value) {
        return new Known(name(0) + " " + what, Numbers.of(List.of(), value));
    }

    int outputs() {
        return node.outputs().size();
    }

    /** What a node that makes an output is called. */
    String name(int output) {
        return wants(output) ? node.outputs().get(output) : node.name();
    }

    void result(int output, Value value) {
        results.put(output, value);
    }

    void result(Value value) {
        result(0, value);
    }

    void result(Numbers numbers) {
        result(new Known(name(0), numbers));
    }

    // Nodes.

    private Computed add(Op op, List<String> operands, Parameters parameters, String name, List<Integer> dimensions) {
        return new Computed(builder.add(name, op, operands, parameters), dimensions);
    }

    /** Adds a node that takes results as they are; its own has a shape in ONNX. */
    Computed add(Op op, List<String> operands, Parameters parameters, List<Integer> dimensions) {
        return new Computed(builder.add(name(0), op, operands, parameters), dimensions);
    }

    Computed add(Op op, String operand, List<Integer> dimensions) {
        return add(op, List.of(operand), Parameters.NONE, dimensions);
    }

    /** The node of a value, in the shape that values of its dimensions normally have. */
    String plain(Computed value) {
        return builder.reshape(inOrder(value).node(), GraphBuilder.shape(value.dimensions()));
    }

    /** The node of a value, in a shape. */
    String as(Computed value, Shape shape) {
        return builder.reshape(inOrder(value).node(), shape);
    }

    /** The node of a value, with the batch as its first axis. */
    String whole(Computed value) {
        return as(value, value.dimensions().isEmpty() ? Shape.of(1) : Shape.ofDimensions(value.dimensions()));
    }

    /** The same value, with its elements in their order. */
    Computed inOrder(Computed value) {
        if (value.isInOrder()) {
            return new Computed(value.node(), value.dimensions());
        }
        String source = builder.reshape(value.node(), Shape.ofDimensions(value.stored()));
        String transposed =
                builder.add(value.node() + " in order", new Transpose(value.order()), List.of(source), Parameters.NONE);
        return new Computed(transposed, value.dimensions());
    }

    /** Known numbers as something that is computed. */
    Computed constant(Known known) {
        List<Integer> dimensions = known.dimensions();
        OnnxException.unless(GraphBuilder.count(dimensions) > 0, "its input '%s' has no elements", known.name());
        Shape shape = GraphBuilder.shape(dimensions);
        float[] values = known.numbers().reals();
        if (values.length <= MOST_IN_CODE) {
            double[] exact = new double[values.length];
            for (int i = 0; i < exact.length; i++) {
                exact[i] = values[i];
            }
            return add(new Constant(shape, exact), List.of(), Parameters.NONE, known.name(), dimensions);
        }
        String tensor = builder.layer("", known.name());
        builder.store(tensor, shape.dimensions(), values);
        return add(new Learned(shape), List.of(), new Values(tensor, shape), known.name(), dimensions);
    }

    /**
     * The same for every item of a batch.
     *
     * @param each makes the node of a result of the node of an item, both without the batch axis
     * @param dimensions of the whole result, the batch first
     */
    Computed perItem(Computed value, UnaryOperator<String> each, List<Integer> dimensions) {
        int batch = value.dimensions().get(0);
        Shape item = Shape.ofDimensions(
                value.dimensions().subList(1, value.dimensions().size()));
        if (batch == 1) {
            return new Computed(each.apply(as(value, item)), dimensions);
        }
        String whole = whole(value);
        List<Integer> single = new ArrayList<>(dimensions);
        single.set(0, 1);
        List<String> results = new ArrayList<>();
        for (int index = 0; index < batch; index++) {
            String part = builder.add(
                    value.node() + " " + index,
                    Slices.one(builder.shapeOf(whole), 0, index),
                    List.of(whole),
                    Parameters.NONE);
            results.add(builder.reshape(each.apply(builder.reshape(part, item)), Shape.ofDimensions(single)));
        }
        return new Computed(Slices.joined(this, 0, results), dimensions);
    }

    /** Fails unless a condition holds. */
    static void require(boolean holds, String format, Object... values) {
        OnnxException.unless(holds, format, values);
    }
}
