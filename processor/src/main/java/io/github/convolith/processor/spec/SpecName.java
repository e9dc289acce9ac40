package io.github.convolith.processor.spec;

import io.github.convolith.processor.message.Finding;
import io.github.convolith.processor.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * The names that follow from the annotated element.
 *
 * @param packageName the package of spec and generated class, empty for the unnamed one
 * @param spec the spec's name within its package, enclosing types joined by dots
 * @param generated the simple name of the generated class; enclosing types are joined by underscores
 * @param isPublic whether the spec can be seen everywhere
 */
public record SpecName(String packageName, String spec, String generated, boolean isPublic) {
    /** The suffix that a layer's class adds to the name of its spec. */
    private static final String SUFFIX = "Layer";

    private static final String NETWORK_SUFFIX = "Network";

    /** The generated class's name with its package. */
    public String qualified() {
        return packageName.isEmpty() ? generated : packageName + "." + generated;
    }

    static SpecName of(TypeElement type, Elements elements) {
        return of(type, elements, SUFFIX);
    }

    /** The names that follow from the interface of a network. */
    static SpecName ofNetwork(TypeElement type, Elements elements) {
        return of(type, elements, NETWORK_SUFFIX);
    }

    private static SpecName of(TypeElement type, Elements elements, String suffix) {
        List<TypeElement> types = withEnclosing(type);
        List<String> names = types.stream()
                .map(element -> element.getSimpleName().toString())
                .toList();
        boolean isPublic =
                types.stream().allMatch(element -> element.getModifiers().contains(Modifier.PUBLIC));
        PackageElement enclosing = elements.getPackageOf(type);
        return new SpecName(
                enclosing.getQualifiedName().toString(),
                String.join(".", names),
                String.join("_", names) + suffix,
                isPublic);
    }

    /** The type behind all types that it is nested in, outermost first. */
    private static List<TypeElement> withEnclosing(TypeElement type) {
        List<TypeElement> types = new ArrayList<>(List.of(type));
        while (types.get(0).getEnclosingElement() instanceof TypeElement enclosing) {
            types.add(0, enclosing);
        }
        return types;
    }

    /**
     * What stands against an element being the spec of a layer.
     *
     * @param annotations the kinds of layers that it asks for
     */
    static List<Finding> findings(TypeElement type, List<String> annotations, Elements elements) {
        List<Finding> findings = new ArrayList<>();
        String name = type.getSimpleName().toString();
        if (annotations.size() > 1) {
            String generated = of(type, elements).generated();
            findings.add(
                    Finding.onElement(Message.TWO_LAYERS, name, annotations.get(0), annotations.get(1), generated));
        }
        findings.addAll(interfaceFindings(type, annotations.get(0)));
        findings.addAll(methodFindings(type, Message.SPEC_WITH_METHODS, elements));
        return findings;
    }

    /** What stands against an element standing for a model. */
    static List<Finding> modelFindings(TypeElement type, Elements elements) {
        List<Finding> findings = interfaceFindings(type, "OnnxModel");
        findings.addAll(methodFindings(type, Message.MODEL_WITH_METHODS, elements));
        return findings;
    }

    private static List<Finding> methodFindings(TypeElement type, Message message, Elements elements) {
        if (type.getKind() != ElementKind.INTERFACE) {
            return List.of();
        }
        return ElementFilter.methodsIn(elements.getAllMembers(type)).stream()
                .filter(method -> method.getModifiers().contains(Modifier.ABSTRACT))
                .limit(1)
                .map(method -> Finding.onElement(message, type.getSimpleName(), method.getSimpleName()))
                .toList();
    }

    /** What stands against an element being the spec of a network. */
    static List<Finding> networkFindings(TypeElement type) {
        return interfaceFindings(type, "Network");
    }

    private static List<Finding> interfaceFindings(TypeElement type, String annotation) {
        List<Finding> findings = new ArrayList<>();
        String name = type.getSimpleName().toString();
        if (type.getKind() != ElementKind.INTERFACE) {
            String kind = type.getKind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            findings.add(Finding.onElement(Message.NOT_AN_INTERFACE, annotation, kind, name, name));
            return findings;
        }
        if (!type.getTypeParameters().isEmpty()) {
            String parameters = type.getTypeParameters().stream()
                    .map(parameter -> parameter.getSimpleName().toString())
                    .collect(Collectors.joining(", "));
            findings.add(Finding.onElement(Message.GENERIC_SPEC, name, parameters));
        }
        withEnclosing(type).stream()
                .filter(element -> element.getModifiers().contains(Modifier.PRIVATE))
                .findFirst()
                .ifPresent(element ->
                        findings.add(Finding.onElement(Message.PRIVATE_SPEC, element.getSimpleName(), name)));
        return findings;
    }
}
