package io.github.convolith.processor.spec;

import io.github.convolith.processor.message.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Reads annotated elements into specs. */
public final class SpecReader {
    /** The annotations that make a layer, and the names of their size attributes. */
    public static final Map<String, List<String>> LAYERS = Map.of(
            "io.github.convolith.annotations.ConvLayer", List.of("height", "width"),
            "io.github.convolith.annotations.Conv1dLayer", List.of("length"));

    private SpecReader() {}

    /** The layer annotations of an element, in the order they are written. */
    public static List<AnnotationMirror> layerAnnotations(TypeElement element) {
        return element.getAnnotationMirrors().stream()
                .<AnnotationMirror>map(mirror -> mirror)
                .filter(mirror -> LAYERS.containsKey(name(mirror)))
                .toList();
    }

    /** Reads one annotation of an element. */
    public static Reading read(TypeElement element, AnnotationMirror mirror, Elements elements) {
        Attributes attributes = new Attributes(mirror);
        List<String> axes = LAYERS.getOrDefault(name(mirror), List.of());
        List<Finding> findings = new ArrayList<>(SpecName.findings(element, attributes.annotation(), elements));
        boolean nameable = findings.isEmpty() || element.getKind() == ElementKind.INTERFACE;
        Optional<LayerSpec> spec = new ConvReader(attributes, axes, findings).read();
        Map<String, AnnotationValue> positions = new HashMap<>();
        mirror.getElementValues()
                .forEach((member, value) -> positions.put(member.getSimpleName().toString(), value));
        return new Reading(
                element,
                mirror,
                SpecName.of(element, elements),
                findings.isEmpty() ? spec : Optional.empty(),
                findings,
                positions,
                axes.stream().anyMatch(attributes::isGiven) ? List.of() : axes,
                !attributes.isGiven("weights"),
                nameable);
    }

    private static String name(AnnotationMirror mirror) {
        return ((TypeElement) mirror.getAnnotationType().asElement())
                .getQualifiedName()
                .toString();
    }
}
