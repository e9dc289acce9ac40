package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Concat;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Shapes;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.message.Finding;
import io.github.convolith.processor.message.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Plans a network: a kernel for every node that needs one, and a place for every value. */
public final class NetworkPlanner {
    /** Either a plan or the layers that cannot be planned, with the reason. */
    public sealed interface Outcome {
        record Planned(NetworkPlan plan) implements Outcome {}

        record Refused(String node, Finding finding) implements Outcome {}
    }

    private NetworkPlanner() {}

    /** Plans a network after its passes. */
    public static Outcome plan(Graph graph, List<String> rewrites) {
        Shapes shapes = graph.shapes();
        Arena arena;
        try {
            arena = Placement.of(graph, shapes);
        } catch (ArithmeticException e) {
            return tooLarge(graph);
        }
        List<Step> steps = new ArrayList<>();
        for (Node node : graph.nodes()) {
            List<Integer> inputs = node.inputs().stream().map(arena::offset).toList();
            int output = arena.offset(node.name());
            Optional<KernelPlan> kernel = Optional.empty();
            if (node.op() instanceof Conv conv) {
                Planner.Outcome outcome =
                        Planner.plan(problem(conv, shapes.of(node.inputs().get(0))));
                if (outcome instanceof Planner.Outcome.Refused refused) {
                    return new Outcome.Refused(node.name(), refused.finding());
                }
                kernel = Optional.of(((Planner.Outcome.Planned) outcome).plan());
            } else if (!isInPlace(node, shapes, arena)) {
                kernel = Optional.of(new OpPlan(node.op(), shapes.of(node.inputs())));
            }
            steps.add(new Step(node, kernel, inputs, output));
        }
        return new Outcome.Planned(new NetworkPlan(graph, shapes, steps, arena, List.of(), rewrites));
    }

    /** Refuses a network whose sizes lead beyond what an {@code int} can count; names the largest of its values. */
    public static Outcome.Refused tooLarge(Graph graph) {
        Comparator<Map.Entry<String, Shape>> bySize =
                Comparator.comparingLong(entry -> entry.getValue().elements());
        Map.Entry<String, Shape> largest =
                graph.shapes().byName().entrySet().stream().max(bySize).orElseThrow();
        return new Outcome.Refused(
                largest.getKey(),
                Finding.onElement(
                        Message.NETWORK_TOO_LARGE,
                        String.format(Locale.ROOT, "%,d", largest.getValue().elements()),
                        String.format(Locale.ROOT, "%,d", Integer.MAX_VALUE)));
    }

    /** A dense layer as what the strategies know: a pointwise convolution of a signal of length 1. */
    private static ConvProblem problem(Conv conv, Shape input) {
        return conv.windows().isEmpty()
                ? new ConvProblem(conv.withWindows(List.of(Window.POINT)), Optional.of(Shape.of(input.channels(), 1)))
                : new ConvProblem(conv, Optional.of(input));
    }

    /** Whether a concatenation has all of its parts where they belong, or a part is there where it was cut out. */
    private static boolean isInPlace(Node node, Shapes shapes, Arena arena) {
        long offset = arena.offset(node.name());
        if (!(node.op() instanceof Concat)) {
            OptionalInt view = Placement.view(node.op(), shapes.of(node.inputs()));
            return view.isPresent() && arena.offset(node.inputs().get(0)) + view.getAsInt() == offset;
        }
        for (String input : node.inputs()) {
            if (arena.offset(input) != offset) {
                return false;
            }
            offset += shapes.elements(input);
        }
        return true;
    }
}
