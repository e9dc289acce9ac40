package io.github.convolith.processor.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.pass.Passes;
import io.github.convolith.processor.plan.NetworkPlan;
import io.github.convolith.processor.plan.NetworkPlanner;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where values lie in the memory of a session: nothing is overwritten that is still read, and little is wasted. */
class ArenaTest {
    private static final long SEED = 3;
    private static final int NETWORKS = 2000;

    /** Over the lower bound; what the plan of memory promises. */
    private static final double WASTE = 1.10;

    static Stream<Graph> networks() {
        RandomNetworks networks = new RandomNetworks(SEED);
        return Stream.generate(networks::next).limit(NETWORKS);
    }

    static NetworkPlan plan(Graph graph) {
        return ((NetworkPlanner.Outcome.Planned) NetworkPlanner.plan(graph, List.of())).plan();
    }

    @Test
    void everyValueLiesWhereItIsReadFromUntilItsLastRead() {
        networks().forEach(graph -> {
            for (Graph each : List.of(graph, Passes.run(graph).graph())) {
                ArenaModel model = new ArenaModel(plan(each));
                model.run();
                model.requireApart();
            }
        });
    }

    @Test
    void littleMoreMemoryIsUsedThanLivesAtOnce() {
        double[] worst = {0};
        String[] where = {""};
        networks().forEach(graph -> {
            NetworkPlan plan = plan(Passes.run(graph).graph());
            ArenaModel model = new ArenaModel(plan);
            double waste = plan.arena().elements() / (double) model.lowerBound();
            if (waste > worst[0]) {
                worst[0] = waste;
                where[0] = "lower bound %d, %s".formatted(model.lowerBound(), model.describe());
            }
        });
        assertThat(worst[0]).as(where[0]).isLessThanOrEqualTo(WASTE);
    }
}
