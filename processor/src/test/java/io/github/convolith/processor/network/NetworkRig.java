package io.github.convolith.processor.network;

import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Shapes;
import io.github.convolith.runtime.NetworkSession;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Compiles networks, runs them, and compares what comes out with the reference. */
final class NetworkRig {
    private final List<GeneratedNetwork> networks = new ArrayList<>();

    /** Adds a network, whose weights and inputs follow from the seed. */
    NetworkRig add(String name, long seed, Graph graph) {
        return add(GeneratedNetwork.of(name, seed, graph));
    }

    /** Adds a network whose class has been generated. */
    NetworkRig add(GeneratedNetwork network) {
        networks.add(network);
        return this;
    }

    /** Adds a network that is compiled as it stands, without passes, and compared with another one. */
    NetworkRig add(String name, long seed, Graph graph, Graph rewritten) {
        networks.add(GeneratedNetwork.asItStands(name, seed, graph, rewritten));
        return this;
    }

    /** Checks a single network. */
    static void check(long seed, Graph graph) {
        new NetworkRig().add("Tested", seed, graph).check();
    }

    /**
     * Compiles all networks at once and checks each.
     *
     * @return the largest error of all, in expected errors, of which {@link Inexact#FACTOR} are allowed
     * @throws AssertionError if one is not what it should be; with its seed, its nodes and the first wrong element
     */
    double check() {
        ClassLoader loader = GeneratedNetwork.compile(networks).loader();
        double worst = 0;
        for (GeneratedNetwork network : networks) {
            worst = Math.max(worst, check(network, network.link(loader).newSession()));
        }
        return worst;
    }

    /** Compiles one network, and compares what it computes with what the reference makes of another one. */
    static void compareAs(Graph compiled, Graph expected) {
        GeneratedNetwork network = GeneratedNetwork.of("Tested", 1, compiled);
        NetworkSession session = network.link(
                        GeneratedNetwork.compile(List.of(network)).loader())
                .newSession();
        Map<String, float[]> inputs = PortValues.random(compiled, new Random(1));
        compare(network, run(compiled, session, inputs), ReferenceNetwork.outputs(expected, network.weights(), inputs));
    }

    private static double check(GeneratedNetwork network, NetworkSession session) {
        Graph graph = network.graph();
        Random random = new Random(network.seed() * 31 + 7);
        Map<String, float[]> inputs = PortValues.random(graph, random);
        // What an earlier call left in the session must not matter, whatever it was.
        run(graph, session, PortValues.random(graph, random));
        Map<String, float[]> outputs = run(graph, session, inputs);
        double worst = compare(network, outputs, ReferenceNetwork.outputs(graph, network.weights(), inputs));
        Map<String, float[]> poison = new LinkedHashMap<>();
        inputs.forEach((name, values) -> {
            float[] poisoned = new float[values.length];
            Arrays.fill(poisoned, Float.NaN);
            poison.put(name, poisoned);
        });
        run(graph, session, poison);
        Map<String, float[]> again = run(graph, session, inputs);
        outputs.forEach((name, values) -> {
            int first = Arrays.mismatch(values, again.get(name));
            if (first >= 0) {
                throw new AssertionError("output %s, element %d: %s, but %s after a run on NaN; %s"
                        .formatted(name, first, values[first], again.get(name)[first], network.describe()));
            }
        });
        return worst;
    }

    /** Runs a network on channels-first inputs; gives its outputs channels first. */
    static Map<String, float[]> run(Graph graph, NetworkSession session, Map<String, float[]> inputs) {
        for (Graph.Input input : graph.inputs()) {
            session.input(input.name(), PortValues.laidOut(input.shape(), input.layout(), inputs.get(input.name())));
        }
        session.run();
        Shapes shapes = graph.shapes();
        Map<String, float[]> outputs = new LinkedHashMap<>();
        for (Graph.Output output : graph.outputs()) {
            float[] values = new float[shapes.elements(output.value())];
            session.output(output.name(), values);
            outputs.put(output.name(), PortValues.channelsFirst(shapes.of(output.value()), output.layout(), values));
        }
        return outputs;
    }

    private static double compare(GeneratedNetwork network, Map<String, float[]> outputs, Map<String, Value> expected) {
        double worst = 0;
        for (Map.Entry<String, float[]> output : outputs.entrySet()) {
            Value value = expected.get(output.getKey());
            requireMeaning(network, output.getKey(), value);
            for (int i = 0; i < output.getValue().length; i++) {
                Inexact element = value.elements().get(i);
                double distance = element.distance(output.getValue()[i]);
                if (!(distance <= Inexact.FACTOR)) {
                    throw new AssertionError("output %s (%s), element %d: %s, expected %s ± %.1e; %s"
                            .formatted(
                                    output.getKey(),
                                    value.shape(),
                                    i,
                                    output.getValue()[i],
                                    element.value(),
                                    element.tolerance(),
                                    network.describe()));
                }
                worst = Math.max(worst, distance);
            }
        }
        return worst;
    }

    /** A comparison that allows everything would be none. */
    private static void requireMeaning(GeneratedNetwork network, String output, Value value) {
        double largest = 0;
        double tolerance = 0;
        for (Inexact element : value.elements()) {
            largest = Math.max(largest, Math.abs(element.value()));
            tolerance = Math.max(tolerance, element.tolerance());
        }
        if (!(tolerance <= 0.01 * Math.max(1, largest))) {
            throw new AssertionError("output %s of up to %s is known to ± %s only; %s"
                    .formatted(output, largest, tolerance, network.describe()));
        }
    }
}
