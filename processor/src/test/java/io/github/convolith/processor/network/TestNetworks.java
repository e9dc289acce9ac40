package io.github.convolith.processor.network;

import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Op;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A few networks that have every operator among them. */
final class TestNetworks {
    private static final long SEED = 5;

    private TestNetworks() {}

    /** Those that are like real ones, and random ones until there is every operator. */
    static Map<String, Graph> all() {
        Map<String, Graph> all = new LinkedHashMap<>(Architectures.all());
        Set<Class<? extends Op>> missing = new HashSet<>(References.operators());
        RandomNetworks random = new RandomNetworks(SEED);
        for (int i = 0; i < 15 || !missing.isEmpty(); i++) {
            Graph graph = random.next();
            graph.nodes().forEach(node -> missing.remove(node.op().getClass()));
            all.put("Random" + i, graph);
        }
        return all;
    }
}
