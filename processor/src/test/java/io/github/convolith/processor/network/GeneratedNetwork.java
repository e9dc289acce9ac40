package io.github.convolith.processor.network;

import io.github.convolith.processor.NetworkCompiler;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.spec.SpecName;
import io.github.convolith.processor.testing.InMemory;
import io.github.convolith.runtime.Network;
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
 */
record GeneratedNetwork(String name, long seed, Graph graph, String source) {
    static final String PACKAGE = "networks";

    /** Generates the class of a network. */
    static GeneratedNetwork of(String name, long seed, Graph graph) {
        SpecName names = new SpecName(PACKAGE, name, name + "Network", true);
        NetworkCompiler.Outcome outcome;
        try {
            outcome = NetworkCompiler.compile(names, graph, "a network of a test", Optional.empty(), false, false);
        } catch (RuntimeException e) {
            throw new AssertionError("no source for " + describe(name, seed, graph), e);
        }
        if (outcome instanceof NetworkCompiler.Outcome.Refused refused) {
            throw new AssertionError("%s was refused: %s; %s"
                    .formatted(refused.layer(), refused.finding(), describe(name, seed, graph)));
        }
        return new GeneratedNetwork(
                name,
                seed,
                graph,
                ((NetworkCompiler.Outcome.Compiled) outcome).file().toString());
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
        networks.forEach(network -> sources.put(network.className(), network.source()));
        return InMemory.compile(sources, List.of()).requireSilence();
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
