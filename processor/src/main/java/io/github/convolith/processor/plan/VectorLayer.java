package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Algorithm;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.FilterSource;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Layout;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Request;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Unrolling;
import io.github.convolith.processor.graph.Window;
import java.util.List;
import java.util.Optional;

/**
 * What the vector target makes of a layer that stands alone: the network of that one convolution, or nothing and why.
 *
 * @param plan the plan of the network; empty where the layer is computed by the portable target on every JVM
 * @param how the kernel in words, or the reason why there is none
 */
public record VectorLayer(Optional<VectorPlan> plan, String how) {
    private static final String PORTABLE_FORM = " asks for a form that only the portable target has";

    /** Plans the layer that was planned for the portable target. */
    public static VectorLayer of(ConvPlan portable, boolean hasVector) {
        Conv conv = portable.problem().conv();
        Optional<Shape> input = portable.problem().input();
        Request request = conv.request();
        if (input.isEmpty()) {
            String sizes = conv.windows().size() == 1 ? "length" : "height and width";
            return none("the size is left open; give " + sizes + " in the annotation to have it computed on vectors");
        }
        if (request.unrolling() != Unrolling.AUTO) {
            return none("unroll = " + request.unrolling() + PORTABLE_FORM);
        }
        if (request.algorithm() == Algorithm.POLYPHASE) {
            return none("algorithm = " + request.algorithm() + PORTABLE_FORM);
        }
        if (!hasVector) {
            return none("compile with --add-modules jdk.incubator.vector to have it computed on vectors");
        }
        try {
            return of(conv, input.get());
        } catch (ArithmeticException e) {
            return tooLarge();
        }
    }

    private static VectorLayer of(Conv conv, Shape input) {
        NetworkPlanner.Outcome outcome = NetworkPlanner.plan(graph(conv, input), List.of());
        if (!(outcome instanceof NetworkPlanner.Outcome.Planned planned)) {
            return tooLarge();
        }
        VectorPlan vector = VectorPlanner.plan(planned.plan());
        KernelPlan kernel = vector.network().steps().get(0).kernel().orElseThrow();
        if (kernel instanceof VectorConverted) {
            return none("the vector target has no kernel for it");
        }
        if (kernel instanceof VectorDepthwise) {
            // Measured: 574 microseconds with vectors, of which the copies take most, 389 with plain loops (128
            // channels
            // of 56 x 56 on Temurin 25).
            return none(
                    "to bring a depthwise layer's input into channels-last order, and its output back, costs more than"
                            + " vectors gain; in a network it is computed on vectors");
        }
        if (conv.request().algorithm() == Algorithm.WINOGRAD && !(kernel instanceof VectorWinograd)) {
            return none("algorithm = WINOGRAD" + PORTABLE_FORM + " at this shape");
        }
        return new VectorLayer(Optional.of(vector), kernel.title());
    }

    private static VectorLayer none(String reason) {
        return new VectorLayer(Optional.empty(), reason);
    }

    private static VectorLayer tooLarge() {
        return none("its activations on both sides are too large for one array");
    }

    /** The layer as a network. Its weights arrive as the kernels want them, whoever gives them. */
    private static Graph graph(Conv conv, Shape input) {
        Conv stored = conv.constants().isPresent()
                ? conv.withConstants(Optional.empty()).asStored()
                : conv;
        FilterSource.Stored filter = new FilterSource.Stored(
                "",
                stored.in(),
                stored.out(),
                stored.groups(),
                stored.windows().stream().map(Window::kernel).toList(),
                stored.flipped(),
                stored.bias(),
                false);
        return new Graph(
                List.of(new Graph.Input("input", input, Layout.NCHW)),
                List.of(new Node("output", stored.asStored(), List.of("input"), filter)),
                List.of(new Graph.Output("output", "output", Layout.NCHW)));
    }
}
