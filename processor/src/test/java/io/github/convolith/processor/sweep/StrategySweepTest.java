package io.github.convolith.processor.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javapoet.JavaFile;
import io.github.convolith.processor.ConvolithProcessor;
import io.github.convolith.processor.emit.LayerClass;
import io.github.convolith.processor.emit.LayerEmitter;
import io.github.convolith.processor.emit.VectorNetworkEmitter;
import io.github.convolith.processor.graph.Algorithm;
import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.invariants.VectorMethods;
import io.github.convolith.processor.plan.Planner;
import io.github.convolith.processor.plan.Strategy;
import io.github.convolith.processor.plan.VectorLayer;
import io.github.convolith.processor.plan.VectorPlan;
import io.github.convolith.processor.testing.InMemory;
import io.github.convolith.runtime.Layer;
import io.github.convolith.runtime.Weights;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random layers against the definition: every strategy that takes a layer, and the way from its annotation.
 *
 * <p>A failure prints the seed and the spec; {@code -Dsweep.seed} runs one seed, {@code -Dsweep.batches} sets how many
 * batches of {@value #BATCH} specs are run.
 */
class StrategySweepTest {
    private static final int BATCH = 200;
    private static final double DIRECT = 1e-5;
    private static final double WINOGRAD = 1e-4;
    private static final long FIRST_SEED = 20_261_122L;

    static List<Long> seeds() {
        Long only = Long.getLong("sweep.seed");
        if (only != null) {
            return List.of(only);
        }
        List<Long> seeds = new ArrayList<>();
        for (int i = 0; i < Integer.getInteger("sweep.batches", 10); i++) {
            seeds.add(FIRST_SEED + i);
        }
        return seeds;
    }

    private record Case(String name, Spec spec, double tolerance) {}

    @ParameterizedTest
    @MethodSource("seeds")
    void everyStrategyAgreesWithTheDefinition(long seed) {
        RandomSpecs specs = new RandomSpecs(seed);
        Map<String, String> sources = new LinkedHashMap<>();
        List<Case> cases = new ArrayList<>();
        Map<String, Integer> used = new TreeMap<>();
        for (int i = 0; i < BATCH; i++) {
            Spec spec = specs.next();
            int number = 0;
            for (Strategy strategy : Planner.STRATEGIES) {
                if (Planner.planWith(strategy, spec.problem()) instanceof Planner.Outcome.Planned planned) {
                    String name = "S" + i + "_" + number++ + "Layer";
                    String header = strategy.title();
                    LayerClass target = new LayerClass("sweep", name, true, header, true, false);
                    sources.put(
                            "sweep." + name,
                            LayerEmitter.emit(target, planned.plan(), Optional.empty())
                                    .toString());
                    double tolerance = strategy.algorithm() == Algorithm.WINOGRAD ? WINOGRAD : DIRECT;
                    cases.add(new Case("sweep." + name, spec, tolerance));
                    used.merge(strategy.title(), 1, Integer::sum);
                }
            }
        }
        assertThat(used).hasSize(Planner.STRATEGIES.size());
        run(seed, InMemory.compile(sources, List.of()), cases, specs);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyLayerOnVectorsAgreesWithTheDefinition(long seed) {
        RandomSpecs specs = new RandomSpecs(seed * 37);
        Map<String, String> sources = new LinkedHashMap<>();
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            Spec spec = i % 4 == 0 ? specs.onPlanes() : specs.next();
            if (spec.problem().input().isEmpty()
                    || spec.problem().conv().constants().isPresent()
                    || !(Planner.plan(spec.problem()) instanceof Planner.Outcome.Planned planned)) {
                continue;
            }
            VectorPlan vector = VectorLayer.plan(spec.problem()).orElseThrow();
            String name = "V" + i + "Layer";
            LayerClass target = new LayerClass("sweep", name, true, "", true, false);
            JavaFile beside = VectorNetworkEmitter.emitLayer(target, "", vector);
            sources.put(
                    "sweep." + name,
                    LayerEmitter.emit(target, planned.plan(), Optional.of("vectors"))
                            .toString());
            sources.put("sweep." + beside.typeSpec().name(), beside.toString());
            assertThat(VectorMethods.boxing(beside.toString()))
                    .as(spec.toString())
                    .isEmpty();
            cases.add(new Case("sweep." + name, spec, WINOGRAD));
        }
        assertThat(cases).hasSizeGreaterThan(BATCH / 4);
        run(seed, InMemory.compileWithVectors(sources), cases, specs);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyAnnotationAgreesWithTheDefinition(long seed) {
        RandomSpecs specs = new RandomSpecs(seed * 31);
        StringBuilder source = new StringBuilder("package sweep;\nimport io.github.convolith.annotations.*;\n");
        source.append("public final class Specs {\n");
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            Spec spec = specs.next();
            source.append(spec.annotation(""))
                    .append(" public interface A")
                    .append(i)
                    .append(" {}\n");
            cases.add(new Case("sweep.Specs_A" + i + "Layer", spec, WINOGRAD));
        }
        source.append("}\n");
        InMemory compiled =
                InMemory.compile(Map.of("sweep.Specs", source.toString()), List.of(new ConvolithProcessor()));
        run(seed, compiled, cases, specs);
    }

    private static void run(long seed, InMemory compiled, List<Case> cases, RandomSpecs random) {
        compiled.requireSilence();
        ClassLoader loader = compiled.loader();
        for (Case each : cases) {
            Spec spec = each.spec();
            Layer layer = link(loader, each.name(), spec);
            int inputs = layer.inputShape().elements();
            int outputs = layer.outputShape().elements();
            // Inside larger arrays, whose other elements must stay as they are.
            int xOffset = random.below(5);
            int yOffset = random.below(5);
            float[] x = random.values(inputs + xOffset + 3);
            float[] y = new float[outputs + yOffset + 3];
            Arrays.fill(y, 7f);
            var session = layer.newSession();
            for (int call = 0; call < 2; call++) {
                // The second call finds whatever the first one left in the session.
                session.run(x, xOffset, y, yOffset);
            }
            Reference reference = new Reference(spec, Arrays.copyOfRange(x, xOffset, xOffset + inputs));
            boolean direct = each.tolerance() == DIRECT;
            String difference = reference.difference(
                    Arrays.copyOfRange(y, yOffset, yOffset + outputs),
                    each.tolerance(),
                    direct ? 0 : 1e-6 * reference.largestMagnitude());
            assertThat(difference)
                    .as("seed %d, %s (%s): %s", seed, each.name(), layer.describe(), spec.annotation(""))
                    .isEmpty();
            for (int i = 0; i < y.length; i++) {
                if ((i < yOffset || i >= yOffset + outputs) && y[i] != 7f) {
                    throw new AssertionError("seed " + seed + ", " + each.name() + " wrote outside its output");
                }
            }
        }
    }

    private static Layer link(ClassLoader loader, String name, Spec spec) {
        try {
            Class<?> type = loader.loadClass(name);
            Method link = Arrays.stream(type.getMethods())
                    .filter(method -> method.getName().equals("link"))
                    .findFirst()
                    .orElseThrow();
            List<Object> arguments = new ArrayList<>();
            if (!spec.fixed()) {
                for (int size : spec.size()) {
                    arguments.add(size);
                }
            }
            if (!spec.constant()) {
                arguments.add(
                        spec.bias() != BiasRule.NONE
                                ? Weights.of(spec.weights(), spec.biases())
                                : Weights.of(spec.weights()));
            }
            return (Layer) link.invoke(null, arguments.toArray());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(name + ": " + spec.annotation(""), e);
        }
    }

    @Test
    void theReferenceItselfIsRightOnAnExampleWorkedByHand() {
        float[] x = {3, 3, 2, 1, 0, 0, 0, 1, 3, 1, 3, 1, 2, 2, 3, 2, 0, 0, 2, 2, 2, 0, 0, 0, 1};
        Spec spec = new Spec(
                1,
                1,
                1,
                new int[] {3, 3},
                new int[] {1, 1},
                new int[] {1, 1},
                "VALID",
                new int[0],
                false,
                BiasRule.NONE,
                io.github.convolith.processor.graph.Activation.NONE,
                new int[] {5, 5},
                true,
                false,
                new float[] {0, 1, 2, 2, 2, 0, 0, 1, 2},
                new float[0]);
        assertThat(new Reference(spec, x).difference(new float[] {12, 12, 17, 10, 17, 19, 9, 6, 14}, 1e-9))
                .isEmpty();
    }
}
