package io.github.convolith.processor.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.convolith.processor.emit.LayerClass;
import io.github.convolith.processor.emit.LayerEmitter;
import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.plan.Planner;
import io.github.convolith.processor.plan.Strategy;
import io.github.convolith.processor.sweep.Spec;
import io.github.convolith.processor.testing.InMemory;
import io.github.convolith.runtime.Layer;
import io.github.convolith.runtime.Weights;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Layers generated from specs without an annotation, and compiled together. */
public final class GeneratedLayers {
    private static final String PACKAGE = "generated";

    /** Characters of an annotation that a message shows; thousands of weights would hide the rest of it. */
    private static final int LEGIBLE = 500;

    private final Map<String, String> sources = new LinkedHashMap<>();
    private final List<Generated> layers = new ArrayList<>();

    /**
     * One of them.
     *
     * @param name the qualified name of its class
     */
    public record Generated(String name, Spec spec, Strategy strategy) {
        @Override
        public String toString() {
            String annotation = spec.annotation("");
            return strategy.title() + " for "
                    + (annotation.length() <= LEGIBLE ? annotation : annotation.substring(0, LEGIBLE) + "…");
        }
    }

    /** Adds the layer as every strategy computes it that takes it. */
    public GeneratedLayers addAll(Spec spec) {
        return addAll(spec, Planner.STRATEGIES);
    }

    /** Adds the layer as each of these strategies computes it that takes it. */
    GeneratedLayers addAll(Spec spec, List<Strategy> strategies) {
        for (Strategy strategy : strategies) {
            if (Planner.planWith(strategy, spec.problem()) instanceof Planner.Outcome.Planned planned) {
                String name = "L" + layers.size() + "Layer";
                LayerClass target = new LayerClass(PACKAGE, name, true, strategy.title() + ".", true, false);
                String qualified = PACKAGE + "." + name;
                sources.put(
                        qualified,
                        LayerEmitter.emit(target, planned.plan(), Optional.empty())
                                .toString());
                layers.add(new Generated(qualified, spec, strategy));
            }
        }
        return this;
    }

    /** Those added so far. */
    public List<Generated> layers() {
        return List.copyOf(layers);
    }

    /** Compiles what was added; the compiler must have nothing to say. */
    public InMemory compile() {
        return InMemory.compile(sources, List.of()).requireSilence();
    }

    /** Links a layer of a loader, to the size and with the weights of its spec. */
    public static Layer link(ClassLoader loader, String name, Spec spec) {
        List<Object> arguments = new ArrayList<>();
        if (!spec.fixed()) {
            for (int size : spec.size()) {
                arguments.add(size);
            }
        }
        if (!spec.constant()) {
            arguments.add(
                    spec.bias() == BiasRule.NONE
                            ? Weights.of(spec.weights())
                            : Weights.of(spec.weights(), spec.biases()));
        }
        return link(loader, name, arguments.toArray());
    }

    /** Calls the {@code link} of a class; what that throws comes out as it is. */
    static Layer link(ClassLoader loader, String name, Object... arguments) {
        try {
            List<Method> methods = Arrays.stream(loader.loadClass(name).getDeclaredMethods())
                    .filter(method -> method.getName().equals("link"))
                    .toList();
            assertThat(methods).as("methods link of %s", name).hasSize(1);
            methods.get(0).setAccessible(true);
            return (Layer) methods.get(0).invoke(null, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError(name, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(name, e);
        }
    }
}
