package io.github.convolith.processor.spec;

import io.github.convolith.processor.message.Finding;
import io.github.convolith.processor.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** Reads the layers that the methods of an interface declare, in source order. */
final class LayersReader {
    static final String INPUT_LAYER = "io.github.convolith.annotations.InputLayer";

    private final List<ExecutableElement> methods;
    private final NetworkBuilder builder;
    private final BiConsumer<String, Finding> findings;

    /**
     * @param type the interface
     * @param builder receives the layers
     * @param findings receives what is wrong, with the name of the layer
     */
    LayersReader(TypeElement type, NetworkBuilder builder, BiConsumer<String, Finding> findings) {
        this.methods = ElementFilter.methodsIn(type.getEnclosedElements());
        this.builder = builder;
        this.findings = findings;
    }

    List<ExecutableElement> methods() {
        return methods;
    }

    void read() {
        builder.expect(methods.stream()
                .map(method -> method.getSimpleName().toString())
                .toList());
        for (ExecutableElement method : methods) {
            String name = method.getSimpleName().toString();
            List<AnnotationMirror> annotations = Annotations.layers(method);
            if (annotations.isEmpty()) {
                findings.accept(name, Finding.onElement(Message.NO_LAYER));
                builder.addUnknown(name);
            } else {
                List<Finding> own = new ArrayList<>();
                read(method, name, annotations, own);
                own.forEach(finding -> findings.accept(name, finding));
            }
        }
    }

    private void read(ExecutableElement method, String name, List<AnnotationMirror> annotations, List<Finding> own) {
        if (annotations.size() > 1) {
            own.add(Finding.onElement(
                    Message.TWO_LAYERS_A_METHOD,
                    Attributes.simpleName(annotations.get(0)),
                    Attributes.simpleName(annotations.get(1))));
        }
        if (builder.isKnown(name)) {
            own.add(Finding.onElement(Message.SAME_NAME));
            return;
        }
        if (!method.getParameters().isEmpty() || Annotations.returnsSomething(method)) {
            own.add(Finding.onElement(Message.LAYER_SIGNATURE, name));
        }
        Optional<Attributes> legible = Attributes.of(annotations.get(0));
        if (legible.isEmpty() || !own.isEmpty()) {
            builder.addUnknown(name);
        } else if (Annotations.name(annotations.get(0)).equals(INPUT_LAYER)) {
            builder.readInput(name, name, legible.get(), own);
        } else {
            builder.readLayer(name, Annotations.name(annotations.get(0)), legible.get(), own);
        }
    }
}
