package io.github.convolith.processor;

import com.palantir.javapoet.JavaFile;
import io.github.convolith.processor.emit.LayerClass;
import io.github.convolith.processor.emit.LayerEmitter;
import io.github.convolith.processor.emit.StubEmitter;
import io.github.convolith.processor.emit.VectorNetworkEmitter;
import io.github.convolith.processor.message.Finding;
import io.github.convolith.processor.message.Message;
import io.github.convolith.processor.plan.ConvPlan;
import io.github.convolith.processor.plan.Planner;
import io.github.convolith.processor.plan.VectorLayer;
import io.github.convolith.processor.plan.VectorPlan;
import io.github.convolith.processor.report.LayerReport;
import io.github.convolith.processor.report.NetworkReport;
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
        Optional<Files> layer = layer();
        Diagnostics diagnostics = new Diagnostics(
                environment.getMessager(),
                Map.of("", new Place(reading.element(), reading.mirror(), reading.positions())));
        findings.forEach(diagnostics::report);
        if (unfree.isEmpty()) {
            Files written = layer.orElseGet(() -> new Files(stub(), Optional.empty()));
            GeneratedFiles files = new GeneratedFiles(environment.getFiler());
            files.writeSource(
                            reading.name(), reading.element(), written.source().toString())
                    .ifPresent(diagnostics::report);
            written.vector()
                    .flatMap(file -> files.writeBeside(reading.name(), reading.element(), file))
                    .ifPresent(diagnostics::report);
        }
    }

    /** The class of the layer, and the one for the vector target beside it. */
    private record Files(JavaFile source, Optional<JavaFile> vector) {}

    /** The source of the layer; empty if there are findings, to which it adds those of the planner. */
    private Optional<Files> layer() {
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
                return Optional.of(files(spec, planned.plan()));
            }
        } catch (RuntimeException e) {
            findings.add(
                    Finding.onElement(Message.INTERNAL_ERROR, reading.name().spec(), e));
        }
        return Optional.empty();
    }

    private Files files(LayerSpec spec, ConvPlan plan) {
        boolean hasVector = new Surroundings(environment.getElementUtils()).hasVector(reading.element());
        Optional<VectorLayer> vector = hasVector ? Optional.of(VectorLayer.of(plan.problem())) : Optional.empty();
        LayerClass frame = frame(LayerReport.of(reading.name().spec(), spec.text(), plan, vector));
        Optional<VectorPlan> vectorPlan = vector.flatMap(VectorLayer::plan);
        return new Files(
                LayerEmitter.emit(frame, plan, vector.flatMap(VectorLayer::title)),
                vectorPlan.map(planned -> VectorNetworkEmitter.emit(
                        frame, NetworkReport.vectorJavadoc(frame.name(), planned.network()), planned)));
    }

    private JavaFile stub() {
        return StubEmitter.emit(
                frame(LayerReport.ofStub(reading.name().spec())), reading.openSizes(), reading.takesWeights());
    }

    private LayerClass frame(String header) {
        return new Surroundings(environment.getElementUtils()).frame(reading.name(), reading.element(), header);
    }
}
