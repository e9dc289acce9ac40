package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Concat;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Shapes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * Values that are written straight into a concatenation of channels, between the channels of the others, so that nothing
 * is left to copy.
 */
final class VectorParts {
    /** By how much the memory of a network may grow when parts live as long as their concatenation. */
    private static final double MORE = 1.05;

    /**
     * Where a part lies.
     *
     * @param whole the concatenation
     * @param channel the channel of it that is the first of the part
     */
    record Part(String whole, int channel) {}

    /** Nothing lies within anything else. */
    static final VectorParts NONE = new VectorParts(Map.of());

    private final Map<String, Part> parts;

    private VectorParts(Map<String, Part> parts) {
        this.parts = parts;
    }

    /**
     * Decides which concatenations are not copied.
     *
     * @param views values that are only another view of a value
     * @param memory what a network needs with these parts
     */
    static VectorParts of(Graph graph, Shapes shapes, Set<String> views, ToIntFunction<VectorParts> memory) {
        VectorParts chosen = NONE;
        int least = memory.applyAsInt(chosen);
        Map<String, Node> nodes = new HashMap<>();
        graph.nodes().stream()
                .filter(node -> !views.contains(node.name()))
                .forEach(node -> nodes.put(node.name(), node));
        for (Node node : graph.nodes()) {
            if (node.op() instanceof Concat concat
                    && concat.axis() == 0
                    && chosen.mayHold(node.inputs(), shapes, nodes)) {
                VectorParts more = chosen.with(node, shapes);
                int needed = memory.applyAsInt(more);
                if (needed <= MORE * least) {
                    chosen = more;
                    least = Math.min(least, needed);
                }
            }
        }
        return chosen;
    }

    /** Whether vectors of these values can lie side by side, and none of them lies elsewhere. */
    private boolean mayHold(List<String> values, Shapes shapes, Map<String, Node> nodes) {
        int channel = 0;
        for (String value : values) {
            Node node = nodes.get(value);
            if (node == null || parts.containsKey(value) || channel % VectorLayout.MOST_LANES != 0 || overhangs(node)) {
                return false;
            }
            channel += shapes.of(value).channels();
        }
        return Set.copyOf(values).size() == values.size();
    }

    /** Whether vectors are stored that reach beyond the channels, as the last group of a convolution does. */
    private static boolean overhangs(Node node) {
        return node.op() instanceof Conv conv
                && conv.groups() > 1
                && conv.outPerGroup() % VectorLayout.MOST_LANES != 0
                && conv.out() != conv.groups();
    }

    private VectorParts with(Node concat, Shapes shapes) {
        Map<String, Part> more = new HashMap<>(parts);
        int channel = 0;
        for (String value : concat.inputs()) {
            more.put(value, new Part(concat.name(), channel));
            channel += shapes.of(value).channels();
        }
        return new VectorParts(more);
    }

    /** Whether all that is joined lies in place already. */
    boolean isWhole(Node node) {
        return node.op() instanceof Concat
                && Optional.ofNullable(parts.get(node.inputs().get(0)))
                        .filter(part -> part.whole().equals(node.name()))
                        .isPresent();
    }

    /** Where a value lies; empty for one that lies by itself. */
    Optional<Part> part(String value) {
        return Optional.ofNullable(parts.get(value));
    }

    /** The value that holds a value and is no part itself. */
    String root(String value) {
        Part part = parts.get(value);
        return part == null ? value : root(part.whole());
    }
}
