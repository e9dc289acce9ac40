package io.github.convolith.processor.spec;

import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Misfit;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.message.Finding;
import io.github.convolith.processor.message.Message;
import io.github.convolith.processor.message.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A network while its layers are read, one after the other. */
final class NetworkBuilder {
    private final List<Finding> findings;
    private final List<Graph.Input> inputs = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();

    /** The value that each name of the spec stands for, in source order; empty for what could not be read. */
    private final Map<String, Optional<String>> values = new LinkedHashMap<>();

    /** The annotations' places of the layers and inputs that nothing has read yet, by name. */
    private final Map<String, String> unused = new LinkedHashMap<>();

    private final Map<String, Shape> shapes = new HashMap<>();
    private final Set<String> laterNames = new HashSet<>();

    /**
     * @param findings receives what is wrong with the network as a whole
     */
    NetworkBuilder(List<Finding> findings) {
        this.findings = findings;
    }

    /** Tells which layers there are going to be, so that a name further down is told from an unknown one. */
    void expect(List<String> names) {
        laterNames.addAll(names);
    }

    /** Adds something that is there, but could not be read: what depends on it is not read either. */
    void addUnknown(String name) {
        values.put(name, Optional.empty());
    }

    void addInput(Graph.Input input, String place) {
        inputs.add(input);
        shapes.put(input.name(), input.shape());
        values.put(input.name(), Optional.of(input.name()));
        unused.put(input.name(), place);
    }

    /** Lets a name stand for the result of a node. */
    void alias(String name, Node node) {
        add(node);
        values.put(name, Optional.of(node.name()));
    }

    private void add(Node node) {
        shapes.put(
                node.name(),
                node.op().output(node.inputs().stream().map(this::shape).toList()));
        nodes.add(node);
    }

    private Shape shape(String value) {
        return Objects.requireNonNull(shapes.get(value));
    }

    boolean isKnown(String name) {
        return values.containsKey(name);
    }

    /** All names so far. */
    List<String> names() {
        return List.copyOf(values.keySet());
    }

    /** The value that a name stands for. */
    String value(String name) {
        return values.getOrDefault(name, Optional.empty()).orElse(name);
    }

    /** Notes that something reads a name. */
    void use(String name) {
        unused.remove(name);
    }

    /** The name added last. */
    Optional<String> last() {
        List<String> names = names();
        return names.isEmpty() || nodes.isEmpty() ? Optional.empty() : Optional.of(names.get(names.size() - 1));
    }

    /**
     * Reads a layer and adds what it comes to.
     *
     * @param annotation the qualified name of its annotation
     * @param own receives what is wrong with it
     */
    void addLayer(String name, String annotation, Attributes attributes, List<Finding> own) {
        LayerReaders.Kind kind = LayerReaders.ALL.get(annotation);
        if (kind == null) {
            own.add(Finding.onElement(Message.NOT_IN_A_NETWORK, annotation.substring(annotation.lastIndexOf('.') + 1)));
            addUnknown(name);
            return;
        }
        Optional<List<String>> from = from(attributes, kind, own);
        if (from.isEmpty()) {
            addUnknown(name);
            return;
        }
        from.get().forEach(this::use);
        List<String> given = from.get().stream().map(this::value).toList();
        List<Shape> givenShapes = given.stream().map(this::shape).toList();
        LayerContext layer = new LayerContext(name, name, attributes, given, givenShapes, own);
        Optional<List<Node>> read = Optional.empty();
        try {
            read = kind.reader().read(layer);
            read.ifPresent(result -> result.forEach(this::add));
        } catch (Misfit e) {
            own.add(Finding.of(
                    Message.MISFIT, attributes.isGiven("from") ? "from" : "", String.valueOf(e.getMessage())));
            read = Optional.empty();
        }
        if (read.isEmpty()) {
            addUnknown(name);
            return;
        }
        unused.put(name, name);
        List<Node> result = read.get();
        values.put(name, Optional.of(result.get(result.size() - 1).name()));
        for (Node node : result) {
            if (node.name().startsWith(name + ".")) {
                values.put(node.name(), Optional.of(node.name()));
            }
        }
    }

    /** The names of what goes into a layer; empty if something is wrong with them, or with what they stand for. */
    private Optional<List<String>> from(Attributes attributes, LayerReaders.Kind kind, List<Finding> own) {
        List<String> from = attributes.texts("from").orElse(List.of());
        if (from.isEmpty()) {
            List<String> names = names();
            if (names.isEmpty()) {
                return Optional.empty();
            }
            from = List.of(names.get(names.size() - 1));
        }
        int before = own.size();
        for (String name : from) {
            if (isKnown(name)) {
                continue;
            }
            own.add(
                    laterNames.contains(name)
                            ? Finding.of(Message.FROM_LATER, "from", name)
                            : Finding.of(
                                    Message.UNKNOWN_NAME, "from", "from", name, suggestion(name), Words.or(names())));
        }
        if (from.size() < kind.least() || from.size() > kind.most()) {
            String wanted = kind.least() == kind.most()
                    ? Words.count(kind.least(), "activation")
                    : "at least " + Words.count(kind.least(), "activation");
            own.add(Finding.of(Message.FROM_COUNT, "from", Words.count(from.size(), "activation"), wanted));
        }
        boolean isRead = from.stream()
                .allMatch(name -> values.getOrDefault(name, Optional.empty()).isPresent());
        return own.size() == before && isRead ? Optional.of(from) : Optional.empty();
    }

    /** A name that is much like a wrong one, as a question; empty if there is none. */
    String suggestion(String wrong) {
        return Words.nearest(wrong, names())
                .map(name -> "; did you mean " + name + "?")
                .orElse("");
    }

    /** The whole network; empty if something is wrong with it. */
    Optional<Graph> graph(List<Graph.Output> outputs) {
        unused.forEach((name, place) ->
                findings.add((inputs.stream().anyMatch(input -> input.name().equals(name))
                                ? Finding.onElement(Message.UNUSED_INPUT)
                                : Finding.onElement(Message.UNUSED_LAYER, name))
                        .at(place, name)));
        return findings.isEmpty() ? Optional.of(new Graph(inputs, nodes, outputs)) : Optional.empty();
    }
}
