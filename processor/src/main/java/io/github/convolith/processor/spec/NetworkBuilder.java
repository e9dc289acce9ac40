package io.github.convolith.processor.spec;

import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Misfit;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Tensor;
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
import java.util.function.BiConsumer;

/** A network, or a block of one, while its layers are read one after the other. */
final class NetworkBuilder {
    /** What all blocks of a network have in common. */
    private static final class Whole {
        private final List<Graph.Input> inputs = new ArrayList<>();
        private final List<Node> nodes = new ArrayList<>();
        private final Map<String, Shape> shapes = new HashMap<>();
        private final Map<String, Tensor> tensors = new HashMap<>();

        void add(Node node) {
            shapes.put(
                    node.name(),
                    node.op().output(node.inputs().stream().map(this::shape).toList()));
            nodes.add(node);
        }

        Shape shape(String value) {
            return Objects.requireNonNull(shapes.get(value));
        }
    }

    /** A layer as it was read, so that another may share its weights. */
    private record Read(LayerReaders.Kind kind, Attributes attributes, String weights) {}

    private final Whole whole;

    /** What stands before the names of all values of a block; empty or ending in a dot. */
    private final String prefix;

    /** The value that each name of the spec stands for, in source order; empty for what could not be read. */
    private final Map<String, Optional<String>> values = new LinkedHashMap<>();

    /** The places of the annotations of what nothing has read yet, by name. */
    private final Map<String, String> unused = new LinkedHashMap<>();

    private final Map<String, Read> layers = new LinkedHashMap<>();

    /** The layers that the parts of a result belong to, by the names of the parts. */
    private final Map<String, String> wholes = new HashMap<>();

    private final Set<String> declared = new HashSet<>();

    /** The blocks around this one, by the names of their interfaces. */
    private final List<String> enclosing;

    /** Begins an empty network. */
    NetworkBuilder() {
        this(new Whole(), "", List.of());
    }

    private NetworkBuilder(Whole whole, String prefix, List<String> enclosing) {
        this.whole = whole;
        this.prefix = prefix;
        this.enclosing = enclosing;
    }

    /** Tells which layers there are going to be, so that a name further down is told from an unknown one. */
    void expect(List<String> names) {
        declared.addAll(names);
    }

    /** Adds something that is there, but could not be read: what depends on it is not read either. */
    void addUnknown(String name) {
        values.put(name, Optional.empty());
    }

    boolean isKnown(String name) {
        return values.containsKey(name);
    }

    /** Whether a layer has several results, of which each has a name of its own. */
    boolean hasParts(String name) {
        return wholes.containsValue(name);
    }

    /** Whether a name is that of a part of a layer that could not be read: what its parts would be is not known. */
    boolean isLost(String name) {
        return values.getOrDefault(whole(name), Optional.of(name)).isEmpty();
    }

    /** The layer that a name would be a part of; the name itself if it is not that of a part. */
    private static String whole(String part) {
        return part.replaceFirst("\\.[0-9]+$", "");
    }

    /** All names so far. */
    List<String> names() {
        return List.copyOf(values.keySet());
    }

    /** The value that a name stands for. */
    String value(String name) {
        return values.getOrDefault(name, Optional.empty()).orElse(name);
    }

    /** Notes that something reads a name; whoever reads one part of a layer reads the layer. */
    void use(String name) {
        unused.remove(name);
        unused.remove(whole(name));
    }

    /** The name of the last layer, if there is any. */
    Optional<String> lastLayer() {
        List<String> names = names();
        return names.isEmpty() || layers.isEmpty() ? Optional.empty() : Optional.of(names.get(names.size() - 1));
    }

    /** A name that is much like a wrong one, as a question; empty if there is none. */
    String suggestion(String wrong) {
        return Words.nearest(wrong, names())
                .map(name -> "; did you mean " + name + "?")
                .orElse("");
    }

    /** Tells of everything that nothing reads. */
    void unused(BiConsumer<String, Finding> findings) {
        unused.forEach((name, place) -> findings.accept(
                place,
                layers.containsKey(name)
                        ? Finding.onElement(Message.UNUSED_LAYER, name)
                        : Finding.onElement(Message.UNUSED_INPUT)));
    }

    /** The whole network. */
    Graph graph(List<Graph.Output> outputs) {
        return new Graph(whole.inputs, whole.nodes, outputs);
    }

    // Inputs.

    /**
     * Reads an input and how it is normalised.
     *
     * @param place where its annotation stands
     * @param own receives what is wrong with it
     */
    void readInput(String name, String place, Attributes attributes, List<Finding> own) {
        if (!enclosing.isEmpty()) {
            own.add(Finding.onElement(Message.INPUT_IN_BLOCK));
        }
        InputReader reader = new InputReader(attributes, own);
        Optional<Graph.Input> input = reader.read(name);
        Optional<Node> normalization = input.flatMap(given -> reader.normalization(given, name + "#normalized"));
        if (input.isEmpty() || !own.isEmpty()) {
            addUnknown(name);
            return;
        }
        whole.inputs.add(input.get());
        whole.shapes.put(name, input.get().shape());
        normalization.ifPresent(whole::add);
        values.put(name, Optional.of(normalization.map(Node::name).orElse(name)));
        unused.put(name, place);
    }

    // Layers.

    /**
     * Reads a layer and adds what it comes to.
     *
     * @param annotation the qualified name of its annotation
     * @param own receives what is wrong with it
     */
    void readLayer(String name, String annotation, Attributes attributes, List<Finding> own) {
        Optional<String> result = Optional.empty();
        try {
            result = readResult(name, annotation, attributes, own);
        } catch (Misfit e) {
            String attribute = attributes.isGiven("from") ? "from" : "";
            own.add(Finding.of(Message.MISFIT, attribute, String.valueOf(e.getMessage())));
        }
        values.put(name, own.isEmpty() ? result : Optional.empty());
        unused.put(name, name);
    }

    private Optional<String> readResult(String name, String annotation, Attributes attributes, List<Finding> own) {
        if (annotation.equals(BlockReader.BLOCK_LAYER)) {
            return from(attributes, LayerReaders.BLOCK, own).flatMap(from -> {
                layers.put(name, new Read(LayerReaders.BLOCK, attributes, name));
                return new BlockReader(attributes, enclosing, own).read(this, name, value(from.get(0)));
            });
        }
        Optional<Read> layer = annotation.equals(LayerReaders.SHARED_LAYER)
                ? shared(attributes, own)
                : Optional.of(new Read(LayerReaders.of(annotation), attributes, prefix + name));
        return layer.flatMap(read -> {
            layers.put(name, read);
            return from(attributes, read.kind(), own).flatMap(from -> add(name, read, from, own));
        });
    }

    /** The layer whose weights a layer shares. */
    private Optional<Read> shared(Attributes attributes, List<Finding> own) {
        Optional<String> of = attributes.text("of");
        if (of.isEmpty()) {
            return Optional.empty();
        }
        Read read = layers.get(of.get());
        if (read == null) {
            List<String> known = List.copyOf(layers.keySet());
            own.add(Finding.of(Message.UNKNOWN_NAME, "of", "of", of.get(), suggestion(of.get()), Words.or(known)));
            return Optional.empty();
        }
        if (read.kind().equals(LayerReaders.BLOCK)) {
            own.add(Finding.of(Message.SHARED_BLOCK, "of", of.get()));
            return Optional.empty();
        }
        return Optional.of(read);
    }

    /** Adds the nodes of a layer; returns the name of its result. */
    private Optional<String> add(String name, Read read, List<String> from, List<Finding> own) {
        List<String> given = from.stream().map(this::value).toList();
        List<Shape> shapes = given.stream().map(whole::shape).toList();
        LayerContext layer = new LayerContext(prefix + name, read.weights(), read.attributes(), given, shapes, own);
        Optional<List<Node>> nodes = read.kind().reader().read(layer);
        if (nodes.isEmpty() || !own.isEmpty()) {
            return Optional.empty();
        }
        for (Node node : nodes.get()) {
            checkTensors(node, own);
            whole.add(node);
            if (node.name().startsWith(prefix + name + ".")) {
                String part = node.name().substring(prefix.length());
                values.put(part, Optional.of(node.name()));
                wholes.put(part, name);
            }
        }
        return Optional.of(nodes.get().get(nodes.get().size() - 1).name());
    }

    /** Whether the weights that layers share have one shape for all of them. */
    private void checkTensors(Node node, List<Finding> own) {
        for (Tensor tensor : Tensor.of(node.parameters())) {
            Tensor other = whole.tensors.putIfAbsent(tensor.name(), tensor);
            if (other != null && !other.equals(tensor)) {
                own.add(Finding.of(
                        Message.SHARED_MISFIT, "from", tensor.name(), other.dimensions(), tensor.dimensions()));
            }
        }
    }

    /** The names of what goes into a layer; empty if something is wrong with them, or with what they stand for. */
    private Optional<List<String>> from(Attributes attributes, LayerReaders.Kind kind, List<Finding> own) {
        List<String> from = attributes.texts("from").orElse(List.of());
        if (from.isEmpty() && kind.most() > 0 && !values.isEmpty()) {
            from = List.of(names().get(values.size() - 1));
        }
        int before = own.size();
        for (String name : from) {
            if (declared.contains(name) && !isKnown(name)) {
                own.add(Finding.of(Message.FROM_LATER, "from", name));
            } else if (hasParts(name)) {
                own.add(Finding.of(Message.SEVERAL_RESULTS, "from", name, name));
            } else if (!isKnown(name) && !isLost(name)) {
                own.add(Finding.of(Message.UNKNOWN_NAME, "from", "from", name, suggestion(name), Words.or(names())));
            }
        }
        if (from.size() < kind.least() || from.size() > kind.most()) {
            String wanted = (kind.least() == kind.most() ? "" : "at least ") + Words.count(kind.least(), "activation");
            own.add(Finding.of(Message.FROM_COUNT, "from", Words.count(from.size(), "activation"), wanted));
        }
        from.forEach(this::use);
        boolean isRead = from.stream()
                .allMatch(name -> values.getOrDefault(name, Optional.empty()).isPresent());
        return own.size() == before && isRead ? Optional.of(from) : Optional.empty();
    }

    // Blocks.

    /** A builder for a block within this network, whose input is a value of this one. */
    NetworkBuilder block(String name, String block, String input) {
        List<String> around = new ArrayList<>(enclosing);
        around.add(block);
        NetworkBuilder inner = new NetworkBuilder(whole, prefix + name + ".", around);
        inner.values.put(BlockReader.INPUT, Optional.of(input));
        inner.unused.put(BlockReader.INPUT, "");
        return inner;
    }
}
