package io.github.convolith.processor.emit;

import io.github.convolith.processor.plan.VectorAddress;
import io.github.convolith.processor.plan.VectorCopy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.StringJoiner;

/** Copies elements from where they lie to where they are to lie, along whatever axes. */
final class VectorCopyEmitter {
    /** Elements from which on copying them all at once is faster than a loop. */
    private static final int WORTH_A_CALL = 24;

    /** A loop: how often, and how far apart elements are on both sides. */
    private record Turns(int count, int from, int to) {
        /** How far it jumps; the loop that jumps least goes inside. */
        int reach() {
            return Math.abs(from) + Math.abs(to);
        }

        boolean goesOnWith(Turns inner) {
            return from == inner.count * inner.from && to == inner.count * inner.to;
        }
    }

    private VectorCopyEmitter() {}

    static Kernel emit(VectorCopy plan) {
        StringJoiner parts = new StringJoiner("\n");
        for (int i = 0; i < plan.from().size(); i++) {
            String x = "x" + (plan.from().size() == 1 ? "" : i);
            VectorAddress from = plan.from().get(i);
            VectorAddress to = plan.to().get(i);
            Expr source = Expr.name(x + "Offset").plus(from.start());
            Expr target = Expr.name("yOffset").plus(to.start());
            parts.add(copy(from, x, source, to, "y", target));
        }
        return new Kernel.Builder().execute(parts.toString());
    }

    /**
     * Loops that copy all elements.
     *
     * @param source the array that is read, from an index on
     * @param target the array that is written, from an index on
     */
    static String copy(
            VectorAddress from, String source, Expr sourceAt, VectorAddress to, String target, Expr targetAt) {
        List<Turns> loops = loops(from, to);
        Turns inner = loops.get(loops.size() - 1);
        boolean stretches = inner.from() == 1 && inner.to() == 1 && inner.count() >= WORTH_A_CALL;
        List<Turns> around = stretches ? loops.subList(0, loops.size() - 1) : loops;
        Expr x = sourceAt;
        Expr y = targetAt;
        for (int i = 0; i < around.size(); i++) {
            Expr turn = around.get(i).count() == 1 ? Expr.ZERO : Expr.name(name(i));
            x = x.plus(turn.times(around.get(i).from()));
            y = y.plus(turn.times(around.get(i).to()));
        }
        String body = stretches
                ? "System.arraycopy(%s, %s, %s, %s, %d);".formatted(source, x, target, y, inner.count())
                : "%s[%s] = %s[%s];".formatted(target, y, source, x);
        for (int i = around.size() - 1; i >= 0; i--) {
            String statement = body;
            body = Loop.over(name(i), around.get(i).count(), turn -> statement);
        }
        return body;
    }

    private static String name(int loop) {
        return String.valueOf((char) ('i' + loop));
    }

    private static List<Turns> loops(VectorAddress from, VectorAddress to) {
        List<Integer> sizes = VectorAddress.common(from, to)
                .orElseThrow(() -> new IllegalStateException("no loops from " + from + " to " + to));
        List<Integer> fromStrides = from.strides(sizes);
        List<Integer> toStrides = to.strides(sizes);
        List<Turns> loops = new ArrayList<>();
        for (int i = 0; i < sizes.size(); i++) {
            loops.add(new Turns(sizes.get(i), fromStrides.get(i), toStrides.get(i)));
        }
        if (loops.isEmpty()) {
            return List.of(new Turns(1, 1, 1));
        }
        loops.sort(Comparator.comparing(Turns::reach).reversed());
        List<Turns> joined = new ArrayList<>();
        for (Turns loop : loops) {
            int last = joined.size() - 1;
            if (last >= 0 && joined.get(last).goesOnWith(loop)) {
                joined.set(last, new Turns(joined.get(last).count() * loop.count(), loop.from(), loop.to()));
            } else {
                joined.add(loop);
            }
        }
        return joined;
    }
}
