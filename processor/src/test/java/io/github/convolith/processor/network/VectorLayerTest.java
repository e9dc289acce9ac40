package io.github.convolith.processor.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.Algorithm;
import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Padding;
import io.github.convolith.processor.graph.Request;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Unrolling;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.plan.ConvProblem;
import io.github.convolith.processor.plan.Planner;
import io.github.convolith.processor.plan.VectorLayer;
import io.github.convolith.processor.plan.VectorPlan;
import io.github.convolith.processor.plan.VectorWinograd;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which layers that stand alone the vector target computes. */
class VectorLayerTest {
    private static final Optional<Shape> LARGE = Optional.of(Shape.of(64, 32, 32));

    @Test
    void aLayerOfKnownSizeIsComputedOnVectors() {
        assertThat(isWinograd(layer(64, 1, Request.AUTO, LARGE, true))).isTrue();
    }

    @Test
    void whatForbidsWinogradForbidsItOnVectors() {
        Request direct = new Request(Unrolling.AUTO, Algorithm.DIRECT);
        VectorLayer layer = layer(64, 1, direct, LARGE, true);

        assertThat(layer.plan()).isPresent();
        assertThat(isWinograd(layer)).isFalse();
    }

    @Test
    void whoAsksForWinogradGetsItOnVectorsOrThePortableTarget() {
        Request winograd = new Request(Unrolling.AUTO, Algorithm.WINOGRAD);

        assertThat(isWinograd(layer(64, 1, winograd, LARGE, true))).isTrue();
        VectorLayer small = layer(2, 1, winograd, Optional.of(Shape.of(2, 8, 8)), true);
        assertThat(small.plan()).isEmpty();
        assertThat(small.how()).contains("algorithm = WINOGRAD");
    }

    @Test
    void aFormOfPlainLoopsIsThePortableTargets() {
        Request unrolled = new Request(Unrolling.TAPS, Algorithm.AUTO);
        Request polyphase = new Request(Unrolling.AUTO, Algorithm.POLYPHASE);

        assertThat(layer(2, 1, unrolled, Optional.of(Shape.of(2, 8, 8)), true).how())
                .contains("unroll = TAPS");
        assertThat(layer(64, 2, polyphase, LARGE, true).how()).contains("algorithm = POLYPHASE");
    }

    @Test
    void anOpenSizeAndAMissingModuleAreSaidWithTheFix() {
        assertThat(layer(64, 1, Request.AUTO, Optional.empty(), true).how()).contains("give height and width");
        assertThat(layer(64, 1, Request.AUTO, LARGE, false).how()).contains("--add-modules jdk.incubator.vector");
    }

    private static boolean isWinograd(VectorLayer layer) {
        VectorPlan plan = layer.plan().orElseThrow();
        return plan.network().steps().get(0).kernel().orElseThrow() instanceof VectorWinograd;
    }

    private static VectorLayer layer(
            int channels, int stride, Request request, Optional<Shape> input, boolean hasVector) {
        Window window = new Window(3, stride, 1, new Padding.Explicit(1, 1));
        Conv conv = new Conv(
                channels,
                channels,
                1,
                List.of(window, window),
                false,
                BiasRule.ADD,
                false,
                Activation.NONE,
                Optional.empty(),
                request);
        Planner.Outcome outcome = Planner.plan(new ConvProblem(conv, input));
        return VectorLayer.of(((Planner.Outcome.Planned) outcome).plan(), hasVector);
    }
}
