package io.github.convolith.processor.spec;

import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Layout;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.message.Finding;
import io.github.convolith.processor.message.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Reads interfaces that stand for models of ONNX. */
public final class OnnxReader {
    /** The annotation of the interface. */
    public static final String ONNX_MODEL = "io.github.convolith.annotations.OnnxModel";

    private final Attributes attributes;
    private final List<Finding> findings;

    private OnnxReader(Attributes attributes, List<Finding> findings) {
        this.attributes = attributes;
        this.findings = findings;
    }

    /** Reads an interface that carries {@code @OnnxModel}. */
    public static OnnxReading read(TypeElement element, Elements elements) {
        SpecName name = SpecName.ofNetwork(element, elements);
        AnnotationMirror mirror = Annotations.find(element, ONNX_MODEL).orElseThrow();
        List<Finding> findings = new ArrayList<>(SpecName.modelFindings(element, elements));
        Optional<Attributes> attributes = Attributes.of(mirror);
        Place place =
                new Place(element, mirror, attributes.map(Attributes::positions).orElse(Map.of()));
        Optional<OnnxSpec> spec = attributes.flatMap(legible -> new OnnxReader(legible, findings).spec());
        return new OnnxReading(element, name, findings.isEmpty() ? spec : Optional.empty(), findings, place);
    }

    private Optional<OnnxSpec> spec() {
        Map<String, List<Integer>> shapes = named("shapes", "x=1,3,48,192");
        Map<String, Integer> sizes = new HashMap<>();
        named("sizes", "height=320").forEach((name, numbers) -> {
            if (numbers.size() == 1) {
                sizes.put(name, numbers.get(0));
            } else {
                findings.add(Finding.of(Message.NAMED_NUMBERS, "sizes", "sizes", name, "height=320"));
            }
        });
        List<String> outputs = attributes.texts("outputs").orElse(List.of());
        Set<String> names = new HashSet<>();
        outputs.stream()
                .filter(output -> !names.add(output))
                .forEach(output -> findings.add(Finding.of(Message.OUTPUT_TWICE, "outputs", output)));
        Optional<List<Layout>> layouts = attributes.constants("layout", Layout.class);
        if (layouts.isPresent() && layouts.get().size() > 1) {
            findings.add(Finding.of(Message.ONE_LAYOUT, "layout", layouts.get()));
        }
        return attributes
                .text("value")
                .map(path -> new OnnxSpec(
                        path,
                        sizes,
                        shapes,
                        outputs,
                        layouts.flatMap(list -> list.stream().findFirst()),
                        this::normalized,
                        attributes.text()));
    }

    /** The numbers behind each name of {@code "name=1,2,3"}. */
    private Map<String, List<Integer>> named(String attribute, String example) {
        Map<String, List<Integer>> result = new HashMap<>();
        for (String entry : attributes.texts(attribute).orElse(List.of())) {
            int equals = entry.lastIndexOf('=');
            List<Integer> numbers = equals < 0 ? List.of() : numbers(entry.substring(equals + 1));
            if (numbers.isEmpty()) {
                findings.add(Finding.of(Message.NAMED_NUMBERS, attribute, attribute, entry, example));
            } else {
                result.put(entry.substring(0, equals).trim(), numbers);
            }
        }
        return result;
    }

    /** Positive numbers between commas; none if one is no such number. */
    private static List<Integer> numbers(String text) {
        try {
            List<Integer> numbers = Stream.of(text.split(",", -1))
                    .map(String::trim)
                    .map(Integer::valueOf)
                    .toList();
            return numbers.stream().allMatch(number -> number > 0) ? numbers : List.of();
        } catch (NumberFormatException e) {
            return List.of();
        }
    }

    /** The graph with its input normalised as the annotation says. */
    private OnnxSpec.Normalized normalized(Graph graph) {
        if (!attributes.isGiven("mean") && !attributes.isGiven("std")) {
            return new OnnxSpec.Normalized(graph, List.of());
        }
        String given = attributes.isGiven("mean") ? "mean" : "std";
        if (graph.inputs().size() != 1) {
            Finding finding = Finding.of(
                    Message.SEVERAL_INPUTS, given, given, graph.inputs().size());
            return new OnnxSpec.Normalized(graph, List.of(finding));
        }
        List<Finding> wrong = new ArrayList<>();
        Graph.Input input = graph.inputs().get(0);
        String name = input.name() + " normalized";
        Optional<Node> scale = new InputReader(attributes, wrong).normalization(input, name);
        return new OnnxSpec.Normalized(
                scale.map(node -> behindInput(graph, input.name(), node)).orElse(graph), wrong);
    }

    private static Graph behindInput(Graph graph, String input, Node first) {
        UnaryOperator<String> renamed = value -> value.equals(input) ? first.name() : value;
        List<Node> nodes = new ArrayList<>(List.of(first));
        graph.nodes()
                .forEach(node -> nodes.add(
                        node.withInputs(node.inputs().stream().map(renamed).toList())));
        List<Graph.Output> outputs = graph.outputs().stream()
                .map(output -> new Graph.Output(output.name(), renamed.apply(output.value()), output.layout()))
                .toList();
        return new Graph(graph.inputs(), nodes, outputs);
    }
}
