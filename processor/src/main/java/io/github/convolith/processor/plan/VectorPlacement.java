package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The arena of the vector target. Values without zeros around them share memory as their lifetimes allow. The zeros
 * around others are written once, when the arena is made: these share memory only with values of the same layout, which
 * leave the same zeros alone.
 */
final class VectorPlacement {
    /**
     * Where the first value lies. The data of an array begin 16 bytes behind its head: where that is on a cache line, so
     * is element 12.
     */
    private static final int BASE = 12;

    /** Floats of a cache line. */
    private static final int LINE = 16;

    private VectorPlacement() {}

    static Arena of(Graph graph, Map<String, VectorLayout> layouts, Map<String, String> views) {
        Map<String, int[]> lives = lives(graph, views);
        Map<Optional<VectorLayout>, List<ArenaLayout.Piece>> groups = new LinkedHashMap<>();
        lives.forEach((value, life) -> {
            VectorLayout layout = Objects.requireNonNull(layouts.get(value));
            int size = (layout.elements() + LINE - 1) / LINE * LINE;
            ArenaLayout.Piece piece = new ArenaLayout.Piece(
                    size, List.of(new ArenaLayout.Stretch(0, size, life[0], life[1], List.of(value))));
            Optional<VectorLayout> key = layout.hasHalo() ? Optional.of(layout) : Optional.empty();
            groups.computeIfAbsent(key, missing -> new ArrayList<>()).add(piece);
        });
        Map<String, Integer> offsets = new HashMap<>();
        List<Arena.Block> blocks = new ArrayList<>();
        int base = BASE;
        for (List<ArenaLayout.Piece> group : groups.values()) {
            ArenaLayout layout = ArenaLayout.of(group);
            for (ArenaLayout.Piece piece : group) {
                int offset = base + layout.offset(piece);
                List<String> values = piece.stretches().get(0).values();
                values.forEach(value -> offsets.put(value, offset));
                blocks.add(new Arena.Block(values, offset, piece.size(), piece.first(), piece.last()));
            }
            base = Math.addExact(base, layout.elements());
        }
        views.forEach((value, source) -> offsets.put(value, Objects.requireNonNull(offsets.get(root(source, views)))));
        return new Arena(base, base, offsets, blocks);
    }

    private static String root(String value, Map<String, String> views) {
        String source = views.get(value);
        return source == null ? value : root(source, views);
    }

    /** First and last step of every value that is no view. */
    private static Map<String, int[]> lives(Graph graph, Map<String, String> views) {
        Map<String, int[]> lives = new LinkedHashMap<>();
        graph.inputs().forEach(input -> lives.put(input.name(), new int[] {-1, -1}));
        List<Node> nodes = graph.nodes();
        for (int step = 0; step < nodes.size(); step++) {
            Node node = nodes.get(step);
            if (!views.containsKey(node.name())) {
                lives.put(node.name(), new int[] {step, step});
            }
            for (String input : node.inputs()) {
                Objects.requireNonNull(lives.get(root(input, views)))[1] = step;
            }
        }
        graph.outputs()
                .forEach(output -> Objects.requireNonNull(lives.get(root(output.value(), views)))[1] = nodes.size());
        return lives;
    }
}
