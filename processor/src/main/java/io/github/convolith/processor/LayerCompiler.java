package io.github.convolith.processor;

import com.palantir.javapoet.JavaFile;
import io.github.convolith.processor.emit.LayerClass;
import io.github.convolith.processor.emit.LayerEmitter;
import io.github.convolith.processor.emit.VectorNetworkEmitter;
import io.github.convolith.processor.plan.ConvPlan;
import io.github.convolith.processor.plan.VectorLayer;
import io.github.convolith.processor.plan.VectorPlan;
import io.github.convolith.processor.report.LayerReport;
import io.github.convolith.processor.report.NetworkReport;
import java.util.Optional;

/** The way of a planned layer to source, on one target or both. */
final class LayerCompiler {
    private LayerCompiler() {}

    /**
     * The sources of a layer.
     *
     * @param frame the class to be generated, without its Javadoc
     * @param spec the name of what it is generated from
     * @param annotation the annotation as written
     * @param hasVector whether the Vector API can be named from there
     */
    static NetworkFiles compile(LayerClass frame, String spec, String annotation, ConvPlan plan, boolean hasVector) {
        VectorLayer vector = VectorLayer.of(plan, hasVector);
        LayerClass target = frame.withHeader(LayerReport.of(spec, annotation, plan, vector));
        if (vector.plan().isEmpty()) {
            return new NetworkFiles(LayerEmitter.emit(target, plan), Optional.empty(), Optional.empty());
        }
        VectorPlan network = vector.plan().get();
        JavaFile beside = VectorNetworkEmitter.emitLayer(
                target, NetworkReport.vectorJavadoc(frame.name(), network.network()), network);
        return new NetworkFiles(
                LayerEmitter.emitBeside(target, plan, vector.how()), Optional.of(beside), Optional.empty());
    }
}
