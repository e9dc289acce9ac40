package io.github.convolith.processor.emit;

import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.TopK;
import java.util.List;

/**
 * The best elements along an axis, one rank after the other: of all that come behind the one found last, the best. That
 * takes no memory, and where only one is asked for it is a single pass.
 */
final class TopKEmitter implements OpEmitter<TopK> {
    @Override
    public Kernel emit(TopK op, List<Shape> inputs) {
        List<Integer> dimensions = inputs.get(0).dimensions();
        int outer = product(dimensions.subList(0, op.axis()));
        int size = dimensions.get(op.axis());
        int inner = product(dimensions.subList(op.axis() + 1, dimensions.size()));
        return new Kernel.Builder()
                .execute(Loop.over("row", outer, row -> Loop.over("i", inner, i -> ranks(op, size, inner, row, i))));
    }

    private static int product(List<Integer> sizes) {
        return sizes.stream().reduce(1, Math::multiplyExact);
    }

    private static String ranks(TopK op, int size, int inner, Expr row, Expr i) {
        Expr first = Expr.name("xOffset").plus(row.times((long) size * inner)).plus(i);
        Expr result =
                Expr.name("yOffset").plus(row.times((long) op.count() * inner)).plus(i);
        if (op.count() == 1) {
            return best(op, size, inner, first, result, "");
        }
        return Text.of("""
                        float before = ${limit};
                        int placeBefore = ${place};
                        ${ranks}""")
                .with("limit", op.largest() ? "Float.POSITIVE_INFINITY" : "Float.NEGATIVE_INFINITY")
                .with("place", op.lastFirst() ? size : -1)
                .with(
                        "ranks",
                        Loop.over(
                                "rank",
                                op.count(),
                                rank -> best(op, size, inner, first, result.plus(rank.times(inner)), """
                                before = best;
                                placeBefore = place;""")))
                .toString();
    }

    /** Statements that find the best element, or the best behind another, and put it where it belongs. */
    private static String best(TopK op, int size, int inner, Expr first, Expr result, String next) {
        String better = op.largest() ? ">" : "<";
        String worse = op.largest() ? "<" : ">";
        String behind = next.isEmpty()
                ? ""
                : "(v %s before || (v == before && j %s placeBefore)) && ".formatted(worse, op.lastFirst() ? "<" : ">");
        return Text.of("""
                        float best = 0f;
                        int place = -1;
                        for (int j = ${from}; ${end}; ${step}) {
                            float v = x[${at}];
                            if (${behind}(place < 0 || v ${better} best)) {
                                best = v;
                                place = j;
                            }
                        }
                        y[${result}] = ${found};
                        ${next}""")
                .with("from", op.lastFirst() ? size - 1 : 0)
                .with("end", op.lastFirst() ? "j >= 0" : "j < " + size)
                .with("step", op.lastFirst() ? "j--" : "j++")
                .with("at", first.plus(Expr.name("j").times(inner)))
                .with("behind", behind)
                .with("better", better)
                .with("result", result)
                .with("found", op.result() == TopK.Result.VALUES ? "best" : "place")
                .with("next", next)
                .toString();
    }
}
