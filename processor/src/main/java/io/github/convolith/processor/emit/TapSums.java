package io.github.convolith.processor.emit;

import io.github.convolith.processor.plan.TapPasses;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Code that adds weighted planes to a sum, a few planes a pass, in loops that C2 turns into SIMD. */
final class TapSums {
    /** Equal passes from which on they are written as a loop. */
    private static final int LOOP_FROM = 4;

    private final Kernel.Builder kernel;
    private final Set<Integer> written = new TreeSet<>();

    TapSums(Kernel.Builder kernel) {
        this.kernel = kernel;
    }

    /**
     * Statements that add so many terms to a sum.
     *
     * @param sum the array they are added to
     * @param positions how many of its elements
     * @param weights the array the weights are in, and the index of the first
     * @param planes the array of planes, and the index of the first
     */
    String add(
            String sum, Expr positions, String weights, Expr firstWeight, String planes, Expr firstPlane, int terms) {
        StringJoiner statements = new StringJoiner("\n");
        List<Integer> passes = TapPasses.split(terms);
        int done = 0;
        int next = 0;
        while (next < passes.size()) {
            int size = passes.get(next);
            int run = 1;
            while (next + run < passes.size() && passes.get(next + run) == size) {
                run++;
            }
            if (run >= LOOP_FROM) {
                statements.add(Text.of("""
                                for (int t = ${from}; t < ${to}; t += ${size}) {
                                    ${pass}
                                }""")
                        .with("from", done)
                        .with("to", done + run * size)
                        .with("size", size)
                        .with(
                                "pass",
                                pass(sum, positions, weights, firstWeight, planes, firstPlane, Expr.name("t"), size))
                        .toString());
            } else {
                for (int pass = 0; pass < run; pass++) {
                    statements.add(pass(
                            sum,
                            positions,
                            weights,
                            firstWeight,
                            planes,
                            firstPlane,
                            Expr.of(done + pass * size),
                            size));
                }
            }
            done += run * size;
            next += run;
        }
        return statements.toString();
    }

    private String pass(
            String sum,
            Expr positions,
            String weights,
            Expr firstWeight,
            String planes,
            Expr firstPlane,
            Expr done,
            int size) {
        write(size);
        String taps = IntStream.range(0, size)
                .mapToObj(term -> planes + "[" + firstPlane.plus(done).plus(term) + "]")
                .collect(Collectors.joining(", "));
        return "add%d(%s, %s, %s, %s, %s);".formatted(size, sum, positions, weights, firstWeight.plus(done), taps);
    }

    private void write(int size) {
        if (!written.add(size)) {
            return;
        }
        String planes = IntStream.range(0, size).mapToObj(i -> "float[] t" + i).collect(Collectors.joining(", "));
        String loads = IntStream.range(0, size)
                .mapToObj(i ->
                        "float w%d = weights[%s];".formatted(i, Expr.name("k").plus(i)))
                .collect(Collectors.joining("\n"));
        String terms = IntStream.range(0, size)
                .mapToObj(i -> "w%d * t%d[i]".formatted(i, i))
                .collect(Collectors.joining(" + "));
        String body = Text.of("""
                        ${loads}
                        for (int i = 0; i < n; i++) {
                            sum[i] += ${terms};
                        }""").with("loads", loads).with("terms", terms).toString();
        kernel.method(Code.procedure(
                size == 1
                        ? "Adds one plane, weighted, to a sum."
                        : "Adds " + size + " planes, each with its weight from index {@code k} on, to a sum.",
                "add" + size,
                "float[] sum, int n, float[] weights, int k, " + planes,
                body));
    }
}
