package io.github.convolith.processor.emit;

import com.palantir.javapoet.TypeName;
import io.github.convolith.processor.graph.Reduce.Kind;
import java.util.StringJoiner;
import java.util.function.Function;
import javax.lang.model.element.Modifier;

/**
 * Reduces one result after the other, in several partial results, which do not wait for each other. Where many elements
 * make one result and every step rounds, the partial results are of double precision.
 */
final class ReduceRows {
    /** Partial results; below twice as many elements there is one only. */
    private static final int PARTIAL = 4;

    /** Elements of a result up to which partial results of single precision lose no more than their last digit. */
    private static final int SINGLE = 1024;

    private final Kind kind;
    private final ReducedAxes axes;
    private final Kernel.Builder kernel = new Kernel.Builder();

    ReduceRows(Kind kind, ReducedAxes axes) {
        this.kind = kind;
        this.axes = axes;
    }

    Kernel emit() {
        if (kind == Kind.LOG_SUM_EXP) {
            addReduce(Kind.MAX, "largest", "Finds the largest element of those that belong to one result.");
            addExponentials();
        } else {
            addReduce(kind, "reduce", "Reduces what belongs to one result.");
        }
        return kernel.execute(
                axes.overKept(axes.kept().size(), Expr.name("xOffset"), Expr.name("yOffset"), this::result));
    }

    private String result(Expr from, Expr to) {
        if (kind != Kind.LOG_SUM_EXP) {
            return "y[%s] = reduce(x, %s);".formatted(to, from);
        }
        return Text.of("""
                        float largest = ${finite};
                        y[${to}] = (float) (largest + Math.log(sumOfExponentials(x, ${from}, largest)));""")
                .with("finite", finite("largest(x, " + from + ")"))
                .with("from", from)
                .with("to", to)
                .toString();
    }

    /** The largest element as what can be subtracted from infinities as well. */
    static String finite(String largest) {
        return "Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, " + largest + "))";
    }

    private void addReduce(Kind how, String name, String javadoc) {
        int partial = axes.innermost().size() >= 2 * PARTIAL ? PARTIAL : 1;
        boolean isSingle = Reduction.isExact(how) || axes.count() <= SINGLE;
        String type = isSingle ? "float" : "double";
        StringJoiner body = new StringJoiner("\n");
        for (int i = 0; i < partial; i++) {
            body.add("%s result%s = %s;".formatted(type, partial == 1 ? "" : i, Reduction.start(how)));
        }
        body.add(overRuns(at -> partial == 1 ? one(how, at) : several(how, at)));
        if (partial > 1) {
            body.add(type + " result = " + joined(how) + ";");
        }
        String result = Reduction.finish(how, "result", axes.count());
        boolean isFloat = isSingle && !Reduction.widens(how);
        body.add(isFloat ? "return " + result + ";" : "return (float) (" + result + ");");
        kernel.method(
                Code.method(javadoc, TypeName.FLOAT, name, "float[] x, int from", body.toString(), Modifier.STATIC));
    }

    /** Loops over all that goes but its innermost run, around what is done with each such run. */
    private String overRuns(Function<Expr, String> run) {
        return axes.overReduced(axes.reduced().size() - 1, Expr.name("from"), run);
    }

    private static String joined(Kind how) {
        return Reduction.join(
                how, Reduction.join(how, "result0", "result1"), "(" + Reduction.join(how, "result2", "result3") + ")");
    }

    private String one(Kind how, Expr from) {
        return Loop.over("k", axes.innermost().size(), k -> Reduction.take(how, "result", element(from, k)));
    }

    private String several(Kind how, Expr from) {
        int size = axes.innermost().size();
        int whole = size / PARTIAL * PARTIAL;
        StringJoiner statements = new StringJoiner("\n");
        statements.add(Loop.from("k", 0, Expr.of(whole), PARTIAL, k -> {
            StringJoiner steps = new StringJoiner("\n");
            for (int i = 0; i < PARTIAL; i++) {
                steps.add(Reduction.take(how, "result" + i, element(from, k.plus(i))));
            }
            return steps.toString();
        }));
        for (int k = whole; k < size; k++) {
            statements.add(Reduction.take(how, "result" + (k - whole), element(from, Expr.of(k))));
        }
        return statements.toString();
    }

    private String element(Expr from, Expr index) {
        return "x[" + from.plus(index.times(axes.innermost().stride())) + "]";
    }

    // Exponentials.

    private void addExponentials() {
        int size = axes.innermost().size();
        boolean isStretch = axes.innermost().stride() == 1;
        if (isStretch) {
            Chunks.addArray("piece", "A piece of the elements that belong to one result.", size, kernel);
            SoftmaxCode.addExponentialsOfRow(kernel);
            SoftmaxCode.addSum(kernel);
        }
        kernel.method(Code.method(
                "Sums the exponentials of what belongs to one result, less the largest element.",
                TypeName.DOUBLE,
                "sumOfExponentials",
                "float[] x, int from, float largest",
                Text.of("""
                                double sum = 0;
                                ${loops}
                                return sum;""")
                        .with("loops", overRuns(at -> isStretch ? inPieces(size, at) : one(size, at)))
                        .toString(),
                isStretch ? new Modifier[0] : new Modifier[] {Modifier.STATIC}));
    }

    private static String inPieces(int size, Expr from) {
        return Chunks.over(size, """
                System.arraycopy(x, %s, piece, 0, n);
                exponentials(piece, n, largest);
                sum += sum(piece, 0, n);""".formatted(from.plus(Expr.name("i"))));
    }

    private String one(int size, Expr from) {
        return Loop.over("k", size, k -> "sum += Activations.exp(" + element(from, k) + " - largest);");
    }
}
