package io.github.convolith.processor.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.convolith.processor.emit.LayerClass;
import io.github.convolith.processor.emit.LayerEmitter;
import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.graph.Constants;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Padding;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.plan.ConvProblem;
import io.github.convolith.processor.plan.Planner;
import io.github.convolith.processor.plan.Strategy;
import io.github.convolith.processor.testing.SampleSpecs;
import io.github.convolith.processor.testing.UserBuild;
import io.github.convolith.processor.testing.UserBuild.Outcome;
import io.github.convolith.processor.testing.UserBuild.Tool;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Generated source compiles without a warning, all warnings on. */
class CleanSourceTest {
    @ParameterizedTest
    @EnumSource(Tool.class)
    void specsAsUsersWriteThemLeaveNoWarning(Tool tool) {
        UserBuild build = UserBuild.with(tool);
        SampleSpecs.annotations()
                .forEach((name, annotation) ->
                        build.source("p/" + name + ".java", SampleSpecs.source("p", "", name, annotation)));
        Outcome outcome = build.run();
        assertThat(outcome.problems()).isEmpty();
        // ECJ sees the Vector API, and then there is a second class for some.
        assertThat(outcome.generated().keySet())
                .filteredOn(file -> !file.endsWith("LayerVector.java"))
                .hasSize(SampleSpecs.annotations().size());
    }

    @ParameterizedTest
    @EnumSource(Tool.class)
    void everyStrategyLeavesNoWarningForAnyLayerItTakes(Tool tool) {
        UserBuild build = UserBuild.with(tool).processors();
        Set<String> used = new TreeSet<>();
        problems().forEach((name, problem) -> {
            int number = 0;
            for (Strategy strategy : Planner.STRATEGIES) {
                if (Planner.planWith(strategy, problem) instanceof Planner.Outcome.Planned planned) {
                    String type = name + number++ + "Layer";
                    LayerClass target = new LayerClass("p", type, true, strategy.title() + "\n", true, false);
                    build.source(
                            "p/" + type + ".java",
                            LayerEmitter.emit(target, planned.plan(), Optional.empty())
                                    .toString());
                    used.add(strategy.title());
                }
            }
        });
        assertThat(used).hasSameSizeAs(Planner.STRATEGIES);
        assertThat(build.run().problems()).isEmpty();
    }

    private static Map<String, ConvProblem> problems() {
        Map<String, ConvProblem> problems = new TreeMap<>();
        Window three = new Window(3, 1, 1, new Padding.Same(true));
        Window strided = new Window(3, 2, 1, new Padding.Explicit(1, 0));
        for (Window window : List.of(three, strided)) {
            String kind = window == three ? "" : "Strided";
            for (boolean isFixed : new boolean[] {true, false}) {
                String name = kind + (isFixed ? "Fixed" : "Open");
                problems.put("Full" + name, problem(2, 4, 1, List.of(window, window), isFixed, false));
                problems.put("Known" + name, problem(2, 4, 2, List.of(window, window), isFixed, true));
                problems.put("Depthwise" + name, problem(4, 4, 4, List.of(window, window), isFixed, false));
                problems.put("Deep" + name, problem(2, 48, 2, List.of(window, window), isFixed, false));
                problems.put("Line" + name, problem(2, 3, 1, List.of(window), isFixed, false));
            }
        }
        return problems;
    }

    private static ConvProblem problem(
            int in, int out, int groups, List<Window> windows, boolean isFixed, boolean isKnown) {
        int weights = out * in / groups * (int) Math.pow(3, windows.size());
        float[] kernel = new float[weights];
        for (int i = 0; i < weights; i++) {
            kernel[i] = i % 4;
        }
        Conv conv = new Conv(
                in,
                out,
                groups,
                windows,
                false,
                isKnown ? BiasRule.SUBTRACT : groups > 2 ? BiasRule.NONE : BiasRule.ADD,
                new Activation(Activation.Kind.ELU, 1f, 0f),
                isKnown ? Optional.of(new Constants(kernel, new float[out])) : Optional.empty());
        int[] sizes = windows.size() == 1 ? new int[] {9} : new int[] {7, 6};
        return new ConvProblem(conv, isFixed ? Optional.of(Shape.of(in, sizes)) : Optional.empty());
    }
}
