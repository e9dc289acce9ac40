package io.github.convolith.processor.spec;

import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Layout;
import io.github.convolith.processor.message.Finding;
import io.github.convolith.processor.message.Message;
import io.github.convolith.processor.message.Words;
import io.github.convolith.processor.spec.NetworkReading.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Reads the interface of a network: its inputs, its layers in source order, its outputs. */
public final class NetworkReader {
    /** The annotation of the interface. */
    public static final String NETWORK = "io.github.convolith.annotations.Network";

    private static final String INPUT_LAYER = "io.github.convolith.annotations.InputLayer";

    /** How the only input is called that the annotation of the interface describes. */
    private static final String INPUT = "input";

    private final TypeElement element;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Place> places = new HashMap<>();
    private final NetworkBuilder builder = new NetworkBuilder(findings);

    private NetworkReader(TypeElement element) {
        this.element = element;
    }

    /** Reads an interface that carries {@code @Network}. */
    public static NetworkReading read(TypeElement element, Elements elements) {
        return new NetworkReader(element).read(elements);
    }

    private NetworkReading read(Elements elements) {
        SpecName name = SpecName.ofNetwork(element, elements);
        findings.addAll(SpecName.networkFindings(element));
        AnnotationMirror mirror = Annotations.find(element, NETWORK).orElseThrow();
        Optional<Attributes> legible = Attributes.of(mirror);
        places.put("", place(element, mirror));
        if (legible.isEmpty() || !findings.isEmpty()) {
            boolean hasWeights =
                    legible.filter(attributes -> attributes.isGiven("weights")).isPresent();
            return new NetworkReading(element, name, Optional.empty(), findings, places, hasWeights);
        }
        Attributes attributes = legible.get();
        readInput(attributes);
        builder.expect(methods().stream()
                .map(method -> method.getSimpleName().toString())
                .toList());
        readLayers(methods(), mirror);
        Optional<Graph> graph = graph(attributes);
        Optional<String> weights = attributes.text("weights").filter(path -> !path.isEmpty());
        return new NetworkReading(
                element,
                name,
                graph.filter(whole -> findings.isEmpty())
                        .map(whole -> new NetworkSpec(whole, weights, attributes.text())),
                findings,
                places,
                weights.isPresent());
    }

    private static Place place(Element element, AnnotationMirror mirror) {
        return new Place(
                element,
                mirror,
                Attributes.of(mirror).map(Attributes::positions).orElse(Map.of()));
    }

    private List<ExecutableElement> methods() {
        return ElementFilter.methodsIn(element.getEnclosedElements());
    }

    // Inputs.

    private void readInput(Attributes attributes) {
        boolean isGiven = attributes.isGiven("channels");
        boolean hasInputs = methods().stream()
                .anyMatch(method -> Annotations.find(method, INPUT_LAYER).isPresent());
        if (isGiven && hasInputs) {
            findings.add(Finding.of(
                    Message.INPUT_TWICE,
                    "channels",
                    attributes.integer("channels").orElse(0)));
        } else if (!isGiven && !hasInputs) {
            findings.add(Finding.of(Message.NO_INPUT, "channels"));
        }
        if (isGiven && !hasInputs) {
            addInput(INPUT, "", attributes, findings);
        }
    }

    private void addInput(String name, String place, Attributes attributes, List<Finding> own) {
        InputReader reader = new InputReader(attributes, own);
        Optional<Graph.Input> input = reader.read(name);
        if (input.isEmpty()) {
            builder.addUnknown(name);
            return;
        }
        builder.addInput(input.get(), place);
        reader.normalization(input.get(), name + "#normalized").ifPresent(node -> builder.alias(name, node));
    }

    // Layers.

    private void readLayers(List<ExecutableElement> methods, AnnotationMirror network) {
        for (ExecutableElement method : methods) {
            String name = method.getSimpleName().toString();
            List<AnnotationMirror> annotations = Annotations.layers(method);
            if (annotations.isEmpty()) {
                places.put(name, new Place(method, network, Map.of()));
                findings.add(Finding.onElement(Message.NO_LAYER, name).at(name, name));
                builder.addUnknown(name);
                continue;
            }
            places.put(name, place(method, annotations.get(0)));
            readLayer(method, name, annotations);
        }
    }

    private void readLayer(ExecutableElement method, String name, List<AnnotationMirror> annotations) {
        List<Finding> own = new ArrayList<>();
        if (annotations.size() > 1) {
            own.add(Finding.onElement(
                    Message.TWO_LAYERS_A_METHOD,
                    Attributes.simpleName(annotations.get(0)),
                    Attributes.simpleName(annotations.get(1))));
        }
        if (builder.isKnown(name)) {
            own.add(Finding.onElement(Message.SAME_NAME, name));
        }
        if (!method.getParameters().isEmpty() || Annotations.returnsSomething(method)) {
            own.add(Finding.onElement(Message.LAYER_SIGNATURE, name));
        }
        Optional<Attributes> legible = Attributes.of(annotations.get(0));
        if (legible.isEmpty() || !own.isEmpty()) {
            builder.addUnknown(name);
        } else if (Annotations.name(annotations.get(0)).equals(INPUT_LAYER)) {
            addInput(name, name, legible.get(), own);
        } else {
            builder.addLayer(name, Annotations.name(annotations.get(0)), legible.get(), own);
        }
        own.forEach(finding -> findings.add(finding.at(name, name)));
    }

    // Outputs.

    private Optional<Graph> graph(Attributes attributes) {
        Layout layout = attributes.constant("layout", Layout.class).orElse(Layout.NCHW);
        List<String> names = attributes.texts("outputs").orElse(List.of());
        if (names.isEmpty()) {
            Optional<String> last = builder.last();
            if (last.isEmpty()) {
                findings.add(Finding.onElement(Message.NO_LAYERS, element.getSimpleName()));
                return Optional.empty();
            }
            names = List.of(last.get());
        }
        List<Graph.Output> outputs = new ArrayList<>();
        for (String name : names) {
            if (!builder.isKnown(name)) {
                findings.add(Finding.of(
                        Message.UNKNOWN_NAME,
                        "outputs",
                        "outputs",
                        name,
                        builder.suggestion(name),
                        Words.or(builder.names())));
            } else {
                outputs.add(new Graph.Output(name, builder.value(name), layout));
                builder.use(name);
            }
        }
        return findings.isEmpty() ? builder.graph(outputs) : Optional.empty();
    }
}
