package io.github.convolith.processor.emit;

import io.github.convolith.processor.graph.Reduce.Kind;
import java.util.StringJoiner;

/**
 * Reduces neighbouring results side by side, piece by piece, in loops that C2 turns into SIMD. Long sums are added up in
 * parts, each of few summands, which costs fewer digits.
 */
final class ReducePlanes {
    /** Summands that are added up one after the other, at least. */
    private static final int PART = 32;

    private final Kind kind;
    private final ReducedAxes axes;
    private final int inner;
    private final Kernel.Builder kernel = new Kernel.Builder();

    ReducePlanes(Kind kind, ReducedAxes axes) {
        this.kind = kind;
        this.axes = axes;
        this.inner = axes.kept().get(axes.kept().size() - 1).size();
    }

    Kernel emit() {
        Chunks.addArray("result", "A piece of the results.", inner, kernel);
        Chunks.addArray("piece", "What belongs to them and is taken in next.", inner, kernel);
        return kernel.execute(
                axes.overKept(axes.kept().size() - 1, Expr.name("xOffset"), Expr.name("yOffset"), this::piece));
    }

    private String piece(Expr from, Expr to) {
        Expr at = from.plus(Expr.name("i"));
        String results = kind == Kind.LOG_SUM_EXP ? logarithms(at) : reduced(at);
        return Chunks.over(inner, results + "\nSystem.arraycopy(result, 0, y, " + to.plus(Expr.name("i")) + ", n);");
    }

    private String reduced(Expr from) {
        StringJoiner statements = new StringJoiner("\n");
        statements.add("Arrays.fill(result, 0, n, " + Reduction.start(kind) + ");");
        addTake(kind);
        statements.add(taken(from, "take(%s, piece, n);"));
        String finished = Reduction.finish(kind, "v[i]", axes.count());
        if (!finished.equals("v[i]")) {
            kernel.method(Code.procedure(
                    "Makes what comes out of the results.",
                    "finish",
                    "float[] v, int n",
                    Text.of("""
                                    for (int i = 0; i < n; i++) {
                                        v[i] = ${finished};
                                    }""")
                            .with("finished", Reduction.widens(kind) ? "(float) " + finished : finished)
                            .toString()));
            statements.add("finish(result, n);");
        }
        return statements.toString();
    }

    /** The largest elements first; then the exponentials of all, less those. */
    private String logarithms(Expr from) {
        Chunks.addArray("largest", "The largest of the elements that belong to each result.", inner, kernel);
        SoftmaxCode.addKeepLarger(kernel);
        SoftmaxCode.addFinite(kernel);
        SoftmaxCode.addExponentials(kernel);
        addTake(Kind.SUM);
        kernel.method(Code.procedure(
                "Makes logarithms of sums, and puts the largest elements back in.",
                "finish",
                "float[] v, float[] largest, int n",
                """
                for (int i = 0; i < n; i++) {
                    v[i] = (float) (largest[i] + Math.log(v[i]));
                }"""));
        return Text.of("""
                        Arrays.fill(largest, 0, n, Float.NEGATIVE_INFINITY);
                        ${largest}
                        finite(largest, n);
                        Arrays.fill(result, 0, n, 0f);
                        ${sums}
                        finish(result, largest, n);""")
                .with("largest", elements(from, "keepLarger(largest, piece, n);"))
                .with("sums", taken(from, "exponentials(piece, largest, n);\ntake(%s, piece, n);"))
                .toString();
    }

    private void addTake(Kind how) {
        kernel.method(Code.procedure(
                "Takes elements into results.",
                "take",
                "float[] result, float[] v, int n",
                Text.of("""
                                for (int i = 0; i < n; i++) {
                                    ${take}
                                }""")
                        .with("take", Reduction.take(how, "result[i]", "v[i]"))
                        .toString()));
    }

    /**
     * Statements that take everything that goes into {@code result}, or in parts, where these are many summands.
     *
     * @param take what is done with each piece, of the name of what it is taken into
     */
    private String taken(Expr from, String take) {
        if (Reduction.isExact(kind) || kind == Kind.PRODUCT || axes.count() <= 2 * PART) {
            return elements(from, take.formatted("result"));
        }
        Chunks.addArray("part", "What only some summands come to.", inner, kernel);
        kernel.method(Code.procedure("Adds parts to results.", "add", "float[] result, float[] part, int n", """
                for (int i = 0; i < n; i++) {
                    result[i] += part[i];
                }"""));
        return axes.overReduced(axes.reduced().size() - 1, from, at -> inParts(at, take.formatted("part")));
    }

    private String inParts(Expr from, String take) {
        ReducedAxes.Run run = axes.innermost();
        // As many summands in a part as parts lose the fewest digits.
        int part = Math.max(PART, (int) Math.sqrt(run.size()));
        if (run.size() <= part) {
            return "Arrays.fill(part, 0, n, 0f);\n"
                    + Loop.over("k", run.size(), k -> element(from.plus(k.times(run.stride())), take))
                    + "\nadd(result, part, n);";
        }
        return Text.of("""
                        for (int first = 0; first < ${size}; first += ${part}) {
                            Arrays.fill(part, 0, n, 0f);
                            for (int k = first; k < Math.min(${size}, first + ${part}); k++) {
                                ${element}
                            }
                            add(result, part, n);
                        }""")
                .with("size", run.size())
                .with("part", part)
                .with("element", element(from.plus(Expr.name("k").times(run.stride())), take))
                .toString();
    }

    /** Loops over all that goes. */
    private String elements(Expr from, String take) {
        return axes.overReduced(axes.reduced().size(), from, at -> element(at, take));
    }

    private static String element(Expr from, String take) {
        return "System.arraycopy(x, " + from + ", piece, 0, n);\n" + take;
    }
}
