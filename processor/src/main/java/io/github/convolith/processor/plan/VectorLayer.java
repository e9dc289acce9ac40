package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Algorithm;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.FilterSource;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Layout;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Unrolling;
import java.util.List;
import java.util.Optional;

/**
 * Whether a layer by itself is computed on vectors as well, and how: as a network of this one layer.
 *
 * @param plan how; empty where it is computed by the portable target everywhere
 * @param reason why so, or what to change; empty where there is a plan
 */
public record VectorLayer(Optional<VectorPlan> plan, String reason) {
    /**
     * Multiply-adds for each element that goes in or comes out, from which on it pays to lay channels side by side and
     * apart again; measured with depthwise layers, which have fewer, and with first layers, which have about as many.
     */
    private static final int LEAST_WORK = 16;

    /** Plans a layer. */
    public static VectorLayer of(ConvProblem problem) {
        Conv conv = problem.conv();
        if (problem.input().isEmpty()) {
            return none("the input size is open: give " + (conv.windows().size() == 1 ? "length" : "height and width"));
        }
        if (conv.request().unrolling() != Unrolling.AUTO) {
            return none("unroll = " + conv.request().unrolling() + " asks for plain Java");
        }
        if (conv.request().algorithm() == Algorithm.POLYPHASE) {
            return none("algorithm = POLYPHASE is of the portable target");
        }
        if (conv.constants().isPresent()) {
            return none("the weights are constants of the code");
        }
        Optional<VectorPlan> plan = plan(problem);
        if (plan.isEmpty()) {
            return none("input and output are too large for one array");
        }
        VectorLayer layer = new VectorLayer(plan, "");
        KernelPlan kernel = layer.kernel().orElseThrow();
        boolean onPlanes = kernel instanceof VectorKernel vector && vector.takesBarePlanes();
        if (!onPlanes
                && conv.request().algorithm() == Algorithm.AUTO
                && problem.work() / elements(problem) < LEAST_WORK) {
            return none("it computes too little for laying channels side by side");
        }
        return conv.request().algorithm() == Algorithm.WINOGRAD && !(kernel instanceof VectorWinograd)
                ? none("algorithm = WINOGRAD is not to be had on vectors here")
                : layer;
    }

    /** Elements that go in or come out. */
    private static long elements(ConvProblem problem) {
        return Math.addExact(
                problem.typicalInput().elements(), problem.typicalOutput().elements());
    }

    /** How a layer of known size is computed on vectors, whether that pays or not; empty for one that is too large. */
    public static Optional<VectorPlan> plan(ConvProblem problem) {
        try {
            NetworkPlanner.Outcome outcome = NetworkPlanner.plan(graph(problem), List.of());
            return outcome instanceof NetworkPlanner.Outcome.Planned planned
                    ? Optional.of(VectorPlanner.plan(planned.plan()))
                    : Optional.empty();
        } catch (ArithmeticException e) {
            // Places and sizes are computed exactly, or not at all.
            return Optional.empty();
        }
    }

    private static VectorLayer none(String reason) {
        return new VectorLayer(Optional.empty(), reason);
    }

    private static Graph graph(ConvProblem problem) {
        Conv conv = problem.conv();
        FilterSource weights = FilterSource.Stored.of("", conv);
        return new Graph(
                List.of(new Graph.Input("input", problem.typicalInput(), Layout.NCHW)),
                List.of(new Node("output", conv.asStored(), List.of("input"), weights)),
                List.of(new Graph.Output("output", "output", Layout.NCHW)));
    }

    /** The kernel in words; empty where there is none. */
    public Optional<String> title() {
        return kernel().map(KernelPlan::title);
    }

    private Optional<KernelPlan> kernel() {
        return plan.flatMap(planned -> planned.network().steps().get(0).kernel());
    }
}
