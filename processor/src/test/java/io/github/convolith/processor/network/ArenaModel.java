package io.github.convolith.processor.network;

import io.github.convolith.processor.graph.Activate;
import io.github.convolith.processor.graph.Concat;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Elementwise;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.PRelu;
import io.github.convolith.processor.graph.Reshape;
import io.github.convolith.processor.graph.Scale;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Shapes;
import io.github.convolith.processor.graph.Slice;
import io.github.convolith.processor.graph.Softmax;
import io.github.convolith.processor.graph.Unary;
import io.github.convolith.processor.plan.Arena;
import io.github.convolith.processor.plan.NetworkPlan;
import io.github.convolith.processor.plan.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A network that runs without numbers: it only keeps track of which element of which value each place of the arena
 * holds. Elements that are copies of others in the same order, as those of a reshaped value are, or of one that is joined
 * along the outermost axis, count as the same.
 */
final class ArenaModel {
    /** An element of a value that is not a mere copy. */
    private record Element(String value, int index) {}

    private final NetworkPlan plan;
    private final Graph graph;
    private final Shapes shapes;

    /** What each value consists of. */
    private final Map<String, List<Element>> elements = new HashMap<>();

    /**
     * The same with the copies counted that cannot be spared: a value lies within a single concatenation, in one place.
     */
    private final Map<String, List<Element>> places = new HashMap<>();

    private final Set<Element> joined = new HashSet<>();

    ArenaModel(NetworkPlan plan) {
        this.plan = plan;
        this.graph = plan.graph();
        this.shapes = plan.shapes();
        graph.inputs().forEach(input -> {
            elements.put(input.name(), own(input.name()));
            places.put(input.name(), own(input.name()));
        });
        graph.nodes().forEach(node -> {
            elements.put(node.name(), elements(node));
            places.put(node.name(), places(node));
        });
    }

    private List<Element> own(String value) {
        List<Element> own = new ArrayList<>();
        for (int i = 0; i < shapes.elements(value); i++) {
            own.add(new Element(value, i));
        }
        return own;
    }

    private List<Element> elements(Node node) {
        if (node.op() instanceof Reshape || node.op() instanceof Slice) {
            return copies(node, elements.get(node.inputs().get(0)));
        }
        if (!(node.op() instanceof Concat concat) || !isOutermost(concat.axis(), shapes.of(node.name()))) {
            return own(node.name());
        }
        return node.inputs().stream()
                .flatMap(part -> elements.get(part).stream())
                .toList();
    }

    private List<Element> places(Node node) {
        if (node.op() instanceof Reshape || (node.op() instanceof Slice && isStretch(node))) {
            return copies(node, places.get(node.inputs().get(0)));
        }
        List<Element> own = own(node.name());
        if (!(node.op() instanceof Concat concat) || !isOutermost(concat.axis(), shapes.of(node.name()))) {
            return own;
        }
        List<Element> result = new ArrayList<>();
        for (String part : node.inputs()) {
            List<Element> taken = places.get(part);
            boolean isFree = taken.stream().noneMatch(joined::contains);
            joined.addAll(taken);
            result.addAll(isFree ? taken : own.subList(result.size(), result.size() + taken.size()));
        }
        return result;
    }

    /** The elements of the input that the result of an operator consists of, from the definition of the operator. */
    private List<Element> copies(Node node, List<Element> input) {
        List<Inexact> numbers = new ArrayList<>();
        for (int i = 0; i < input.size(); i++) {
            numbers.add(Inexact.exactly(i));
        }
        Value numbered = new Value(shapes.of(node.inputs().get(0)), numbers);
        Value result = References.compute(node, List.of(numbered), new StoredWeights(new HashMap<>(), new HashMap<>()));
        return result.elements().stream()
                .map(element -> input.get((int) element.value()))
                .toList();
    }

    /** Whether the elements of a result lie one behind the other in the input. */
    private boolean isStretch(Node node) {
        List<Element> input = own(node.inputs().get(0));
        List<Element> result = copies(node, input);
        int first = result.get(0).index();
        return first + result.size() <= input.size()
                && input.subList(first, first + result.size()).equals(result);
    }

    private static boolean isOutermost(int axis, Shape shape) {
        return shape.dimensions().subList(0, axis).stream().allMatch(size -> size == 1);
    }

    /** Runs the plan; complains where a step would read what is no longer, or not yet, in its place. */
    void run() {
        Element[] memory = new Element[plan.arena().elements()];
        graph.inputs().forEach(input -> write(input.name(), memory));
        for (Step step : plan.steps()) {
            Node node = step.node();
            node.inputs().forEach(input -> requireThere(input, memory, node.name()));
            if (step.kernel().isPresent()) {
                requireNoClash(node);
                write(node.name(), memory);
            }
            requireThere(node.name(), memory, node.name());
        }
        graph.outputs().forEach(output -> requireThere(output.value(), memory, "the end"));
    }

    private void write(String value, Element[] memory) {
        int offset = plan.arena().offset(value);
        List<Element> written = elements.get(value);
        if (offset < 0 || offset + written.size() > memory.length) {
            throw new AssertionError(value + " does not lie within the arena; " + describe());
        }
        for (int i = 0; i < written.size(); i++) {
            memory[offset + i] = written.get(i);
        }
    }

    private void requireThere(String value, Element[] memory, String reader) {
        int offset = plan.arena().offset(value);
        List<Element> wanted = elements.get(value);
        for (int i = 0; i < wanted.size(); i++) {
            if (!wanted.get(i).equals(memory[offset + i])) {
                throw new AssertionError("at %s, %s of %s is expected at %d, where %s lies; %s"
                        .formatted(reader, wanted.get(i), value, offset + i, memory[offset + i], describe()));
            }
        }
    }

    /** A result may only lie on an input of the same size that is read element for element. */
    private void requireNoClash(Node node) {
        int from = plan.arena().offset(node.name());
        int to = from + shapes.elements(node.name());
        for (int input = 0; input < node.inputs().size(); input++) {
            String value = node.inputs().get(input);
            int start = plan.arena().offset(value);
            int end = start + shapes.elements(value);
            boolean isReplaced = replaceable(node).contains(input) && start == from && end == to;
            boolean isCopied = node.op() instanceof Concat;
            if (start < to && from < end && !isReplaced && !isCopied) {
                throw new AssertionError(
                        "%s is written onto its input %s; %s".formatted(node.name(), value, describe()));
            }
        }
    }

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

    /** Complains where two blocks that are alive at the same time overlap. */
    void requireApart() {
        List<Arena.Block> blocks = plan.arena().blocks();
        for (Arena.Block a : blocks) {
            for (Arena.Block b : blocks) {
                boolean atOnce = a.first() <= b.last() && b.first() <= a.last();
                boolean overlap = a.offset() < b.offset() + b.size() && b.offset() < a.offset() + a.size();
                if (a != b && atOnce && overlap) {
                    throw new AssertionError("%s and %s overlap; %s".formatted(a, b, describe()));
                }
            }
        }
    }

    /**
     * The largest number of different elements that are needed at one time: before a step what is read from then on,
     * after it what is read later, and both while a step runs that cannot run in place.
     */
    int lowerBound() {
        Map<String, Integer> lastReads = new TreeMap<>();
        List<Node> nodes = graph.nodes();
        for (int step = 0; step < nodes.size(); step++) {
            for (String input : nodes.get(step).inputs()) {
                lastReads.put(input, step);
            }
        }
        graph.outputs().forEach(output -> lastReads.put(output.value(), nodes.size()));
        Set<String> known = new HashSet<>();
        graph.inputs().forEach(input -> known.add(input.name()));
        int most = places(known);
        for (int step = 0; step < nodes.size(); step++) {
            Node node = nodes.get(step);
            Set<String> during = living(known, lastReads, step);
            known.add(node.name());
            Set<String> after = living(known, lastReads, step + 1);
            after.add(node.name());
            most = Math.max(most, Math.max(places(during), places(after)));
            if (!canReplace(node)) {
                during.addAll(after);
                most = Math.max(most, places(during));
            }
        }
        return most;
    }

    private static Set<String> living(Set<String> known, Map<String, Integer> lastReads, int step) {
        return known.stream()
                .filter(value -> lastReads.getOrDefault(value, -1) >= step)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private int places(Set<String> values) {
        Set<Element> all = new HashSet<>();
        values.forEach(value -> all.addAll(places.get(value)));
        return all.size();
    }

    /** A convolution needs its input up to its last output, so that a residual that is its input cannot be replaced. */
    private boolean canReplace(Node node) {
        return node.op() instanceof Conv conv
                ? conv.residual()
                        && Collections.disjoint(
                                places.get(node.inputs().get(0)),
                                places.get(node.inputs().get(1)))
                : !replaceable(node).isEmpty();
    }

    String describe() {
        StringBuilder text = new StringBuilder("arena of ").append(plan.arena().elements());
        plan.arena().blocks().forEach(block -> text.append('\n').append(block));
        return text.append('\n').append(GraphText.of(graph)).toString();
    }
}
