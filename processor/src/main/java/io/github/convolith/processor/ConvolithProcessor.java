package io.github.convolith.processor;

import com.google.auto.service.AutoService;
import com.palantir.javapoet.JavaFile;
import io.github.convolith.processor.emit.LayerClass;
import io.github.convolith.processor.emit.StubEmitter;
import io.github.convolith.processor.message.Finding;
import io.github.convolith.processor.message.Message;
import io.github.convolith.processor.report.LayerReport;
import io.github.convolith.processor.spec.LayerSpec;
import io.github.convolith.processor.spec.Reading;
import io.github.convolith.processor.spec.SpecReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Finds the specs of a compilation, hands each down the line and writes what comes out. */
@AutoService(Processor.class)
public final class ConvolithProcessor extends AbstractProcessor {
    private static final String GENERATED = "javax.annotation.processing.Generated";

    /** Types that generated source names without an import; a package may have its own of that name. */
    private static final List<String> LANG_TYPES = List.of(
            "Math", "System", "String", "Override", "IllegalArgumentException", "UnsupportedOperationException");

    /** Generated classes so far, with the spec each came from. */
    private final Map<String, String> taken = new HashMap<>();

    /** Qualified names of the types that the user wrote. */
    private final Set<String> written = new HashSet<>();

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        Set<String> names = new TreeSet<>(SpecReader.LAYERS.keySet());
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
                written.add(type.getQualifiedName().toString());
            }
        }
        specs(annotations, round).forEach(this::process);
        return true;
    }

    /** The annotated types in an order that does not depend on the order of the source files. */
    private static List<TypeElement> specs(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        Set<TypeElement> specs = new HashSet<>();
        for (TypeElement annotation : annotations) {
            if (SpecReader.LAYERS.containsKey(annotation.getQualifiedName().toString())) {
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
        Elements elements = processingEnv.getElementUtils();
        Diagnostics diagnostics = new Diagnostics(processingEnv.getMessager());
        List<AnnotationMirror> mirrors = SpecReader.layerAnnotations(element);
        Reading reading = SpecReader.read(element, mirrors.get(0), elements);
        List<Finding> findings = new ArrayList<>(reading.findings());
        findings.addAll(nameFindings(reading, mirrors));
        boolean isFree = findings.size() == reading.findings().size();
        try {
            if (findings.isEmpty() && reading.spec().isPresent()) {
                LayerSpec spec = reading.spec().get();
                LayerCompiler.Outcome outcome =
                        LayerCompiler.compile(reading.name(), spec, isMarked(element), hidesLang(element));
                if (outcome instanceof LayerCompiler.Outcome.Compiled compiled) {
                    write(compiled.file(), reading, diagnostics);
                    return;
                }
                findings.add(((LayerCompiler.Outcome.Refused) outcome).finding());
            }
        } catch (RuntimeException e) {
            findings.add(
                    Finding.onElement(Message.INTERNAL_ERROR, reading.name().spec(), e));
        }
        findings.forEach(finding -> diagnostics.report(reading, finding));
        if (reading.nameable() && isFree) {
            write(stub(reading), reading, diagnostics);
        }
    }

    /** What stands against the name of the generated class; takes the name if nothing does. */
    private List<Finding> nameFindings(Reading reading, List<AnnotationMirror> mirrors) {
        String spec = reading.name().spec();
        String qualified = reading.name().qualified();
        List<Finding> findings = new ArrayList<>();
        Set<String> kinds = new TreeSet<>();
        mirrors.forEach(mirror ->
                kinds.add(mirror.getAnnotationType().asElement().getSimpleName().toString()));
        if (kinds.size() > 1) {
            Object[] names = kinds.toArray();
            return List.of(Finding.onElement(
                    Message.TWO_LAYERS, spec, names[0], names[1], reading.name().generated()));
        }
        String other = taken.putIfAbsent(qualified, spec);
        if (other != null) {
            findings.add(Finding.onElement(Message.NAME_TWICE, other, spec, qualified));
        } else if (written.contains(qualified)) {
            findings.add(Finding.onElement(Message.NAME_TAKEN, qualified, spec));
        }
        return findings;
    }

    private JavaFile stub(Reading reading) {
        LayerClass target = new LayerClass(
                reading.name().packageName(),
                reading.name().generated(),
                reading.name().isPublic(),
                LayerReport.ofStub(reading.name().spec()),
                isMarked(reading.element()),
                hidesLang(reading.element()));
        return StubEmitter.emit(target, reading.openSizes(), reading.takesWeights());
    }

    private void write(JavaFile file, Reading reading, Diagnostics diagnostics) {
        try {
            file.writeTo(processingEnv.getFiler());
        } catch (FilerException e) {
            diagnostics.report(
                    reading,
                    Finding.onElement(
                            Message.NAME_TAKEN,
                            reading.name().qualified(),
                            reading.name().spec()));
        } catch (IOException e) {
            diagnostics.report(
                    reading,
                    Finding.onElement(Message.NOT_WRITTEN, reading.name().qualified(), e));
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
