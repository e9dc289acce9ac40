package io.github.convolith.processor.network;

import io.github.convolith.processor.ConvolithProcessor;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.testing.InMemory;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Networks as users write them, compiled through the annotation processor. */
final class AnnotatedNetwork {
    private AnnotatedNetwork() {}

    /**
     * The class that an interface generates.
     *
     * @param attributes what {@code @Network} says
     * @param layers the methods of the interface
     * @param meant the network that is meant
     */
    static GeneratedNetwork of(String name, String attributes, String layers, Graph meant) {
        String source = """
                package %s;

                import io.github.convolith.annotations.*;
                import static io.github.convolith.annotations.Activation.*;
                import static io.github.convolith.annotations.Padding.*;

                @Network(%s)
                public interface %s {
                    %s
                }
                """.formatted(GeneratedNetwork.PACKAGE, attributes, name, layers);
        InMemory compiled = InMemory.compile(
                        Map.of(GeneratedNetwork.PACKAGE + "." + name, source), List.of(new ConvolithProcessor()))
                .requireSilence();
        String generated = GeneratedNetwork.PACKAGE + "." + name + "Network";
        return new GeneratedNetwork(name, 1, meant, compiled.sources().get(generated), Optional.empty());
    }
}
