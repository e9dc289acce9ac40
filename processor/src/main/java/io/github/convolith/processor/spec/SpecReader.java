package io.github.convolith.processor.spec;

import io.github.convolith.processor.message.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Reads annotated elements into specs. */
public final class SpecReader {
    /** The annotations that make a layer, and the names of their size attributes. */
    public static final Map<String, List<String>> LAYERS = Map.of(
            "io.github.convolith.annotations.ConvLayer", List.of("height", "width"),
            "io.github.convolith.annotations.Conv1dLayer", List.of("length"));

    private SpecReader() {}

    /** Reads an annotated element; where it carries several layer annotations, the first is what is read. */
    public static Reading read(TypeElement element, Elements elements) {
        List<AnnotationMirror> mirrors = layerAnnotations(element);
        AnnotationMirror mirror = mirrors.get(0);
        List<String> axes = LAYERS.getOrDefault(name(mirror), List.of());
        List<String> annotations =
                mirrors.stream().map(Attributes::simpleName).distinct().toList();
        SpecName name = SpecName.of(element, elements);
        List<Finding> findings = SpecName.findings(element, annotations, elements);
        Optional<Attributes> legible = Attributes.of(mirror);
        if (legible.isEmpty()) {
            return new Reading(element, mirror, name, Optional.empty(), findings, Map.of(), axes, true);
        }
        Attributes attributes = legible.get();
        Optional<LayerSpec> spec = new ConvReader(attributes, axes, findings).read();
        return new Reading(
                element,
                mirror,
                name,
                spec,
                findings,
                attributes.positions(),
                axes.stream().anyMatch(attributes::isGiven) ? List.of() : axes,
                !attributes.isGiven("weights"));
    }

    /** The layer annotations of an element, in the order they are written. */
    private static List<AnnotationMirror> layerAnnotations(TypeElement element) {
        return element.getAnnotationMirrors().stream()
                .<AnnotationMirror>map(mirror -> mirror)
                .filter(mirror -> LAYERS.containsKey(name(mirror)))
                .toList();
    }

    private static String name(AnnotationMirror mirror) {
        return ((TypeElement) mirror.getAnnotationType().asElement())
                .getQualifiedName()
                .toString();
    }
}
