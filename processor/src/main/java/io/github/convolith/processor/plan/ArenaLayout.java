package io.github.convolith.processor.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Puts blocks with known lifetimes into as little memory as a few greedy tries find: each block goes to the lowest gap
 * that is wide enough among those that live at the same time; the order in which they are placed is what is tried.
 */
final class ArenaLayout {
    /** A block to be placed. No two are equal, whatever they hold. */
    static final class Request {
        private final int size;
        private final int first;
        private final int last;
        private final List<String> values = new ArrayList<>();

        Request(int size, int first, int last) {
            this.size = size;
            this.first = first;
            this.last = last;
        }

        int size() {
            return size;
        }

        int first() {
            return first;
        }

        int last() {
            return last;
        }

        /** The values that share it; to be added to. */
        List<String> values() {
            return values;
        }

        boolean meets(Request other) {
            return first <= other.last && other.first <= last;
        }
    }

    private static final List<Comparator<Request>> ORDERS = List.of(
            Comparator.comparingInt(Request::size).reversed(),
            Comparator.comparingInt(Request::first),
            Comparator.comparingInt(Request::last).reversed(),
            Comparator.comparingInt((Request request) -> request.last() - request.first())
                    .reversed()
                    .thenComparing(Comparator.comparingInt(Request::size).reversed()),
            Comparator.comparingLong(
                            (Request request) -> (long) request.size() * (request.last() - request.first() + 1))
                    .reversed());

    private record Placed(Request request, int offset) {}

    private final List<Placed> placed;
    private final int elements;

    private ArenaLayout(List<Placed> placed, int elements) {
        this.placed = placed;
        this.elements = elements;
    }

    static ArenaLayout of(List<Request> requests) {
        return ORDERS.stream()
                .map(order -> inOrder(requests, order))
                .min(Comparator.comparingInt(ArenaLayout::elements))
                .orElseThrow();
    }

    private static ArenaLayout inOrder(List<Request> requests, Comparator<Request> order) {
        List<Placed> placed = new ArrayList<>();
        int elements = 0;
        for (Request request : requests.stream().sorted(order).toList()) {
            int offset = lowestGap(request, placed);
            placed.add(new Placed(request, offset));
            elements = Math.max(elements, Math.addExact(offset, request.size()));
        }
        return new ArenaLayout(placed, elements);
    }

    private static int lowestGap(Request request, List<Placed> placed) {
        int offset = 0;
        List<Placed> neighbours = placed.stream()
                .filter(other -> request.meets(other.request()))
                .sorted(Comparator.comparingInt(Placed::offset))
                .toList();
        for (Placed other : neighbours) {
            if (other.offset() - offset >= request.size()) {
                break;
            }
            offset = Math.max(offset, other.offset() + other.request().size());
        }
        return offset;
    }

    int elements() {
        return elements;
    }

    int offset(Request request) {
        return placed.stream()
                .filter(candidate -> candidate.request().equals(request))
                .mapToInt(Placed::offset)
                .findFirst()
                .orElseThrow();
    }

    /** The largest sum of blocks that live at one step. */
    int lowerBound() {
        List<Request> requests = placed.stream().map(Placed::request).toList();
        int last = requests.stream().mapToInt(Request::last).max().orElse(0);
        return IntStream.rangeClosed(-1, last)
                .map(step -> requests.stream()
                        .filter(request -> request.first() <= step && step <= request.last())
                        .mapToInt(Request::size)
                        .sum())
                .max()
                .orElse(0);
    }

    List<Arena.Block> blocks() {
        return placed.stream()
                .map(each -> new Arena.Block(
                        each.request().values(),
                        each.offset(),
                        each.request().size(),
                        each.request().first(),
                        each.request().last()))
                .sorted(Comparator.comparingInt(Arena.Block::first).thenComparingInt(Arena.Block::offset))
                .toList();
    }
}
