package io.github.convolith.processor.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.convolith.processor.ConvolithProcessor;
import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.Algorithm;
import io.github.convolith.processor.graph.Request;
import io.github.convolith.processor.graph.Unrolling;
import io.github.convolith.processor.plan.ConvProblem;
import io.github.convolith.processor.plan.Planner;
import io.github.convolith.processor.plan.StraightLine;
import io.github.convolith.processor.sweep.RandomSpecs;
import io.github.convolith.processor.sweep.Spec;
import io.github.convolith.processor.testing.InMemory;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Generated code fits HotSpot, which compiles no method above 8000 bytes, and the class file format. */
class SizeLimitsTest {
    private static final long SEED = 1;
    private static final int RANDOM_SPECS = 40;

    static Stream<Extreme> extremes() {
        return Stream.of(Extreme.unrolled(), Extreme.kernels(), Extreme.phases(), Extreme.others())
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("extremes")
    void anExtremeLayerKeepsToTheLimits(Extreme extreme) {
        GeneratedLayers layers = new GeneratedLayers().addAll(extreme.spec(), extreme.strategies());
        assertThat(layers.layers()).isNotEmpty();
        requireSmall(layers);
    }

    static List<Extreme> unwieldy() {
        return Extreme.unwieldy();
    }

    @ParameterizedTest
    @MethodSource("unwieldy")
    void whatCouldPassTheLimitsKeepsToThemOrIsRefused(Extreme extreme) {
        GeneratedLayers layers = new GeneratedLayers().addAll(extreme.spec(), extreme.strategies());
        if (!layers.layers().isEmpty()) {
            requireSmall(layers);
        }
    }

    static List<Extreme> outputs() {
        return Extreme.outputs();
    }

    @ParameterizedTest
    @MethodSource("outputs")
    void millionsOfOutputsAreNotWrittenOutHoweverFewTheirTerms(Extreme extreme) {
        ConvProblem problem = extreme.spec().problem();
        assertThat(Planner.plan(problem, new Request(Unrolling.FULL, Algorithm.AUTO)))
                .isInstanceOf(Planner.Outcome.Refused.class);
        assertThat(Planner.plan(problem))
                .isInstanceOfSatisfying(
                        Planner.Outcome.Planned.class,
                        planned -> assertThat(planned.plan().strategy()).isNotInstanceOf(StraightLine.class));
    }

    @Test
    void everyActivationKeepsToTheLimitsWhereNothingButItIsToBeDone() {
        GeneratedLayers layers = new GeneratedLayers();
        Extreme.activated().forEach(extreme -> layers.addAll(extreme.spec(), extreme.strategies()));
        assertThat(layers.layers()).hasSize(Activation.Kind.values().length);
        requireSmall(layers);
    }

    @Test
    void randomLayersKeepToTheLimitsInEveryStrategy() {
        GeneratedLayers layers = new GeneratedLayers();
        RandomSpecs random = new RandomSpecs(SEED);
        for (int i = 0; i < RANDOM_SPECS; i++) {
            layers.addAll(random.next());
        }
        requireSmall(layers);
    }

    @Test
    void annotationsWithAsManyWeightsAsTheyMayHaveKeepToTheLimits() {
        Spec fixed = SpecBuilder.layer(8, 125, 2, 2).fixed(3, 4).constant(1).build();
        Spec open = SpecBuilder.layer(1, 4, 1000).open(4000).constant(0.5).build();
        String source = """
                package specs;

                import io.github.convolith.annotations.*;

                public final class Specs {
                    %s
                    interface Full {}

                    %s
                    interface Taps {}

                    %s
                    interface Auto {}
                }
                """.formatted(
                fixed.annotation("unroll = Unroll.FULL"), open.annotation("unroll = Unroll.TAPS"), open.annotation(""));
        InMemory compiled = InMemory.compile(Map.of("specs.Specs", source), List.of(new ConvolithProcessor()))
                .requireSilence();
        assertThat(compiled.sources()).hasSize(3);
        compiled.classes()
                .forEach((name, bytes) ->
                        assertThat(ClassFile.read(bytes).excess()).as(name).isEmpty());
    }

    private static void requireSmall(GeneratedLayers layers) {
        Map<String, byte[]> classes = layers.compile().classes();
        StringJoiner tooLarge = new StringJoiner("\n");
        for (GeneratedLayers.Generated layer : layers.layers()) {
            classes.forEach((name, bytes) -> {
                if (name.equals(layer.name()) || name.startsWith(layer.name() + "$")) {
                    ClassFile.read(bytes).excess().forEach(excess -> tooLarge.add(layer + ": " + excess));
                }
            });
        }
        assertThat(tooLarge.toString()).isEmpty();
    }
}
