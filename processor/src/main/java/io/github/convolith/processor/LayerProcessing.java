package io.github.convolith.processor;

import io.github.convolith.processor.emit.LayerClass;
import io.github.convolith.processor.emit.StubEmitter;
import io.github.convolith.processor.message.Finding;
import io.github.convolith.processor.message.Message;
import io.github.convolith.processor.plan.Planner;
import io.github.convolith.processor.report.LayerReport;
import io.github.convolith.processor.spec.LayerSpec;
import io.github.convolith.processor.spec.Place;
import io.github.convolith.processor.spec.Reading;
import io.github.convolith.processor.spec.SpecReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;

/** Makes the class of one layer: read, plan, report, emit, write. */
final class LayerProcessing {
    private final ProcessingEnvironment environment;
    private final GeneratedNames names;
    private final Reading reading;
    private final List<Finding> findings;

    private LayerProcessing(ProcessingEnvironment environment, GeneratedNames names, Reading reading) {
        this.environment = environment;
        this.names = names;
        this.reading = reading;
        this.findings = new ArrayList<>(reading.findings());
    }

    static void process(TypeElement spec, ProcessingEnvironment environment, GeneratedNames names) {
        Reading reading = SpecReader.read(spec, environment.getElementUtils());
        new LayerProcessing(environment, names, reading).process();
    }

    private void process() {
        Optional<Finding> unfree = names.take(reading.name());
        unfree.ifPresent(findings::add);
        Optional<NetworkFiles> layer = layer();
        Diagnostics diagnostics = new Diagnostics(
                environment.getMessager(),
                Map.of("", new Place(reading.element(), reading.mirror(), reading.positions())));
        findings.forEach(diagnostics::report);
        if (unfree.isEmpty()) {
            GeneratedFiles files = new GeneratedFiles(environment.getFiler());
            layer.orElseGet(this::stub).write(files, reading.name(), reading.element(), diagnostics::report);
        }
    }

    /** The sources of the layer; empty if there are findings, to which it adds those of the planner. */
    private Optional<NetworkFiles> layer() {
        if (reading.spec().isEmpty()) {
            return Optional.empty();
        }
        LayerSpec spec = reading.spec().get();
        try {
            Planner.Outcome outcome = Planner.plan(spec.problem());
            if (outcome instanceof Planner.Outcome.Refused refused) {
                findings.add(refused.finding());
            }
            if (findings.isEmpty() && outcome instanceof Planner.Outcome.Planned planned) {
                boolean hasVector = new Surroundings(environment.getElementUtils()).hasVector(reading.element());
                return Optional.of(LayerCompiler.compile(
                        frame(""), reading.name().spec(), spec.text(), planned.plan(), hasVector));
            }
        } catch (RuntimeException e) {
            findings.add(
                    Finding.onElement(Message.INTERNAL_ERROR, reading.name().spec(), e));
        }
        return Optional.empty();
    }

    private NetworkFiles stub() {
        LayerClass frame = frame(LayerReport.ofStub(reading.name().spec()));
        return new NetworkFiles(
                StubEmitter.emit(frame, reading.openSizes(), reading.takesWeights()),
                Optional.empty(),
                Optional.empty());
    }

    private LayerClass frame(String header) {
        return new Surroundings(environment.getElementUtils()).frame(reading.name(), reading.element(), header);
    }
}
