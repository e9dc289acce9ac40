package io.github.convolith.processor.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.convolith.processor.graph.Concat;
import io.github.convolith.processor.graph.Dropout;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.pass.Pass;
import io.github.convolith.processor.pass.Passes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What passes make of a network computes the same, whichever of them run. */
class PassesTest {
    private static final long SEED = 7;

    /** So many random networks are looked at, of which each pass finds something to do in some. */
    private static final int NETWORKS = 900;

    private static final int LEAST_REWRITTEN = 10;

    /** Of the rewritten networks, so many are compiled as well. */
    private static final int COMPILED = 25;

    /** Rewriting reorders sums, so that double precision gives the same up to its own rounding. */
    private static final double TOLERANCE = 1e-9;

    /** All but one, whose turn comes where there are more parts than random networks have; {@link #veryManyParts}. */
    static List<Named<Pass>> passes() {
        return Passes.ALL.stream()
                .filter(pass -> !pass.getClass().getSimpleName().equals("DivideConcats"))
                .map(pass -> Named.of(pass.getClass().getSimpleName(), pass))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("passes")
    void aPassAloneLeavesTheResultsAsTheyAre(Pass pass) {
        RandomNetworks networks = new RandomNetworks(SEED);
        NetworkRig rig = new NetworkRig();
        int rewritten = 0;
        for (int i = 0; i < NETWORKS; i++) {
            Graph before = networks.next();
            List<String> notes = new ArrayList<>();
            Graph after = pass.apply(before, notes::add);
            if (notes.isEmpty()) {
                assertThat(after).as(GraphText.of(before)).isEqualTo(before);
                continue;
            }
            requireSame(i, before, after);
            // Nothing is generated for dropout: it is always dropped before.
            if (rewritten++ < COMPILED) {
                rig.add("Rewritten" + i, i, before, withoutDropout(after));
            }
        }
        assertThat(rewritten).isGreaterThanOrEqualTo(LEAST_REWRITTEN);
        rig.check();
    }

    @Test
    void allPassesTogetherLeaveTheResultsAsTheyAre() {
        RandomNetworks networks = new RandomNetworks(SEED + 1);
        for (int i = 0; i < NETWORKS; i++) {
            Graph before = networks.next();
            Graph after = Passes.run(before).graph();
            requireSame(i, before, after);
            assertThat(Passes.run(after).graph()).isEqualTo(after);
        }
    }

    @Test
    void veryManyParts() {
        GraphBuilder graph = new GraphBuilder();
        String[] parts = IntStream.range(0, 201).mapToObj(i -> "in" + i).toArray(String[]::new);
        for (String part : parts) {
            graph.input(part, 1, 3, 2);
        }
        Graph before = graph.node("all_part1", new Concat(1, parts.length), parts)
                .node("all", new Concat(0, 3), "all_part1", "all_part1", "all_part1")
                .output("all")
                .build();
        Passes.Result after = Passes.run(before);
        assertThat(after.notes()).containsExactly("all_part1 divided: it joins 201 parts");
        assertThat(after.graph().nodes()).hasSize(4);
        NetworkRig.check(1, before);
    }

    @Test
    void networksThatNoPassHasSeenComputeTheSame() {
        RandomNetworks networks = new RandomNetworks(SEED + 2);
        NetworkRig rig = new NetworkRig();
        for (int i = 0; i < COMPILED; i++) {
            Graph graph = networks.next();
            rig.add("Plain" + i, i, graph, withoutDropout(graph));
        }
        rig.check();
    }

    /** What the compiler is never given otherwise: dropout, and nodes that nobody reads. */
    private static Graph withoutDropout(Graph graph) {
        Map<String, String> renamed = new HashMap<>();
        graph.nodes().stream().filter(node -> node.op() instanceof Dropout).forEach(node -> {
            String input = node.inputs().get(0);
            renamed.put(node.name(), renamed.getOrDefault(input, input));
        });
        return graph.with(
                ReferenceNetwork.live(graph).stream()
                        .filter(node -> !(node.op() instanceof Dropout))
                        .toList(),
                name -> renamed.getOrDefault(name, name));
    }

    private static void requireSame(long seed, Graph before, Graph after) {
        StoredWeights weights = StoredWeights.random(before, seed);
        Map<String, float[]> inputs = PortValues.random(before, new Random(seed));
        Map<String, Value> expected = ReferenceNetwork.outputs(before, weights, inputs);
        Map<String, Value> actual = ReferenceNetwork.outputs(after, weights, inputs);
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, value) -> {
            assertThat(actual.get(name).shape()).isEqualTo(value.shape());
            double[] numbers = actual.get(name).numbers();
            for (int i = 0; i < numbers.length; i++) {
                double wanted = value.elements().get(i).value();
                if (!(Math.abs(numbers[i] - wanted) <= TOLERANCE * (1 + Math.abs(wanted)))) {
                    throw new AssertionError("output %s, element %d: %s, expected %s; network %d%n%s%nbecame%n%s"
                            .formatted(name, i, numbers[i], wanted, seed, GraphText.of(before), GraphText.of(after)));
                }
            }
        });
    }
}
