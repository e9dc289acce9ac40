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
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /** A stretch of memory that holds a value. */
    private record Place(Region region, int offset) {
        int offsetInRoot() {
            return region.offsetInRoot() + offset;
        }
    }

    /** A value that a concatenation joins, in one place or in several. */
    private record Part(String concatenation, String value) {}

    private final Graph graph;
    private final Shapes shapes;

    /** Parts that lie elsewhere and are copied, although they could lie inside of their concatenation. */
    private final Set<Part> copied;

    /** Parts that lie inside of their concatenation. */
    private final Set<Part> joined = new LinkedHashSet<>();

    private final Map<String, Place> places = new LinkedHashMap<>();
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
        graph.inputs().forEach(input -> place(input.name(), new Region(elements(input.name()), -1), 0));
        for (int step = 0; step < nodes.size(); step++) {
            place(nodes.get(step), step);
        }
    }

    /** The arena of a network. */
    static Arena of(Graph graph, Shapes shapes) {
        Placement joined = new Placement(graph, shapes, Set.of());
        Placement placement = joined.smallest(Placement::lowerBound);
        int bound = placement.lowerBound();
        // What lies at fixed distances may not fit together, although there would be room for each of them.
        return placement.roughSize() > bound + bound / WORTH_COPYING
                ? placement.smallest(Placement::roughSize).arena()
                : placement.arena();
    }

    /**
     * The smallest placement that is found by copying one part more at a time, or all of one concatenation. Joining a part
     * that is needed for longer than the whole is not always worth it: nothing else can take the place of the whole.
     */
    private Placement smallest(ToIntFunction<Placement> size) {
        int own = size.applyAsInt(this);
        Stream<Set<Part>> one = joined.stream().map(Set::of);
        Stream<Set<Part>> all = joined.stream()
                .map(part -> joined.stream()
                        .filter(other -> other.concatenation().equals(part.concatenation()))
                        .collect(Collectors.toSet()))
                .distinct();
        for (Set<Part> parts : Stream.concat(one, all).toList()) {
            Set<Part> more = new HashSet<>(copied);
            more.addAll(parts);
            Placement other = new Placement(graph, shapes, more);
            if (size.applyAsInt(other) < own - own / WORTH_COPYING) {
                return other.smallest(size);
            }
        }
        return this;
    }

    private int lowerBound() {
        return ArenaLayout.lowerBound(List.copyOf(pieces().values()));
    }

    private int roughSize() {
        return ArenaLayout.roughly(List.copyOf(pieces().values())).elements();
    }

    private Map<Region, ArenaLayout.Piece> pieces() {
        Map<Region, ArenaLayout.Piece> pieces = new LinkedHashMap<>();
        places.values().forEach(place -> pieces.computeIfAbsent(place.region().root(), Region::piece));
        return pieces;
    }

    private Arena arena() {
        Map<Region, ArenaLayout.Piece> pieces = pieces();
        ArenaLayout layout = ArenaLayout.of(List.copyOf(pieces.values()));
        Map<String, Integer> offsets = new HashMap<>();
        places.forEach((value, place) -> {
            Region root = place.region().root();
            offsets.put(value, layout.offset(Objects.requireNonNull(pieces.get(root))) + place.offsetInRoot());
        });
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
        OptionalInt viewed = view(node.op(), shapes.of(node.inputs()));
        if (viewed.isPresent()) {
            Place place = place(node.inputs().get(0));
            place(name, place.region(), place.offset() + viewed.getAsInt());
            return;
        }
        for (int input : replaceable(node)) {
            String value = node.inputs().get(input);
            Region region = place(value).region();
            if (elements(value) == elements(name)
                    && isFilledBy(value)
                    && region.lastUse() == step
                    && isAlone(node, input)) {
                place(name, region, 0);
                return;
            }
        }
        place(name, new Region(elements(name), step), 0);
        if (node.op() instanceof Concat concat && isLeading(concat.axis(), shapes.of(name))) {
            join(node);
        }
    }

    /** Lets the parts of a concatenation lie inside of it, each where it belongs, unless it lies inside of another one. */
    private void join(Node node) {
        int offset = 0;
        for (String value : node.inputs()) {
            Part part = new Part(node.name(), value);
            if (isFilledBy(value) && !copied.contains(part)) {
                place(value).region().moveInto(place(node.name()).region(), offset);
                joined.add(part);
            }
            offset += elements(value);
        }
    }

    /** The inputs whose memory the result may take, element for element, while it is computed. */
    private static List<Integer> replaceable(Node node) {
        if (node.op() instanceof Activate || node.op() instanceof Scale || node.op() instanceof PRelu) {
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
        Region own = place(node.inputs().get(input)).region();
        List<Integer> replaceable = replaceable(node);
        for (int other = 0; other < node.inputs().size(); other++) {
            String value = node.inputs().get(other);
            boolean isSame = replaceable.contains(other) && elements(value) == elements(node.name());
            if (place(value).region().root() == own && !isSame) {
                return false;
            }
        }
        return true;
    }

    private void place(String value, Region region, int offset) {
        places.put(value, new Place(region, offset));
        region.add(value, lastUses.getOrDefault(value, -1));
    }

    private int elements(String value) {
        return shapes.elements(value);
    }

    private Place place(String value) {
        return Objects.requireNonNull(places.get(value));
    }

    /** Whether a value takes the whole of its memory, and that is no part of another one. */
    private boolean isFilledBy(String value) {
        Region region = place(value).region();
        return region.root() == region && region.size() == elements(value);
    }

    /** Whether parts along an axis lie one behind the other in memory: all axes before it have a single element. */
    private static boolean isLeading(int axis, Shape shape) {
        return shape.dimensions().subList(0, axis).stream().allMatch(size -> size == 1);
    }
}
