package io.github.convolith.processor.network;

import com.palantir.javapoet.JavaFile;
import io.github.convolith.processor.NetworkCompiler;
import io.github.convolith.processor.emit.LayerClass;
import io.github.convolith.processor.emit.NetworkClass;
import io.github.convolith.processor.emit.NetworkEmitter;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.plan.NetworkPlanner;
import io.github.convolith.processor.report.NetworkReport;
import io.github.convolith.processor.testing.InMemory;
import io.github.convolith.runtime.Network;
import io.github.convolith.runtime.Platform;
import io.github.convolith.runtime.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network on its way through the compiler.
 *
 * @param name the simple name of its class, without the suffix {@code Network}
 * @param seed what its weights and inputs are made from
 * @param graph the network as it was written down, before any pass
 * @param source the generated class
 * @param vector the class for the vector target, if this JVM computes with it
 */
record GeneratedNetwork(String name, long seed, Graph graph, String source, Optional<String> vector) {
    static final String PACKAGE = "networks";

    /** Whether networks are compiled for the vector target, too: then that is what is tested. */
    private static final boolean HAS_VECTOR = Platform.current().target() == Target.VECTOR;

    /** Generates the class of a network. */
    static GeneratedNetwork of(String name, long seed, Graph graph) {
        return of(name, seed, graph, HAS_VECTOR);
    }

    /** Generates the class of a network, and the one for the vector target where that is wanted. */
    static GeneratedNetwork of(String name, long seed, Graph graph, boolean hasVector) {
        NetworkCompiler.Outcome outcome;
        try {
            outcome = NetworkCompiler.compile(
                    frame(name), name, "a network of a test", graph, Optional.empty(), hasVector);
        } catch (RuntimeException e) {
            throw new AssertionError("no source for " + describe(name, seed, graph), e);
        }
        if (outcome instanceof NetworkCompiler.Outcome.Refused refused) {
            throw new AssertionError("%s was refused: %s; %s"
                    .formatted(refused.layer(), refused.finding(), describe(name, seed, graph)));
        }
        NetworkCompiler.Outcome.Compiled compiled = (NetworkCompiler.Outcome.Compiled) outcome;
        return new GeneratedNetwork(
                name, seed, graph, compiled.file().toString(), compiled.vector().map(JavaFile::toString));
    }

    private static LayerClass frame(String name) {
        return new LayerClass(PACKAGE, name + "Network", true, "", false, false);
    }

    /**
     * Generates the class of a network after some rewriting of the test's own, and without any other.
     *
     * @param graph what it is to be compared with
     * @param rewritten what is compiled
     */
    static GeneratedNetwork asItStands(String name, long seed, Graph graph, Graph rewritten) {
        if (NetworkPlanner.plan(rewritten, List.of()) instanceof NetworkPlanner.Outcome.Planned planned) {
            NetworkClass target = new NetworkClass(
                    frame(name)
                            .withHeader(NetworkReport.javadoc(name, "a network of a test", planned.plan(), List.of())),
                    NetworkReport.description(name, planned.plan()),
                    Optional.empty());
            try {
                String source = NetworkEmitter.emit(target, planned.plan()).toString();
                return new GeneratedNetwork(name, seed, graph, source, Optional.empty());
            } catch (RuntimeException e) {
                throw new AssertionError("no source for " + describe(name, seed, rewritten), e);
            }
        }
        throw new AssertionError("no plan for " + describe(name, seed, rewritten));
    }

    private static String describe(String name, long seed, Graph graph) {
        return "network %s, seed %d:%n%s".formatted(name, seed, GraphText.of(graph));
    }

    /** The name of its class. */
    String className() {
        return PACKAGE + "." + name + "Network";
    }

    /** What a failure says of it. */
    String describe() {
        return describe(name, seed, graph);
    }

    /** Compiles networks in one run of javac, all warnings being errors. */
    static InMemory compile(List<GeneratedNetwork> networks) {
        Map<String, String> sources = new LinkedHashMap<>();
        networks.forEach(network -> sources.putAll(network.sources()));
        return networks.stream().noneMatch(network -> network.vector().isPresent())
                ? InMemory.compile(sources, List.of()).requireSilence()
                : InMemory.compileWithVectors(sources).requireSilence();
    }

    /** The generated classes by their names. */
    Map<String, String> sources() {
        Map<String, String> sources = new LinkedHashMap<>();
        sources.put(className(), source);
        vector.ifPresent(text -> sources.put(className() + "Vector", text));
        return sources;
    }

    /** The weights that belong to its seed. */
    StoredWeights weights() {
        return StoredWeights.random(graph, seed);
    }

    /** Links the compiled class with its weights. */
    Network link(ClassLoader loader) {
        try {
            return (Network) loader.loadClass(className())
                    .getMethod("link", io.github.convolith.runtime.Weights.class)
                    .invoke(null, weights().weights());
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new AssertionError(describe(), e);
        }
    }
}
