package io.github.convolith.processor.spec;

import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Layout;
import io.github.convolith.processor.message.Finding;
import io.github.convolith.processor.message.Message;
import io.github.convolith.processor.message.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Reads the interface of a network: its inputs, its layers, its outputs. */
public final class NetworkReader {
    /** The annotation of the interface. */
    public static final String NETWORK = "io.github.convolith.annotations.Network";

    /** How the only input is called that the annotation of the interface describes. */
    private static final String INPUT = "input";

    private final TypeElement element;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Place> places = new HashMap<>();
    private final NetworkBuilder builder = new NetworkBuilder();
    private final LayersReader layers;

    private NetworkReader(TypeElement element) {
        this.element = element;
        this.layers = new LayersReader(element, builder, (layer, finding) -> findings.add(finding.at(layer, layer)));
    }

    /** Reads an interface that carries {@code @Network}. */
    public static NetworkReading read(TypeElement element, Elements elements) {
        return new NetworkReader(element).read(elements);
    }

    /** Whether an annotation is one of ours. */
    public static boolean isOurs(TypeElement annotation) {
        return annotation.getQualifiedName().toString().startsWith(Annotations.PACKAGE);
    }

    /** Whether the methods of a type are layers. */
    public static boolean hasLayers(Element type) {
        return Annotations.find(type, NETWORK).isPresent()
                || Annotations.find(type, BlockReader.BLOCK).isPresent();
    }

    private NetworkReading read(Elements elements) {
        SpecName name = SpecName.ofNetwork(element, elements);
        findings.addAll(SpecName.networkFindings(element));
        AnnotationMirror mirror = Annotations.find(element, NETWORK).orElseThrow();
        places.put("", place(element, mirror));
        for (ExecutableElement method : layers.methods()) {
            Annotations.layers(method).stream()
                    .findFirst()
                    .ifPresent(
                            layer -> places.putIfAbsent(method.getSimpleName().toString(), place(method, layer)));
            places.putIfAbsent(method.getSimpleName().toString(), new Place(method, mirror, Map.of()));
        }
        Optional<Attributes> legible = Attributes.of(mirror);
        Optional<String> weights =
                legible.flatMap(attributes -> attributes.text("weights")).filter(path -> !path.isEmpty());
        Optional<NetworkSpec> spec = Optional.empty();
        if (legible.isPresent() && findings.isEmpty()) {
            Attributes attributes = legible.get();
            readInput(attributes);
            layers.read();
            spec = graph(attributes).map(graph -> new NetworkSpec(graph, weights, attributes.text()));
        }
        return new NetworkReading(element, name, spec, findings, places, weights.isPresent());
    }

    private static Place place(Element element, AnnotationMirror mirror) {
        return new Place(
                element,
                mirror,
                Attributes.of(mirror).map(Attributes::positions).orElse(Map.of()));
    }

    private void readInput(Attributes attributes) {
        boolean isGiven = attributes.isGiven("channels");
        boolean hasInputs = layers.methods().stream()
                .anyMatch(method ->
                        Annotations.find(method, LayersReader.INPUT_LAYER).isPresent());
        if (isGiven && hasInputs) {
            findings.add(Finding.of(
                    Message.INPUT_TWICE,
                    "channels",
                    attributes.integer("channels").orElse(0)));
        } else if (!isGiven && !hasInputs) {
            findings.add(Finding.of(Message.NO_INPUT, "channels"));
            builder.addUnknown(INPUT);
        } else if (isGiven) {
            builder.readInput(INPUT, "", attributes, findings);
        }
    }

    private Optional<Graph> graph(Attributes attributes) {
        Layout layout = attributes.constant("layout", Layout.class).orElse(Layout.NCHW);
        List<String> names = attributes.texts("outputs").orElse(List.of());
        Optional<String> last = builder.lastLayer();
        if (last.isEmpty()) {
            if (findings.isEmpty()) {
                findings.add(Finding.onElement(Message.NO_LAYERS, element.getSimpleName()));
            }
            return Optional.empty();
        }
        List<Graph.Output> outputs = new ArrayList<>();
        for (String name : names.isEmpty() ? List.of(last.get()) : names) {
            if (outputs.stream().anyMatch(output -> output.name().equals(name))) {
                findings.add(Finding.of(Message.OUTPUT_TWICE, "outputs", name));
            } else if (builder.hasParts(name)) {
                findings.add(Finding.of(Message.SEVERAL_RESULTS, "outputs", name, name));
            } else if (builder.isKnown(name)) {
                outputs.add(new Graph.Output(name, builder.value(name), layout));
                builder.use(name);
            } else if (!builder.isLost(name)) {
                findings.add(Finding.of(
                        Message.UNKNOWN_NAME,
                        "outputs",
                        "outputs",
                        name,
                        builder.suggestion(name),
                        Words.or(builder.names())));
            }
        }
        if (findings.isEmpty()) {
            builder.unused((layer, finding) -> findings.add(finding.at(layer, layer.isEmpty() ? INPUT : layer)));
        }
        return findings.isEmpty() ? Optional.of(builder.graph(outputs)) : Optional.empty();
    }
}
