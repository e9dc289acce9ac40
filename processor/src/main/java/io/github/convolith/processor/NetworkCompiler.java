package io.github.convolith.processor;

import com.palantir.javapoet.JavaFile;
import io.github.convolith.processor.emit.LayerClass;
import io.github.convolith.processor.emit.NetworkClass;
import io.github.convolith.processor.emit.NetworkEmitter;
import io.github.convolith.processor.emit.VectorNetworkEmitter;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Origin;
import io.github.convolith.processor.message.Finding;
import io.github.convolith.processor.pass.Passes;
import io.github.convolith.processor.plan.NetworkPlan;
import io.github.convolith.processor.plan.NetworkPlanner;
import io.github.convolith.processor.plan.VectorPlan;
import io.github.convolith.processor.plan.VectorPlanner;
import io.github.convolith.processor.report.NetworkReport;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The way of a network to source: rewrite, plan, report, emit. */
public final class NetworkCompiler {
    /** Either the source of a network or the reason why there is none. */
    public sealed interface Outcome {
        record Compiled(JavaFile file, Optional<JavaFile> vector) implements Outcome {}

        record Refused(String layer, Finding finding) implements Outcome {}
    }

    private NetworkCompiler() {}

    /**
     * Compiles a network.
     *
     * @param frame the class to be generated, without its Javadoc
     * @param spec the name of what it is generated from
     * @param annotation the annotation of its interface as written
     * @param resource the file with its weights; empty where they are given at run time only
     * @param origins what the nodes of the model became that the graph was made from; none where it was no model
     * @param hasVector whether the Vector API can be named from there, so that a class that uses it is generated as well
     */
    public static Outcome compile(
            LayerClass frame,
            String spec,
            String annotation,
            Graph graph,
            List<Origin> origins,
            Optional<NetworkClass.Resource> resource,
            boolean hasVector) {
        try {
            return compileExactly(
                    frame,
                    spec,
                    annotation,
                    graph,
                    origins,
                    resource,
                    hasVector ? Optional.of(VectorPlanner::plan) : Optional.empty());
        } catch (ArithmeticException e) {
            // Planners and emitters compute places and sizes exactly, or not at all.
            NetworkPlanner.Outcome.Refused refused = NetworkPlanner.tooLarge(graph);
            return new Outcome.Refused(refused.node(), refused.finding());
        }
    }

    /** Compiles a network that was not made from a model. */
    public static Outcome compile(
            LayerClass frame,
            String spec,
            String annotation,
            Graph graph,
            Optional<NetworkClass.Resource> resource,
            boolean hasVector) {
        return compile(frame, spec, annotation, graph, List.of(), resource, hasVector);
    }

    /**
     * Compiles a network.
     *
     * @param onVectors plans it for the vector target as well; empty where that cannot be named from there
     * @throws ArithmeticException if something in it is larger than an array can be
     */
    static Outcome compileExactly(
            LayerClass frame,
            String spec,
            String annotation,
            Graph graph,
            List<Origin> origins,
            Optional<NetworkClass.Resource> resource,
            Optional<Function<NetworkPlan, VectorPlan>> onVectors) {
        Passes.Result rewritten = Passes.run(graph);
        NetworkPlanner.Outcome outcome = NetworkPlanner.plan(rewritten.graph(), rewritten.notes());
        if (outcome instanceof NetworkPlanner.Outcome.Refused refused) {
            return new Outcome.Refused(refused.node(), refused.finding());
        }
        NetworkPlan plan = ((NetworkPlanner.Outcome.Planned) outcome).plan();
        NetworkClass target = new NetworkClass(
                frame.withHeader(NetworkReport.javadoc(spec, annotation, plan, origins)),
                NetworkReport.description(frame.name(), plan),
                resource);
        if (onVectors.isEmpty()) {
            return new Outcome.Compiled(NetworkEmitter.emit(target, plan), Optional.empty());
        }
        VectorPlan vector = onVectors.get().apply(plan);
        String header = NetworkReport.vectorJavadoc(frame.name(), vector.network());
        return new Outcome.Compiled(
                NetworkEmitter.emitBeside(target, plan),
                Optional.of(VectorNetworkEmitter.emit(
                        target.frame(), header, NetworkReport.description(frame.name(), vector.network()), vector)));
    }
}
