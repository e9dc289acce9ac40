package io.github.convolith.processor.emit;

import io.github.convolith.processor.graph.Elementwise;
import io.github.convolith.processor.graph.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * How two activations are walked through together: axes along which both of them go on, or the same one stands still,
 * are taken as one.
 *
 * @param axes the merged axes, outermost first
 */
record Broadcast(List<Axis> axes) {
    /** So many steps, and by how much the index into each activation grows with each of them: 0 where it is repeated. */
    record Axis(int size, int first, int second) {}

    static Broadcast of(Shape first, Shape second) {
        List<Integer> a = first.dimensions();
        List<Integer> b = second.dimensions();
        int rank = Math.max(a.size(), b.size());
        List<Axis> axes = new ArrayList<>();
        int strideA = 1;
        int strideB = 1;
        for (int axis = rank - 1; axis >= 0; axis--) {
            int sizeA = Elementwise.aligned(a, axis, rank);
            int sizeB = Elementwise.aligned(b, axis, rank);
            int size = Math.max(sizeA, sizeB);
            if (size > 1) {
                Axis own = new Axis(size, sizeA == 1 ? 0 : strideA, sizeB == 1 ? 0 : strideB);
                if (!axes.isEmpty() && continues(axes.get(0), own)) {
                    Axis inner = axes.remove(0);
                    own = new Axis(size * inner.size(), inner.first(), inner.second());
                }
                axes.add(0, own);
            }
            strideA *= sizeA;
            strideB *= sizeB;
        }
        if (axes.isEmpty()) {
            axes.add(new Axis(1, 1, 1));
        }
        return new Broadcast(axes);
    }

    /** Whether the outer of two neighbouring axes goes on where the inner one ends, in both activations. */
    private static boolean continues(Axis inner, Axis outer) {
        return outer.first() == inner.first() * inner.size() && outer.second() == inner.second() * inner.size();
    }

    Axis innermost() {
        return axes.get(axes.size() - 1);
    }
}
