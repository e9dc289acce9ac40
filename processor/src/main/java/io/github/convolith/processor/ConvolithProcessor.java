package io.github.convolith.processor;

import com.google.auto.service.AutoService;
import io.github.convolith.processor.message.Message;
import io.github.convolith.processor.spec.NetworkReader;
import io.github.convolith.processor.spec.OnnxReader;
import io.github.convolith.processor.spec.SpecReader;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/** Finds the specs of a compilation and hands each down the line. */
@AutoService(Processor.class)
public final class ConvolithProcessor extends AbstractProcessor {
    private final GeneratedNames names = new GeneratedNames();

    /** Reads an annotated type as one kind of spec. */
    private interface Kind {
        SpecProcessing of(TypeElement spec, ProcessingEnvironment environment);
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        // The last one is claimed so that generated files leave no "No processor claimed" warning behind.
        return Set.of("io.github.convolith.annotations.*", "javax.annotation.processing.Generated");
    }

    @Override
    public Set<String> getSupportedOptions() {
        return Set.of(ResourceFinder.OPTION);
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (Element root : round.getRootElements()) {
            if (root instanceof TypeElement type) {
                names.addWritten(type.getQualifiedName().toString());
            }
        }
        refuseStrayLayers(annotations, round);
        types(SpecReader.LAYERS.keySet(), annotations, round).forEach(spec -> process(spec, LayerProcessing::of));
        types(Set.of(NetworkReader.NETWORK), annotations, round).forEach(spec -> process(spec, NetworkProcessing::of));
        types(Set.of(OnnxReader.ONNX_MODEL), annotations, round).forEach(spec -> process(spec, OnnxProcessing::of));
        return true;
    }

    /** Refuses layers that are methods, but not of a network. */
    private void refuseStrayLayers(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        annotations.stream().filter(NetworkReader::isOurs).forEach(annotation -> {
            for (Element element : round.getElementsAnnotatedWith(annotation)) {
                if (element instanceof ExecutableElement method
                        && !NetworkReader.hasLayers(Objects.requireNonNull(method.getEnclosingElement()))) {
                    String text = Message.METHOD_OUTSIDE.text(annotation.getSimpleName());
                    processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, text, method);
                }
            }
        });
    }

    /** The types annotated with one of these, in an order that does not depend on the order of the source files. */
    private static List<TypeElement> types(
            Set<String> names, Set<? extends TypeElement> annotations, RoundEnvironment round) {
        Set<TypeElement> types = new HashSet<>();
        for (TypeElement annotation : annotations) {
            if (names.contains(annotation.getQualifiedName().toString())) {
                for (Element element : round.getElementsAnnotatedWith(annotation)) {
                    if (element instanceof TypeElement type) {
                        types.add(type);
                    }
                }
            }
        }
        return types.stream()
                .sorted(Comparator.comparing(type -> type.getQualifiedName().toString()))
                .toList();
    }

    private void process(TypeElement spec, Kind kind) {
        try {
            kind.of(spec, processingEnv).process(names);
        } catch (RuntimeException e) {
            String text = Message.INTERNAL_ERROR.text(spec.getSimpleName(), e);
            processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, text, spec);
        }
    }
}
