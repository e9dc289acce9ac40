package io.github.convolith.processor.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.convolith.processor.graph.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random networks against the reference.
 *
 * <p>A failure prints the seed and the network; {@code -Dnetworks.seed} runs one seed, {@code -Dnetworks.batches} sets
 * how many batches of {@value #BATCH} networks are run.
 */
class RandomNetworksTest {
    static final int BATCH = 100;
    private static final long FIRST_SEED = 20_261_122L;

    static List<Long> seeds() {
        Long only = Long.getLong("networks.seed");
        if (only != null) {
            return List.of(only);
        }
        List<Long> seeds = new ArrayList<>();
        for (int i = 0; i < Integer.getInteger("networks.batches", 10); i++) {
            seeds.add(FIRST_SEED + i);
        }
        return seeds;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyNetworkIsWhatItsLayersAreOneAfterTheOther(long seed) {
        RandomNetworks networks = new RandomNetworks(seed);
        NetworkRig rig = new NetworkRig();
        for (int i = 0; i < BATCH; i++) {
            rig.add("Random" + i, seed, networks.next());
        }
        rig.check();
    }

    @Test
    void everyOperatorOccurs() {
        RandomNetworks networks = new RandomNetworks(FIRST_SEED);
        Set<Class<?>> operators = new HashSet<>();
        for (int i = 0; i < 2 * BATCH; i++) {
            networks.next().nodes().forEach(node -> operators.add(node.op().getClass()));
        }
        assertThat(operators).containsExactlyInAnyOrderElementsOf(kinds(Op.class));
        assertThat(Set.<Class<?>>copyOf(References.operators())).containsExactlyInAnyOrderElementsOf(kinds(Op.class));
    }

    /** The records that a sealed type stands for. */
    private static Set<Class<?>> kinds(Class<?> type) {
        if (!type.isSealed()) {
            return Set.of(type);
        }
        return Arrays.stream(type.getPermittedSubclasses())
                .flatMap(each -> kinds(each).stream())
                .collect(Collectors.toSet());
    }
}
