package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Layout;
import io.github.convolith.processor.graph.Misfit;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Op;
import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.graph.Reshape;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.onnx.model.Numbers;
import io.github.convolith.processor.onnx.model.OnnxException;
import io.github.convolith.processor.onnx.operator.Value.Computed;
import io.github.convolith.runtime.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A graph that grows node by node, and the weights that it needs. */
public final class GraphBuilder {
    /** What the tensors of a layer may be called behind its name. */
    private static final List<String> PARTS = List.of(".weight", ".bias", ".running_mean", ".running_var");

    /** Layers of a network, each a few lines of source; few of those that people train have a third of it. */
    private static final int MOST_NODES = 2500;

    private final List<Graph.Input> inputs = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Node> byName = new HashMap<>();
    private final List<String> order = new ArrayList<>();
    private final Map<String, Shape> shapes = new HashMap<>();
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private final Set<String> names = new HashSet<>();
    private final Set<String> layers = new HashSet<>();
    private final Map<String, String> reshaped = new HashMap<>();

    /**
     * The shape that a value of an ONNX shape normally has in a graph: without the batch axis, where that has a single
     * element.
     */
    public static Shape shape(List<Integer> dimensions) {
        if (dimensions.isEmpty()) {
            return Shape.of(1);
        }
        return Shape.ofDimensions(
                dimensions.size() > 1 && dimensions.get(0) == 1
                        ? dimensions.subList(1, dimensions.size())
                        : dimensions);
    }

    /** Adds an input. */
    public Computed input(String name, List<Integer> dimensions, Layout layout) {
        Shape shape = shape(dimensions);
        names.add(name);
        inputs.add(new Graph.Input(name, shape, layout));
        shapes.put(name, shape);
        return new Computed(name, dimensions);
    }

    /**
     * Adds a node.
     *
     * @param wish its name, if it is free
     * @param inputs the nodes whose results it takes, as they are
     * @return the name it got
     */
    String add(String wish, Op op, List<String> inputs, Parameters parameters) {
        OnnxException.unless(
                nodes.size() < MOST_NODES,
                "with it the network has more than %d layers, which is the limit",
                MOST_NODES);
        Node node = new Node(free(wish, names), op, inputs, parameters);
        Shape shape;
        try {
            shape = op.output(inputs.stream().map(this::shapeOf).toList());
        } catch (Misfit e) {
            throw new OnnxException(String.valueOf(e.getMessage()));
        } catch (ArithmeticException e) {
            throw new OnnxException("its result has more elements than an array can hold");
        }
        nodes.add(node);
        byName.put(node.name(), node);
        order.add(node.name());
        shapes.put(node.name(), shape);
        return node.name();
    }

    /** The node of a name, unless that is an input's. */
    Optional<Node> node(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The number that all elements of a stored tensor are, if they are the same. */
    Optional<Float> uniform(String tensor) {
        Tensor stored = tensors.get(tensor);
        float[] values = stored == null ? new float[0] : stored.values();
        if (values.length == 0) {
            return Optional.empty();
        }
        for (float value : values) {
            if (value != values[0]) {
                return Optional.empty();
            }
        }
        return Optional.of(values[0]);
    }

    /** The shape of a node's result. */
    Shape shapeOf(String node) {
        return Objects.requireNonNull(shapes.get(node), node);
    }

    /** A node whose result has the elements of another one's in another shape. */
    String reshape(String node, Shape shape) {
        if (shapeOf(node).equals(shape)) {
            return node;
        }
        String key = node + " as " + shape;
        String known = reshaped.get(key);
        if (known == null) {
            known = add(key, new Reshape(shape), List.of(node), Parameters.NONE);
            reshaped.put(key, known);
        }
        return known;
    }

    /**
     * A name for the weights of a node.
     *
     * @param weight the tensor that its weights are from; whatever stands before {@code .weight} is its layer
     * @param node what the layer is called otherwise
     */
    String layer(String weight, String node) {
        int end = weight.lastIndexOf(".weight");
        String wish = end > 0 && end == weight.length() - ".weight".length() ? weight.substring(0, end) : node;
        String name = wish;
        for (int number = 2; !isFree(name); number++) {
            name = wish + " " + number;
        }
        layers.add(name);
        for (String part : PARTS) {
            layers.add(name + part);
        }
        return name;
    }

    private boolean isFree(String layer) {
        return !layers.contains(layer) && PARTS.stream().noneMatch(part -> layers.contains(layer + part));
    }

    /** Keeps a tensor among the weights. */
    void store(String name, List<Integer> dimensions, float[] values) {
        for (int i = 0; i < values.length; i++) {
            OnnxException.unless(
                    Float.isFinite(values[i]), "its weights have %s at index %d of %s", values[i], i, name);
        }
        int[] sizes = dimensions.stream().mapToInt(Integer::intValue).toArray();
        tensors.put(name, Tensor.of(name, io.github.convolith.runtime.Shape.of(sizes), values));
    }

    /** The names of all nodes so far, in the order in which they came; it grows with them. */
    public List<String> names() {
        return Collections.unmodifiableList(order);
    }

    /** The graph with these outputs; nodes that none of them depends on are left out. */
    public Graph graph(List<Graph.Output> outputs) {
        Set<String> wanted = new HashSet<>();
        outputs.forEach(output -> wanted.add(output.value()));
        Deque<Node> needed = new ArrayDeque<>();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            Node node = nodes.get(i);
            if (wanted.contains(node.name())) {
                wanted.addAll(node.inputs());
                needed.addFirst(node);
            }
        }
        return new Graph(inputs, List.copyOf(needed), outputs);
    }

    /** The weights of a graph of these nodes. */
    public List<Tensor> tensors(Graph graph) {
        Set<String> used = new HashSet<>();
        graph.tensors().forEach(tensor -> used.add(tensor.name()));
        return tensors.values().stream()
                .filter(tensor -> used.contains(tensor.name()))
                .toList();
    }

    private static String free(String wish, Set<String> taken) {
        String name = wish;
        for (int number = 2; !taken.add(name); number++) {
            name = wish + " " + number;
        }
        return name;
    }

    /** How many elements of this shape there are. */
    static int count(List<Integer> dimensions) {
        return Numbers.count(dimensions);
    }
}
