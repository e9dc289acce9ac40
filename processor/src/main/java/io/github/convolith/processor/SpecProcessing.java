package io.github.convolith.processor;

import io.github.convolith.processor.emit.LayerClass;
import io.github.convolith.processor.message.Finding;
import io.github.convolith.processor.message.Message;
import io.github.convolith.processor.report.LayerReport;
import io.github.convolith.processor.spec.Place;
import io.github.convolith.processor.spec.SpecName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;

/** Makes the classes of one spec and writes them, or a stub where something is wrong. Each kind of spec has its own. */
abstract class SpecProcessing {
    private final ProcessingEnvironment environment;
    private final SpecName name;
    private final TypeElement element;
    private final Map<String, Place> places;
    private final List<Finding> findings;

    /**
     * @param places where what findings speak of stands in the source
     * @param findings what is wrong with the spec itself
     */
    SpecProcessing(
            ProcessingEnvironment environment,
            SpecName name,
            TypeElement element,
            Map<String, Place> places,
            List<Finding> findings) {
        this.environment = environment;
        this.name = name;
        this.element = element;
        this.places = places;
        this.findings = new ArrayList<>(findings);
    }

    /** The files of the spec; empty if there are findings, to which it adds its own. */
    abstract Optional<SpecFiles> files();

    /** A class with the right methods that only says that the spec has an error. */
    abstract SpecFiles stub(LayerClass frame);

    final void process(GeneratedNames names) {
        Optional<Finding> unfree = names.take(name);
        unfree.ifPresent(findings::add);
        Optional<SpecFiles> files = filesOrError();
        Diagnostics diagnostics = new Diagnostics(environment.getMessager(), places);
        findings.forEach(diagnostics::report);
        if (unfree.isEmpty()) {
            files.orElseGet(() -> stub(frame(LayerReport.ofStub(name.spec()))))
                    .write(new GeneratedFiles(environment.getFiler()), name, element, diagnostics::report);
        }
    }

    private Optional<SpecFiles> filesOrError() {
        try {
            return files();
        } catch (RuntimeException e) {
            findings.add(Finding.onElement(Message.INTERNAL_ERROR, name.spec(), e));
            return Optional.empty();
        }
    }

    /** What is wrong so far; grows. */
    final List<Finding> findings() {
        return findings;
    }

    final SpecName name() {
        return name;
    }

    /** The class to be generated, with its Javadoc. */
    final LayerClass frame(String header) {
        return surroundings().frame(name, element, header);
    }

    /** Whether the user's compilation can see the Vector API. */
    final boolean hasVector() {
        return surroundings().hasVector(element);
    }

    final ResourceFinder resources() {
        return new ResourceFinder(environment.getFiler(), environment.getOptions());
    }

    private Surroundings surroundings() {
        return new Surroundings(environment.getElementUtils());
    }
}
