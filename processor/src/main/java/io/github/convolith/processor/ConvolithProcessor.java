package io.github.convolith.processor;

import com.google.auto.service.AutoService;
import com.palantir.javapoet.JavaFile;
import io.github.convolith.processor.emit.LayerClass;
import io.github.convolith.processor.emit.StubEmitter;
import io.github.convolith.processor.message.Finding;
import io.github.convolith.processor.message.Message;
import io.github.convolith.processor.report.LayerReport;
import io.github.convolith.processor.spec.NetworkReader;
import io.github.convolith.processor.spec.NetworkReading;
import io.github.convolith.processor.spec.NetworkReading.Place;
import io.github.convolith.processor.spec.NetworkSpec;
import io.github.convolith.processor.spec.Reading;
import io.github.convolith.processor.spec.SpecName;
import io.github.convolith.processor.spec.SpecReader;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.Diagnostic.Kind;
import javax.tools.FileObject;

/** Finds the specs of a compilation, hands each down the line and writes what comes out. */
@AutoService(Processor.class)
public final class ConvolithProcessor extends AbstractProcessor {
    private static final String GENERATED = "javax.annotation.processing.Generated";

    /** Types that generated source names without an import; a package may have its own of that name. */
    private static final List<String> LANG_TYPES = List.of(
            "Math", "System", "String", "Override", "IllegalArgumentException", "UnsupportedOperationException");

    private final GeneratedNames names = new GeneratedNames();

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        Set<String> names = new TreeSet<>();
        names.add("io.github.convolith.annotations.*");
        // Claimed as well, so that generated files leave no "No processor claimed" warning behind.
        names.add(GENERATED);
        return names;
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
        types(SpecReader.LAYERS.keySet(), annotations, round).forEach(this::process);
        types(Set.of(NetworkReader.NETWORK), annotations, round).forEach(this::processNetwork);
        return true;
    }

    /** Layers that are methods, but not of a network. */
    private void refuseStrayLayers(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (TypeElement annotation : annotations) {
            for (Element element : round.getElementsAnnotatedWith(annotation)) {
                if (element instanceof ExecutableElement method
                        && NetworkReader.isOurs(annotation)
                        && !NetworkReader.hasLayers(Objects.requireNonNull(method.getEnclosingElement()))) {
                    String text = Message.METHOD_OUTSIDE.text(annotation.getSimpleName());
                    processingEnv.getMessager().printMessage(Kind.ERROR, text, method);
                }
            }
        }
    }

    /** The annotated types in an order that does not depend on the order of the source files. */
    private static List<TypeElement> types(
            Set<String> names, Set<? extends TypeElement> annotations, RoundEnvironment round) {
        Set<TypeElement> specs = new HashSet<>();
        for (TypeElement annotation : annotations) {
            if (names.contains(annotation.getQualifiedName().toString())) {
                for (Element element : round.getElementsAnnotatedWith(annotation)) {
                    if (element instanceof TypeElement type) {
                        specs.add(type);
                    }
                }
            }
        }
        return specs.stream()
                .sorted(Comparator.comparing(type -> type.getQualifiedName().toString()))
                .toList();
    }

    private void process(TypeElement element) {
        try {
            process(SpecReader.read(element, processingEnv.getElementUtils()));
        } catch (RuntimeException e) {
            String text = Message.INTERNAL_ERROR.text(element.getSimpleName(), e);
            processingEnv.getMessager().printMessage(Kind.ERROR, text, element);
        }
    }

    private void process(Reading reading) {
        List<Finding> findings = new ArrayList<>(reading.findings());
        Optional<Finding> unfree = names.take(reading.name());
        unfree.ifPresent(findings::add);
        Optional<String> source = layer(reading, findings);
        Diagnostics diagnostics = new Diagnostics(
                processingEnv.getMessager(),
                Map.of("", new Place(reading.element(), reading.mirror(), reading.positions())));
        findings.forEach(diagnostics::report);
        if (unfree.isEmpty()) {
            write(source.orElseGet(() -> stub(reading).toString()), reading.name(), reading.element(), diagnostics);
        }
    }

    /** The source of the layer; empty if there are findings, to which it adds those of the planner. */
    private Optional<String> layer(Reading reading, List<Finding> findings) {
        if (reading.spec().isEmpty()) {
            return Optional.empty();
        }
        try {
            if (findings.isEmpty()) {
                LayerCompiler.Outcome outcome = LayerCompiler.compile(
                        reading.name(),
                        reading.spec().get(),
                        isMarked(reading.element()),
                        hidesLang(reading.element()));
                if (outcome instanceof LayerCompiler.Outcome.Compiled compiled) {
                    return Optional.of(compiled.file().toString());
                }
                findings.add(((LayerCompiler.Outcome.Refused) outcome).finding());
            } else {
                LayerCompiler.refusal(reading.spec().get()).ifPresent(findings::add);
            }
        } catch (RuntimeException e) {
            findings.add(
                    Finding.onElement(Message.INTERNAL_ERROR, reading.name().spec(), e));
        }
        return Optional.empty();
    }

    private JavaFile stub(Reading reading) {
        return StubEmitter.emit(frame(reading.name(), reading.element()), reading.openSizes(), reading.takesWeights());
    }

    private void processNetwork(TypeElement element) {
        try {
            processNetwork(NetworkReader.read(element, processingEnv.getElementUtils()));
        } catch (RuntimeException e) {
            String text = Message.INTERNAL_ERROR.text(element.getSimpleName(), e);
            processingEnv.getMessager().printMessage(Kind.ERROR, text, element);
        }
    }

    private void processNetwork(NetworkReading reading) {
        List<Finding> findings = new ArrayList<>(reading.findings());
        Optional<Finding> unfree = names.take(reading.name());
        unfree.ifPresent(findings::add);
        Optional<String> source = findings.isEmpty() ? network(reading, findings) : Optional.empty();
        Diagnostics diagnostics = new Diagnostics(processingEnv.getMessager(), reading.places());
        findings.forEach(diagnostics::report);
        if (unfree.isEmpty()) {
            write(
                    source.orElseGet(() -> networkStub(reading).toString()),
                    reading.name(),
                    reading.element(),
                    diagnostics);
        }
    }

    private Optional<String> network(NetworkReading reading, List<Finding> findings) {
        NetworkSpec spec = reading.spec().orElseThrow();
        NetworkCompiler.Outcome outcome = NetworkCompiler.compile(
                reading.name(),
                spec.graph(),
                spec.text(),
                Optional.empty(),
                isMarked(reading.element()),
                hidesLang(reading.element()));
        if (outcome instanceof NetworkCompiler.Outcome.Compiled compiled) {
            return Optional.of(compiled.file().toString());
        }
        NetworkCompiler.Outcome.Refused refused = (NetworkCompiler.Outcome.Refused) outcome;
        findings.add(refused.finding().at(refused.layer(), refused.layer()));
        return Optional.empty();
    }

    private JavaFile networkStub(NetworkReading reading) {
        return StubEmitter.emitNetwork(frame(reading.name(), reading.element()), reading.hasWeights());
    }

    private LayerClass frame(SpecName name, TypeElement element) {
        return new LayerClass(
                name.packageName(),
                name.generated(),
                name.isPublic(),
                LayerReport.ofStub(name.spec()),
                isMarked(element),
                hidesLang(element));
    }

    /** Writes a source file, which exists as a whole by now, so that nothing is ever half written. */
    private void write(String source, SpecName name, TypeElement element, Diagnostics diagnostics) {
        try {
            FileObject file = processingEnv.getFiler().createSourceFile(name.qualified(), element);
            try (Writer writer = file.openWriter()) {
                writer.write(source);
            }
        } catch (FilerException e) {
            diagnostics.report(GeneratedNames.isTaken(name));
        } catch (IOException e) {
            diagnostics.report(Finding.onElement(Message.NOT_WRITTEN, name.qualified(), e));
        }
    }

    /** Whether the user's module can name {@code @Generated}; looked up from there, as other modules may see more. */
    private boolean isMarked(TypeElement element) {
        Elements elements = processingEnv.getElementUtils();
        ModuleElement module = elements.getModuleOf(element);
        TypeElement generated =
                module == null ? elements.getTypeElement(GENERATED) : elements.getTypeElement(module, GENERATED);
        return generated != null;
    }

    private boolean hidesLang(TypeElement element) {
        Elements elements = processingEnv.getElementUtils();
        String name = elements.getPackageOf(element).getQualifiedName().toString();
        return LANG_TYPES.stream()
                .anyMatch(type -> elements.getTypeElement(name.isEmpty() ? type : name + "." + type) != null);
    }
}
