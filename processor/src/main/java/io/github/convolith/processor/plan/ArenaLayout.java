package io.github.convolith.processor.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Puts pieces with known lifetimes into as little memory as a few greedy tries find: each piece goes to the lowest place
 * where nothing lies that lives at the same time; the order in which they are placed is what is tried.
 */
final class ArenaLayout {
    /** How often an order is tried again with those pieces in front that reached up highest. */
    private static final int TRIES = 40;

    /** Pairs of pieces that are looked at in all tries: some hundred milliseconds, for networks of many hundred pieces. */
    private static final long WORK = 5_000_000;

    /**
     * A part of a piece, and when it lives.
     *
     * @param offset where it begins within the piece
     * @param size its elements
     * @param first the step that writes it first
     * @param last the step that reads it last
     * @param values the values that share it
     */
    record Stretch(int offset, int size, int first, int last, List<String> values) {
        boolean meets(Stretch other) {
            return first <= other.last && other.first <= last;
        }
    }

    /**
     * What is placed as a whole, such as a concatenation with its parts, of which each begins to live when it is computed.
     *
     * @param stretches its parts; no two that live at the same time overlap
     */
    record Piece(int size, List<Stretch> stretches) {
        int first() {
            return stretches.stream().mapToInt(Stretch::first).min().orElse(0);
        }

        int last() {
            return stretches.stream().mapToInt(Stretch::last).max().orElse(0);
        }

        /** Elements times the steps for which they live. */
        long volume() {
            return stretches.stream()
                    .mapToLong(stretch -> (long) stretch.size() * (stretch.last() - stretch.first() + 1))
                    .sum();
        }
    }

    private static final List<Comparator<Piece>> ORDERS = List.of(
            Comparator.comparingInt(Piece::size).reversed(),
            Comparator.comparingInt(Piece::first),
            Comparator.comparingInt(Piece::last).reversed(),
            Comparator.comparingInt((Piece piece) -> piece.last() - piece.first())
                    .reversed()
                    .thenComparing(Comparator.comparingInt(Piece::size).reversed()),
            Comparator.comparingLong(Piece::volume).reversed());

    /** Offsets that a piece cannot have, from one to another, without the latter. */
    private record Taken(long from, long to) {}

    /** The pieces in the order in which they were placed. */
    private final List<Piece> pieces;

    private final IdentityHashMap<Piece, Integer> offsets = new IdentityHashMap<>();
    private int elements;

    private ArenaLayout(List<Piece> pieces) {
        this.pieces = pieces;
        List<Piece> placed = new ArrayList<>();
        for (Piece piece : pieces) {
            int offset = lowestPlace(piece, placed);
            placed.add(piece);
            offsets.put(piece, offset);
            elements = Math.max(elements, Math.addExact(offset, piece.size()));
        }
    }

    static ArenaLayout of(List<Piece> pieces) {
        int bound = lowerBound(pieces);
        return best(pieces, order -> improved(new ArenaLayout(order), bound));
    }

    /** A layout that is found sooner, and may be larger. */
    static ArenaLayout roughly(List<Piece> pieces) {
        return best(pieces, ArenaLayout::new);
    }

    private static ArenaLayout best(List<Piece> pieces, Function<List<Piece>, ArenaLayout> layout) {
        return ORDERS.stream()
                .map(order -> layout.apply(pieces.stream().sorted(order).toList()))
                .min(Comparator.comparingInt(ArenaLayout::elements))
                .orElseThrow();
    }

    /** The best layout of those found while the pieces that reach up highest are placed earlier and earlier. */
    private static ArenaLayout improved(ArenaLayout first, int bound) {
        ArenaLayout best = first;
        ArenaLayout current = first;
        long pieces = first.pieces.size();
        long tries = Math.min(TRIES, WORK / (1 + pieces * pieces));
        for (int attempt = 0; attempt < tries && best.elements > bound; attempt++) {
            ArenaLayout last = current;
            current = new ArenaLayout(Stream.concat(
                            last.pieces.stream().filter(last::isOnTop),
                            last.pieces.stream().filter(piece -> !last.isOnTop(piece)))
                    .toList());
            best = current.elements < best.elements ? current : best;
        }
        return best;
    }

    private boolean isOnTop(Piece piece) {
        return offset(piece) + piece.size() == elements;
    }

    private int lowestPlace(Piece piece, List<Piece> placed) {
        List<Taken> taken = new ArrayList<>();
        for (Piece other : placed) {
            int at = offset(other);
            for (Stretch theirs : other.stretches()) {
                for (Stretch own : piece.stretches()) {
                    if (own.meets(theirs)) {
                        long from = (long) at + theirs.offset() - own.offset();
                        taken.add(new Taken(from - own.size() + 1, from + theirs.size()));
                    }
                }
            }
        }
        taken.sort(Comparator.comparingLong(Taken::from));
        long offset = 0;
        for (Taken each : taken) {
            if (each.from() > offset) {
                break;
            }
            offset = Math.max(offset, each.to());
        }
        return Math.toIntExact(offset);
    }

    int elements() {
        return elements;
    }

    /** Where a piece begins. */
    int offset(Piece piece) {
        return Objects.requireNonNull(offsets.get(piece));
    }

    int lowerBound() {
        return lowerBound(pieces);
    }

    /**
     * The least that some pieces need: the largest sum of stretches that live at one step.
     *
     * @throws ArithmeticException if that is more than an array can hold
     */
    static int lowerBound(List<Piece> pieces) {
        TreeMap<Integer, Long> changes = new TreeMap<>();
        for (Piece piece : pieces) {
            for (Stretch stretch : piece.stretches()) {
                changes.merge(stretch.first(), (long) stretch.size(), Long::sum);
                changes.merge(stretch.last() + 1, (long) -stretch.size(), Long::sum);
            }
        }
        long largest = 0;
        long living = 0;
        for (long change : changes.values()) {
            living += change;
            largest = Math.max(largest, living);
        }
        return Math.toIntExact(largest);
    }

    List<Arena.Block> blocks() {
        List<Arena.Block> blocks = new ArrayList<>();
        for (Piece piece : pieces) {
            for (Stretch stretch : piece.stretches()) {
                blocks.add(new Arena.Block(
                        stretch.values(),
                        offset(piece) + stretch.offset(),
                        stretch.size(),
                        stretch.first(),
                        stretch.last()));
            }
        }
        blocks.sort(Comparator.comparingInt(Arena.Block::first).thenComparingInt(Arena.Block::offset));
        return blocks;
    }
}
