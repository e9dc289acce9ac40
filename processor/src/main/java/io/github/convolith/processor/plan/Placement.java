package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Activate;
import io.github.convolith.processor.graph.Concat;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Elementwise;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Op;
import io.github.convolith.processor.graph.PRelu;
import io.github.convolith.processor.graph.Reshape;
import io.github.convolith.processor.graph.Scale;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Shapes;
import io.github.convolith.processor.graph.Slice;
import io.github.convolith.processor.graph.Softmax;
import io.github.convolith.processor.graph.Unary;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which values share memory: what is only another view of a value lies where that value lies, the parts of a
 * concatenation lie inside of it, and a result replaces an input that nobody reads any more.
 */
final class Placement {
    /** A part that is copied into a concatenation has to save one element in so many. */
    private static final int WORTH_COPYING = 20;

    /** Nodes that are placed in all tries: a second, for networks with hundreds of parts and thousands of nodes. */
    private static final int WORK = 200_000;

    /** A concatenation and a value that it joins, in one place or in several; or what is cut out and what it is part of. */
    private record Part(String node, String value) {}

    private final Graph graph;
    private final Shapes shapes;

    /** Parts that lie elsewhere and are copied, although they could lie inside of the whole. */
    private final Set<Part> copied;

    /** Parts that lie inside of the whole. */
    private final Set<Part> shared = new LinkedHashSet<>();

    private final Map<String, Region> regions = new LinkedHashMap<>();
    private final Map<String, Integer> lastUses = new HashMap<>();

    private Placement(Graph graph, Shapes shapes, Set<Part> copied) {
        this.graph = graph;
        this.shapes = shapes;
        this.copied = copied;
        List<Node> nodes = graph.nodes();
        for (int step = 0; step < nodes.size(); step++) {
            for (String value : nodes.get(step).inputs()) {
                lastUses.put(value, step);
            }
        }
        graph.outputs().forEach(output -> lastUses.put(output.value(), nodes.size()));
        graph.inputs().forEach(input -> place(input.name(), new Region(elements(input.name()), -1)));
        for (int step = 0; step < nodes.size(); step++) {
            place(nodes.get(step), step);
        }
    }

    /** The arena of a network. */
    static Arena of(Graph graph, Shapes shapes) {
        Placement placement = new Placement(graph, shapes, Set.of()).smallest(Placement::lowerBound);
        int bound = placement.lowerBound();
        // What lies at fixed distances may not fit together, although there would be room for each of them.
        return placement.roughSize() > bound + bound / WORTH_COPYING
                ? placement.smallest(Placement::roughSize).arena()
                : placement.arena();
    }

    /**
     * The smallest placement that is found by copying one part more at a time, or all of one concatenation. Sharing memory
     * is not always worth it where a part is needed for longer than the whole: no result can replace the whole then.
     */
    private Placement smallest(ToIntFunction<Placement> size) {
        Placement best = this;
        Optional<Placement> better = Optional.of(this);
        int left = 1 + WORK / (1 + graph.nodes().size());
        while (better.isPresent()) {
            best = better.get();
            better = Optional.empty();
            int enough = size.applyAsInt(best) - size.applyAsInt(best) / WORTH_COPYING;
            for (Set<Part> parts : best.candidates()) {
                if (left-- <= 0) {
                    return best;
                }
                Set<Part> more = new HashSet<>(best.copied);
                more.addAll(parts);
                Placement other = new Placement(graph, shapes, more);
                if (size.applyAsInt(other) < enough) {
                    better = Optional.of(other);
                    break;
                }
            }
        }
        return best;
    }

    /** What may be copied: each part, and all parts of each node. */
    private List<Set<Part>> candidates() {
        Stream<Set<Part>> one = shared.stream().map(Set::of);
        Map<String, Set<Part>> all =
                shared.stream().collect(Collectors.groupingBy(Part::node, LinkedHashMap::new, Collectors.toSet()));
        return Stream.concat(one, all.values().stream()).toList();
    }

    private int lowerBound() {
        return ArenaLayout.lowerBound(List.copyOf(pieces().values()));
    }

    private int roughSize() {
        return ArenaLayout.roughly(List.copyOf(pieces().values())).elements();
    }

    private Map<Region, ArenaLayout.Piece> pieces() {
        Map<Region, ArenaLayout.Piece> pieces = new LinkedHashMap<>();
        regions.values().forEach(region -> pieces.computeIfAbsent(region.root(), Region::piece));
        return pieces;
    }

    private Arena arena() {
        Map<Region, ArenaLayout.Piece> pieces = pieces();
        ArenaLayout layout = ArenaLayout.of(List.copyOf(pieces.values()));
        Map<String, Integer> offsets = new HashMap<>();
        regions.forEach((value, region) -> offsets.put(
                value, layout.offset(Objects.requireNonNull(pieces.get(region.root()))) + region.offsetInRoot()));
        return new Arena(layout.elements(), layout.lowerBound(), offsets, layout.blocks());
    }

    /** Where the result of an operator lies within its input; empty for one that is to be computed. */
    static OptionalInt view(Op op, List<Shape> inputs) {
        if (op instanceof Reshape) {
            return OptionalInt.of(0);
        }
        return op instanceof Slice slice && slice.isStretch(inputs.get(0))
                ? OptionalInt.of(slice.offset(inputs.get(0)))
                : OptionalInt.empty();
    }

    private void place(Node node, int step) {
        String name = node.name();
        OptionalInt view = view(node.op(), shapes.of(node.inputs()));
        if (view.isPresent() && isShown(node, view.getAsInt(), step)) {
            return;
        }
        for (int input : replaceable(node)) {
            String value = node.inputs().get(input);
            if (elements(value) == elements(name) && region(value).lastUse() == step && isAlone(node, input)) {
                place(name, region(value));
                return;
            }
        }
        place(name, new Region(elements(name), step));
        if (node.op() instanceof Concat concat && isLeading(concat.axis(), shapes.of(name))) {
            join(node);
        }
    }

    /** Lets a result lie where it is in the input already, unless it is to be copied. */
    private boolean isShown(Node node, int offset, int step) {
        Region whole = region(node.inputs().get(0));
        if (elements(node.name()) == whole.size()) {
            place(node.name(), whole);
            return true;
        }
        Part part = new Part(node.name(), node.inputs().get(0));
        if (copied.contains(part)) {
            return false;
        }
        place(node.name(), new Region(elements(node.name()), step));
        region(node.name()).moveInto(whole, offset);
        shared.add(part);
        return true;
    }

    /** Lets the parts of a concatenation lie inside of it, each where it belongs, unless it lies inside of another one. */
    private void join(Node node) {
        int offset = 0;
        for (String value : node.inputs()) {
            Part part = new Part(node.name(), value);
            if (region(value).isRoot() && !copied.contains(part)) {
                region(value).moveInto(region(node.name()), offset);
                shared.add(part);
            }
            offset += elements(value);
        }
    }

    /** The inputs whose memory the result may take, element for element, while it is computed. */
    private static List<Integer> replaceable(Node node) {
        if (node.op() instanceof Activate
                || node.op() instanceof Scale
                || node.op() instanceof PRelu
                || node.op() instanceof Softmax
                || node.op() instanceof Unary) {
            return List.of(0);
        }
        if (node.op() instanceof Elementwise) {
            return List.of(0, 1);
        }
        return node.op() instanceof Conv conv && conv.residual() ? List.of(1) : List.of();
    }

    /**
     * Whether nothing else that a node reads lies where one of its inputs does. The same activation may be read twice, if
     * the node reads both element for element.
     */
    private boolean isAlone(Node node, int input) {
        Region own = region(node.inputs().get(input));
        List<Integer> replaceable = replaceable(node);
        for (int other = 0; other < node.inputs().size(); other++) {
            String value = node.inputs().get(other);
            boolean isSame = replaceable.contains(other) && elements(value) == elements(node.name());
            if (region(value).overlaps(own) && !isSame) {
                return false;
            }
        }
        return true;
    }

    private void place(String value, Region region) {
        regions.put(value, region);
        region.add(value, lastUses.getOrDefault(value, -1));
    }

    private int elements(String value) {
        return shapes.elements(value);
    }

    private Region region(String value) {
        return Objects.requireNonNull(regions.get(value));
    }

    /** Whether parts along an axis lie one behind the other in memory: all axes before it have a single element. */
    private static boolean isLeading(int axis, Shape shape) {
        return shape.dimensions().subList(0, axis).stream().allMatch(size -> size == 1);
    }
}
