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

    /** The terms of a sum, each as two expressions: a number and the plane it is multiplied with. */
    interface Terms {
        /** The weight of a term. */
        String weight(Expr term);

        /** The array of a term. */
        String plane(Expr term);

        /** Terms whose weights and planes lie one behind the other from given indices on. */
        static Terms consecutive(String weights, Expr firstWeight, String planes, Expr firstPlane) {
            return new Terms() {
                @Override
                public String weight(Expr term) {
                    return weights + "[" + firstWeight.plus(term) + "]";
                }

                @Override
                public String plane(Expr term) {
                    return planes + "[" + firstPlane.plus(term) + "]";
                }
            };
        }
    }

    /** Statements that add so many terms to the first elements of an array. */
    String add(String sum, Expr elements, Terms terms, int count) {
        StringJoiner statements = new StringJoiner("\n");
        List<Integer> passes = TapPasses.split(count);
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
                        .with("pass", pass(sum, elements, terms, Expr.name("t"), size))
                        .toString());
            } else {
                for (int pass = 0; pass < run; pass++) {
                    statements.add(pass(sum, elements, terms, Expr.of(done + pass * size), size));
                }
            }
            done += run * size;
            next += run;
        }
        return statements.toString();
    }

    private String pass(String sum, Expr elements, Terms terms, Expr first, int size) {
        write(size);
        String arguments = IntStream.range(0, size)
                .mapToObj(first::plus)
                .map(term -> terms.weight(term) + ", " + terms.plane(term))
                .collect(Collectors.joining(", "));
        return "add%d(%s, %s, %s);".formatted(size, sum, elements, arguments);
    }

    private void write(int size) {
        if (!written.add(size)) {
            return;
        }
        String parameters = IntStream.range(0, size)
                .mapToObj(i -> "float w%d, float[] t%d".formatted(i, i))
                .collect(Collectors.joining(", "));
        String terms = IntStream.range(0, size)
                .mapToObj(i -> "s = MultiplyAdd.of(w%d, t%d[i], s);".formatted(i, i))
                .collect(Collectors.joining("\n"));
        kernel.method(Code.procedure(
                size == 1 ? "Adds a weighted plane to a sum." : "Adds " + size + " weighted planes to a sum.",
                "add" + size,
                "float[] sum, int n, " + parameters,
                Text.of("""
                                for (int i = 0; i < n; i++) {
                                    float s = sum[i];
                                    ${terms}
                                    sum[i] = s;
                                }""").with("terms", terms).toString()));
    }
}
