package io.github.convolith.processor;

import io.github.convolith.processor.emit.LayerClass;
import io.github.convolith.processor.emit.LayerEmitter;
import io.github.convolith.processor.emit.StubEmitter;
import io.github.convolith.processor.emit.VectorNetworkEmitter;
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
import java.util.Map;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;

/** Makes the class of one layer: read, plan, report, emit. */
final class LayerProcessing extends SpecProcessing {
    private final Reading reading;

    private LayerProcessing(ProcessingEnvironment environment, Reading reading) {
        super(
                environment,
                reading.name(),
                reading.element(),
                Map.of("", new Place(reading.element(), reading.mirror(), reading.positions())),
                reading.findings());
        this.reading = reading;
    }

    static SpecProcessing of(TypeElement spec, ProcessingEnvironment environment) {
        return new LayerProcessing(environment, SpecReader.read(spec, environment.getElementUtils()));
    }

    @Override
    Optional<SpecFiles> files() {
        if (reading.spec().isEmpty()) {
            return Optional.empty();
        }
        LayerSpec spec = reading.spec().get();
        Planner.Outcome outcome = Planner.plan(spec.problem());
        if (outcome instanceof Planner.Outcome.Refused refused) {
            findings().add(refused.finding());
        }
        return findings().isEmpty() && outcome instanceof Planner.Outcome.Planned planned
                ? Optional.of(files(spec, planned.plan()))
                : Optional.empty();
    }

    private SpecFiles files(LayerSpec spec, ConvPlan plan) {
        Optional<VectorLayer> vector = hasVector() ? Optional.of(VectorLayer.of(plan.problem())) : Optional.empty();
        LayerClass frame = frame(LayerReport.of(name().spec(), spec.text(), plan, vector));
        Optional<VectorPlan> vectorPlan = vector.flatMap(VectorLayer::plan);
        return new SpecFiles(
                LayerEmitter.emit(frame, plan, vector.flatMap(VectorLayer::title)),
                vectorPlan.map(planned -> VectorNetworkEmitter.emitLayer(
                        frame, NetworkReport.vectorLayerJavadoc(frame.name(), planned), planned)),
                Optional.empty());
    }

    @Override
    SpecFiles stub(LayerClass frame) {
        return SpecFiles.of(StubEmitter.emit(frame, reading.openSizes(), reading.takesWeights()));
    }
}
