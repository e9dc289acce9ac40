package io.github.convolith.processor.network;

import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Layout;
import io.github.convolith.processor.graph.Misfit;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Op;
import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.graph.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/** A random network while it grows. */
final class Sketch {
    /** The reference takes its time; and what goes wrong does so in small networks too. */
    private static final int MOST_ELEMENTS = 1500;

    /** Names that mean something in the generated source, or nothing in Java, as those of imported models. */
    private static final String[] ODD_NAMES = {
        "arena", "weights", "INPUTS", "OUTPUTS", "class", "int", "0", "12", "a-b", "x y", "conv/Relu:0", "größe", "x",
        "link", "describe", "convolution", "List", "Filter", "String", "C", "c", "_", "a_b", "a.b", "$", "in#put",
        "*/", "\\user", "\\u002a/", "two\nlines", "\"", "{@code", "$L", "Affine", "sum", "%s", "NetworkSession"
    };

    final Random random;
    private final List<Graph.Input> inputs = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Shape> shapes = new LinkedHashMap<>();
    private final Map<String, Shape> hidden = new LinkedHashMap<>();
    private final Set<String> bounded = new HashSet<>();
    private final Set<String> read = new HashSet<>();

    Sketch(Random random) {
        this.random = random;
    }

    // What is there.

    /** An existing value, the younger the likelier. */
    String any() {
        return any(shape -> true).orElseThrow();
    }

    /** An existing value of a kind of shapes, the younger the likelier. */
    Optional<String> any(Predicate<Shape> wanted) {
        List<String> fitting = shapes.keySet().stream()
                .filter(name -> wanted.test(shapes.get(name)))
                .toList();
        if (fitting.isEmpty()) {
            return Optional.empty();
        }
        int last = fitting.size() - 1;
        if (once(2)) {
            // Chains, of which the passes make one node, are rarer than they are in real networks otherwise.
            return Optional.of(fitting.stream()
                    .filter(name -> !read.contains(name))
                    .reduce((older, younger) -> younger)
                    .orElse(fitting.get(last)));
        }
        return Optional.of(fitting.get(last - Math.min(last, (int) Math.abs(random.nextGaussian() * 1.5))));
    }

    /** An existing value whose elements are of the order of one, so that products with it do not grow. */
    Optional<String> anyBounded(Predicate<Shape> wanted) {
        List<String> fitting = bounded.stream()
                .filter(name -> wanted.test(shapes.get(name)))
                .sorted()
                .toList();
        return fitting.isEmpty() ? Optional.empty() : Optional.of(fitting.get(random.nextInt(fitting.size())));
    }

    Shape shape(String value) {
        return shapes.getOrDefault(value, hidden.get(value));
    }

    List<Node> nodes() {
        return nodes;
    }

    // Random choices.

    /** One of so many cases, on average. */
    boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    /** Any function; the identity and the simplest most often. */
    Activation activation() {
        Activation.Kind[] kinds = Activation.Kind.values();
        return once(2)
                ? Activation.NONE
                : activation(once(2) ? kinds[between(1, 2)] : kinds[between(1, kinds.length - 1)]);
    }

    /** A function with random parameters. */
    Activation activation(Activation.Kind kind) {
        float alpha = kind.hasAlpha() ? 0.05f + random.nextInt(15) / 10f : 0f;
        float beta = kind.hasBeta() ? random.nextInt(10) / 10f : 0f;
        return new Activation(kind, alpha, beta);
    }

    // What is added.

    void input() {
        int channels = between(1, 6);
        Shape shape = switch (random.nextInt(8)) {
            case 0 -> Shape.of(between(1, 40));
            case 1, 2 -> Shape.of(channels, between(1, 30));
            default -> Shape.of(channels, between(1, 12), between(1, 12));
        };
        String name = name("input");
        inputs.add(new Graph.Input(name, shape, layout()));
        shapes.put(name, shape);
        bounded.add(name);
    }

    /** Adds a node, if there is a result of a reasonable size; tells its name. */
    Optional<String> add(Op op, Parameters parameters, String... from) {
        Shape shape;
        try {
            shape = op.output(List.of(from).stream().map(this::shape).toList());
        } catch (Misfit e) {
            return Optional.empty();
        }
        if (shape.elements() > MOST_ELEMENTS) {
            return Optional.empty();
        }
        String name = name("layer");
        nodes.add(new Node(name, op, List.of(from), parameters));
        shapes.put(name, shape);
        read.addAll(List.of(from));
        return Optional.of(name);
    }

    Optional<String> add(Op op, String... from) {
        return add(op, Parameters.NONE, from);
    }

    /** Keeps a value from being read by anything that is not told its name, and from coming out. */
    void hide(String value) {
        hidden.put(value, shapes.get(value));
        shapes.remove(value);
    }

    /** Notes that the elements of a value are of the order of one. */
    void setBounded(String value) {
        bounded.add(value);
    }

    boolean isBounded(String value) {
        return bounded.contains(value);
    }

    /** A new name for the weights of a layer. */
    String weights() {
        return (once(4) ? "block." : once(10) ? ODD_NAMES[random.nextInt(ODD_NAMES.length)] : "w") + nodes.size();
    }

    private String name(String stem) {
        String plain = stem + (shapes.size() + hidden.size() + 1);
        String odd = ODD_NAMES[random.nextInt(ODD_NAMES.length)];
        return once(6) && !shapes.containsKey(odd) && !hidden.containsKey(odd) ? odd : plain;
    }

    private Layout layout() {
        return once(3) ? Layout.NHWC : Layout.NCHW;
    }

    /** The network. What nothing reads comes out, and now and then what something reads as well. */
    Graph graph() {
        List<Graph.Output> outputs = new ArrayList<>();
        for (String value : shapes.keySet()) {
            boolean isInput = inputs.stream().anyMatch(input -> input.name().equals(value));
            boolean isUnread = !read.contains(value);
            if (isUnread && !outputs.isEmpty() && once(20)) {
                continue; // Nobody is interested in it.
            }
            if (isUnread || once(isInput ? 30 : 12)) {
                outputs.add(new Graph.Output(once(5) ? value + "_out" : value, value, layout()));
                if (once(15)) {
                    outputs.add(new Graph.Output(value + "_again", value, layout()));
                }
            }
        }
        if (outputs.isEmpty()) {
            outputs.add(new Graph.Output(
                    inputs.get(0).name(), inputs.get(0).name(), inputs.get(0).layout()));
        }
        return new Graph(inputs, nodes, outputs);
    }
}
