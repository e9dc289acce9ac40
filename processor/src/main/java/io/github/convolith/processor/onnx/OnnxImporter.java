package io.github.convolith.processor.onnx;

import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Layout;
import io.github.convolith.processor.graph.Origin;
import io.github.convolith.processor.onnx.model.AttributeValue;
import io.github.convolith.processor.onnx.model.Numbers;
import io.github.convolith.processor.onnx.model.OnnxException;
import io.github.convolith.processor.onnx.model.OnnxModel;
import io.github.convolith.processor.onnx.model.OnnxNode;
import io.github.convolith.processor.onnx.operator.GraphBuilder;
import io.github.convolith.processor.onnx.operator.NodeContext;
import io.github.convolith.processor.onnx.operator.NotKnown;
import io.github.convolith.processor.onnx.operator.Operators;
import io.github.convolith.processor.onnx.operator.Outputs;
import io.github.convolith.processor.onnx.operator.Value;
import io.github.convolith.processor.onnx.operator.Value.Known;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes a graph of a model: node by node, computing at once what only depends on known numbers. */
public final class OnnxImporter {
    private final OnnxModel model;
    private final ImportOptions options;
    private final InputShapes shapes;
    private final GraphBuilder builder = new GraphBuilder();
    private final Map<String, Value> values = new HashMap<>();

    /** The nodes of the graph that each node of the model became, as far as it was looked at. */
    private final IdentityHashMap<OnnxNode, List<String>> made = new IdentityHashMap<>();

    private OnnxImporter(OnnxModel model, ImportOptions options) {
        this.model = model;
        this.options = options;
        this.shapes = new InputShapes(model.inputs(), options);
    }

    /**
     * Imports a model.
     *
     * @throws OnnxException if it asks for what is not supported, with the place in the model
     * @throws NotKnown if it computes numbers, or takes them as inputs, that have to be known
     */
    public static OnnxImport run(OnnxModel model, ImportOptions options) {
        return new OnnxImporter(model, options).run();
    }

    private OnnxImport run() {
        model.initializers().forEach((name, numbers) -> values.put(name, new Known(name, numbers)));
        List<String> outputs = options.outputs().isEmpty() ? model.outputs() : options.outputs();
        List<OnnxNode> nodes = needed(outputs);
        shapes.check();
        for (OnnxModel.Input input : model.inputs()) {
            add(input, nodes);
        }
        for (OnnxNode node : nodes) {
            int before = builder.names().size();
            add(node);
            made.put(
                    node,
                    List.copyOf(builder.names().subList(before, builder.names().size())));
        }
        Set<String> names = new HashSet<>();
        List<Graph.Output> ports = new ArrayList<>();
        for (String output : outputs) {
            OnnxException.unless(names.add(output), "it has two outputs '%s'", output);
            Value value = values.get(output);
            if (value == null) {
                throw OnnxException.of(
                        "there is no value '%s' to be an output; those of the model are %s",
                        output, String.join(", ", model.outputs()));
            }
            // What has no elements cannot be handed out.
            if (Numbers.count(value.dimensions()) > 0) {
                ports.add(Outputs.of(output, value, builder));
            }
        }
        Graph graph = builder.graph(ports);
        Set<String> kept = graph.producers().keySet();
        List<Origin> origins =
                model.nodes().stream().map(node -> origin(node, kept)).toList();
        return new OnnxImport(graph, builder.tensors(graph), origins);
    }

    private Origin origin(OnnxNode node, Set<String> kept) {
        List<String> all = made.get(node);
        if (all == null) {
            return new Origin(node.place(), "", List.of(), "dropped: no output depends on it");
        }
        List<String> nodes = all.stream().filter(kept::contains).toList();
        for (String output : node.outputs()) {
            Value result = values.get(output);
            if (result != null) {
                String otherwise = result instanceof Known
                        ? "folded to a constant"
                        : all.isEmpty() ? "nothing is left to compute" : "part of what reads it";
                return new Origin(node.place(), Numbers.text(result.dimensions()), nodes, otherwise);
            }
        }
        return new Origin(node.place(), "", nodes, "");
    }

    /** The nodes that the outputs depend on, in their order. */
    private List<OnnxNode> needed(List<String> outputs) {
        Set<String> wanted = new HashSet<>(outputs);
        Deque<OnnxNode> needed = new ArrayDeque<>();
        for (int i = model.nodes().size() - 1; i >= 0; i--) {
            OnnxNode node = model.nodes().get(i);
            if (node.outputs().stream().anyMatch(wanted::contains)) {
                wanted.addAll(node.inputs());
                needed.addFirst(node);
            }
        }
        return List.copyOf(needed);
    }

    private void add(OnnxModel.Input input, List<OnnxNode> nodes) {
        Numbers bound = options.bound().get(input.name());
        if (bound != null) {
            values.put(input.name(), new Known(input.name(), bound));
            return;
        }
        if (!input.type().isReal()) {
            throw new OnnxException(
                    "input '" + input.name() + "' is of type " + input.type() + "; only floats are computed with");
        }
        List<Integer> dimensions = shapes.dimensions(input);
        try {
            int count = Numbers.count(dimensions);
            OnnxException.unless(count > 0, "it has no elements");
        } catch (OnnxException e) {
            throw e.at("input '" + input.name() + "'");
        }
        values.put(input.name(), inLayout(input.name(), dimensions, nodes));
    }

    /** Where all that reads an input first brings its channels to the front, the input has them last. */
    private Value inLayout(String name, List<Integer> dimensions, List<OnnxNode> nodes) {
        int rank = dimensions.size();
        boolean isImage =
                rank >= 3 && dimensions.get(0) == 1 && !model.outputs().contains(name);
        boolean isLast = isImage
                && nodes.stream()
                        .filter(node -> node.inputs().contains(name))
                        .allMatch(node -> node.operator().equals("Transpose") && bringsLastFirst(node, rank));
        if (!isLast) {
            return builder.input(name, dimensions, Layout.NCHW);
        }
        List<Integer> stored = new ArrayList<>(List.of(1, dimensions.get(rank - 1)));
        stored.addAll(dimensions.subList(1, rank - 1));
        List<Integer> order = new ArrayList<>(List.of(0));
        for (int axis = 2; axis < rank; axis++) {
            order.add(axis);
        }
        order.add(1);
        return new Value.Computed(builder.input(name, stored, Layout.NHWC).node(), stored, order);
    }

    private static boolean bringsLastFirst(OnnxNode node, int rank) {
        List<Long> expected = new ArrayList<>(List.of(0L, rank - 1L));
        for (long axis = 1; axis < rank - 1; axis++) {
            expected.add(axis);
        }
        return new AttributeValue.Integers(expected).equals(node.attributes().get("perm"));
    }

    private void add(OnnxNode node) {
        try {
            List<Optional<Value>> inputs = new ArrayList<>();
            for (String input : node.inputs()) {
                Optional<Value> value = Optional.ofNullable(values.get(input));
                OnnxException.unless(
                        input.isEmpty() || value.isPresent(), "there is no value '%s' for it to take", input);
                inputs.add(value);
            }
            NodeContext context = new NodeContext(node, model.opset(), inputs, builder);
            Optional<Map<Integer, Value>> results =
                    node.domain().isEmpty() ? Operators.apply(context) : Optional.empty();
            Map<Integer, Value> named = results.orElseThrow(() -> OnnxException.of(
                    "the operator%s is not supported in opset %d",
                    node.domain().isEmpty() ? "" : " of the domain '" + node.domain() + "'", model.opset()));
            for (int output = 0; output < node.outputs().size(); output++) {
                if (context.isGiven(output)) {
                    Value value = named.get(output);
                    if (value == null) {
                        throw OnnxException.of(
                                "its result %d, '%s', is not supported",
                                output + 1, node.outputs().get(output));
                    }
                    values.put(node.outputs().get(output), value);
                }
            }
        } catch (OnnxException e) {
            throw e.at(node.place());
        } catch (ArithmeticException e) {
            throw new OnnxException("its sizes are beyond all bounds").at(node.place());
        }
    }
}
