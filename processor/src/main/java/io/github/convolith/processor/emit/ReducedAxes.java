package io.github.convolith.processor.emit;

import io.github.convolith.processor.graph.Reduce;
import io.github.convolith.processor.graph.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The axes that stay and those that go, neighbours of one kind taken as one, each list outermost first.
 *
 * @param innerStays whether the innermost elements stay
 */
record ReducedAxes(List<Run> kept, List<Run> reduced, boolean innerStays) {
    /** So many elements at a distance. */
    record Run(int size, int stride) {}

    static ReducedAxes of(Reduce op, Shape shape) {
        List<Run> kept = new ArrayList<>();
        List<Run> reduced = new ArrayList<>();
        boolean innerStays = false;
        boolean outerWent = false;
        boolean isFirst = true;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            int size = shape.dimensions().get(axis);
            if (size == 1) {
                continue;
            }
            boolean goes = op.axes().contains(axis);
            List<Run> own = goes ? reduced : kept;
            if (!isFirst && goes == outerWent) {
                Run inner = own.remove(0);
                own.add(0, new Run(size * inner.size(), inner.stride()));
            } else {
                own.add(0, new Run(size, shape.strides().get(axis)));
            }
            innerStays = isFirst ? !goes : innerStays;
            outerWent = goes;
            isFirst = false;
        }
        return new ReducedAxes(kept, reduced, innerStays);
    }

    /** Elements that make one result. */
    long count() {
        return reduced.stream().mapToLong(Run::size).reduce(1, Math::multiplyExact);
    }

    /** The innermost of the elements that make one result. */
    Run innermost() {
        return reduced.isEmpty() ? new Run(1, 1) : reduced.get(reduced.size() - 1);
    }

    /**
     * Loops over the outermost of what stays.
     *
     * @param runs how many runs there are to be loops for
     * @param from where the elements of all results begin
     * @param to where the results begin
     * @param body what is done with the elements and results from two indices on
     */
    String overKept(int runs, Expr from, Expr to, BiFunction<Expr, Expr, String> body) {
        return overKept(0, runs, from, to, body);
    }

    private String overKept(int run, int runs, Expr from, Expr to, BiFunction<Expr, Expr, String> body) {
        if (run == runs) {
            return body.apply(from, to);
        }
        Run own = kept.get(run);
        int inner =
                kept.subList(run + 1, kept.size()).stream().mapToInt(Run::size).reduce(1, Math::multiplyExact);
        return Loop.over(
                "i" + run,
                own.size(),
                i -> overKept(run + 1, runs, from.plus(i.times(own.stride())), to.plus(i.times(inner)), body));
    }

    /**
     * Loops over the outermost of what goes.
     *
     * @param runs how many runs there are to be loops for
     * @param from where the elements of the result begin
     * @param body what is done with the elements from an index on
     */
    String overReduced(int runs, Expr from, Function<Expr, String> body) {
        return overReduced(0, runs, from, body);
    }

    private String overReduced(int run, int runs, Expr from, Function<Expr, String> body) {
        if (run >= runs) {
            return body.apply(from);
        }
        Run own = reduced.get(run);
        return Loop.over(
                "k" + run, own.size(), k -> overReduced(run + 1, runs, from.plus(k.times(own.stride())), body));
    }
}
