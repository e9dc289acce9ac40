package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Activate;
import io.github.convolith.processor.graph.Concat;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Elementwise;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Reshape;
import io.github.convolith.processor.graph.Scale;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Shapes;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Which values share memory: what is only another view of a value lies where that value lies, the parts of a
 * concatenation lie inside of it, and a result replaces an input that nobody reads any more.
 */
final class Placement {
    /** A stretch of memory; inside of another one, where it has a parent. */
    private static final class Region {
        final int size;
        int first;
        int last;
        Region parent = this;
        int offsetInParent;

        Region(int size, int first, int last) {
            this.size = size;
            this.first = first;
            this.last = last;
        }

        Place root() {
            Region region = this;
            int offset = 0;
            while (region.parent != region) {
                offset += region.offsetInParent;
                region = region.parent;
            }
            return new Place(region, offset);
        }

        void moveInto(Region target, int offset) {
            parent = target;
            offsetInParent = offset;
            target.first = Math.min(target.first, first);
            target.last = Math.max(target.last, last);
        }
    }

    private record Place(Region region, int offset) {
        Place root() {
            Place root = region.root();
            return new Place(root.region(), root.offset() + offset);
        }
    }

    private final Graph graph;
    private final Shapes shapes;
    private final Map<String, Place> places = new LinkedHashMap<>();
    private final Map<String, Integer> lastUses = new HashMap<>();

    private Placement(Graph graph, Shapes shapes) {
        this.graph = graph;
        this.shapes = shapes;
    }

    /** The arena of a network. */
    static Arena of(Graph graph, Shapes shapes) {
        return new Placement(graph, shapes).arena();
    }

    private Arena arena() {
        List<Node> nodes = graph.nodes();
        for (int step = 0; step < nodes.size(); step++) {
            for (String value : nodes.get(step).inputs()) {
                lastUses.put(value, step);
            }
        }
        graph.outputs().forEach(output -> lastUses.put(output.value(), nodes.size()));
        graph.inputs().forEach(input -> ownPlace(input.name(), -1));
        for (int step = 0; step < nodes.size(); step++) {
            place(nodes.get(step), step);
        }
        Map<Region, ArenaLayout.Request> requests = new LinkedHashMap<>();
        places.forEach((value, place) -> {
            Region root = place.root().region();
            requests.computeIfAbsent(root, region -> new ArenaLayout.Request(region.size, region.first, region.last))
                    .values()
                    .add(value);
        });
        ArenaLayout layout = ArenaLayout.of(List.copyOf(requests.values()));
        Map<String, Integer> offsets = new HashMap<>();
        places.forEach((value, place) -> {
            Place root = place.root();
            offsets.put(value, layout.offset(Objects.requireNonNull(requests.get(root.region()))) + root.offset());
        });
        return new Arena(layout.elements(), layout.lowerBound(), offsets, layout.blocks());
    }

    private void place(Node node, int step) {
        String name = node.name();
        if (node.op() instanceof Reshape) {
            view(name, node.inputs().get(0), 0);
            return;
        }
        for (int input : replaceable(node)) {
            String value = node.inputs().get(input);
            if (elements(value) == elements(name) && isFilledBy(value) && diesAt(value, step) && isAlone(node, input)) {
                view(name, value, 0);
                return;
            }
        }
        ownPlace(name, step);
        if (node.op() instanceof Concat concat && isLeading(concat.axis(), shapes.of(name))) {
            int offset = 0;
            for (String part : node.inputs()) {
                if (isFilledBy(part)
                        && place(part).root().region() != place(name).region()) {
                    place(part).root().region().moveInto(place(name).region(), offset);
                }
                offset += elements(part);
            }
        }
    }

    /** The inputs whose memory the result may take, element for element, while it is computed. */
    private static List<Integer> replaceable(Node node) {
        if (node.op() instanceof Activate || node.op() instanceof Scale) {
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
        Place own = place(node.inputs().get(input)).root();
        List<Integer> replaceable = replaceable(node);
        for (int other = 0; other < node.inputs().size(); other++) {
            Place place = place(node.inputs().get(other)).root();
            boolean isSame = replaceable.contains(other)
                    && elements(node.inputs().get(other)) == elements(node.name())
                    && place.offset() == own.offset();
            if (place.region() == own.region() && !isSame) {
                return false;
            }
        }
        return true;
    }

    private void ownPlace(String value, int step) {
        places.put(value, new Place(new Region(elements(value), step, Math.max(step, lastUse(value))), 0));
    }

    /** Lets a value lie within another one. */
    private void view(String value, String of, int offset) {
        Place place = place(of);
        places.put(value, new Place(place.region(), place.offset() + offset));
        Region root = place.root().region();
        root.last = Math.max(root.last, lastUse(value));
    }

    private int lastUse(String value) {
        return lastUses.getOrDefault(value, -1);
    }

    private int elements(String value) {
        return shapes.elements(value);
    }

    private Place place(String value) {
        return Objects.requireNonNull(places.get(value));
    }

    /** Whether a value takes the whole of its memory. */
    private boolean isFilledBy(String value) {
        Place root = place(value).root();
        return root.offset() == 0 && root.region().size == elements(value);
    }

    /** Whether nothing that lies where a value lies is read after a step. */
    private boolean diesAt(String value, int step) {
        return place(value).root().region().last == step;
    }

    /** Whether parts along an axis lie one behind the other in memory: all axes before it have a single element. */
    private static boolean isLeading(int axis, Shape shape) {
        return shape.dimensions().subList(0, axis).stream().allMatch(size -> size == 1);
    }
}
