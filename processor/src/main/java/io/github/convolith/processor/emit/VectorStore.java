package io.github.convolith.processor.emit;

import com.palantir.javapoet.MethodSpec;
import io.github.convolith.processor.graph.Activation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * How the sums of a tile leave a kernel: what is added to them, their activation, and the store. All of it is done where
 * the sums are, unless that makes a method that C2 does not inline as a whole ({@link VectorOps}): then additions are
 * written as multiplications by one, of which a method may have more, and as far as that is not enough, the sums of the
 * last columns are stored as they are, and a method of its own finishes them while they are in the nearest cache.
 */
final class VectorStore {
    private final Activation activation;
    private final boolean residual;
    private final boolean multiplies;
    private final int columns;
    private final int finished;

    private VectorStore(Activation activation, boolean residual, boolean multiplies, int columns, int finished) {
        this.activation = activation;
        this.residual = residual;
        this.multiplies = multiplies;
        this.columns = columns;
        this.finished = finished;
    }

    /**
     * The store of a kernel.
     *
     * @param columns the columns of a tile
     * @param body the method that computes the sums, with a way to store them
     */
    static VectorStore of(Activation activation, boolean residual, int columns, Function<VectorStore, String> body) {
        VectorStore store = new VectorStore(activation, residual, false, columns, columns);
        if (!residual && !activates(activation)) {
            return store;
        }
        while (store.finished > 0 && !VectorOps.of(body.apply(store)).areInlined()) {
            int fewer = store.multiplies || !residual ? store.finished - 1 : store.finished;
            store = new VectorStore(activation, residual, residual, columns, fewer);
        }
        return store;
    }

    /** Whether a method of its own finishes some of the sums. */
    boolean isApart() {
        return finished < columns;
    }

    /** Whether something is added to sums where they are. */
    boolean addsResidual() {
        return residual && finished > 0;
    }

    /**
     * Stores a sum.
     *
     * @param sum a variable
     * @param column its column of the tile
     * @param with where what is added lies in {@code r}
     * @param to where the result goes in {@code y}
     */
    String of(String sum, int column, String with, String to) {
        if (column >= finished) {
            return sum + ".intoArray(y, " + to + ");";
        }
        if (!residual) {
            return activated(sum) + ".intoArray(y, " + to + ");";
        }
        String added = "FloatVector.fromArray(SPECIES, r, " + with + ")";
        String total = multiplies ? added + ".fma(one, " + sum + ")" : sum + ".add(" + added + ")";
        return !activates(activation)
                ? total + ".intoArray(y, " + to + ");"
                : sum + " = " + total + ";\n" + activated(sum) + ".intoArray(y, " + to + ");";
    }

    /** Whether an activation is applied to vectors. */
    private static boolean activates(Activation activation) {
        return !VectorCode.activation(activation, "v").orElse("v").equals("v");
    }

    private String activated(String v) {
        return VectorCode.activation(activation, v).orElse(v);
    }

    /**
     * The body of a method whose stores share the numbers they use. A number spread over a vector for each
     * of them makes a method so large that C2 of JDK 17 leaves its last vectors to calls, which box them.
     */
    static String sharingNumbers(String body) {
        String shared = body.replace(".max(0f)", ".max(zero)").replace(".min(6f)", ".min(six)");
        String zero = shared.contains("(zero)") ? "FloatVector zero = FloatVector.broadcast(SPECIES, 0f);\n" : "";
        String six = shared.contains("(six)") ? "FloatVector six = FloatVector.broadcast(SPECIES, 6f);\n" : "";
        String one = shared.contains("(one, ") ? "FloatVector one = FloatVector.broadcast(SPECIES, 1f);\n" : "";
        return zero + six + one + shared;
    }

    /** An index so many elements behind another one. */
    static String place(String first, int distance) {
        return distance == 0 ? first : first + " + " + distance;
    }

    /**
     * One of the loops over the vectors of a tile.
     *
     * @param name what is counted
     * @param count how many there are
     * @param step how far two of them are apart in the output
     * @param residualStep how far they are apart in what is added
     */
    record Axis(String name, int count, Expr step, Expr residualStep) {
        Axis(String name, int count, int step, int residualStep) {
            this(name, count, Expr.of(step), Expr.of(residualStep));
        }

        /** Vectors that lie behind each other. */
        static Axis vectors(int count) {
            return new Axis("v", count, Expr.name("LANES"), Expr.name("LANES"));
        }
    }

    /**
     * The method that finishes the columns of a tile that are stored as they are.
     *
     * @param outer the loops around that over columns
     * @param column that over all columns
     * @param inner the loops inside of it
     */
    MethodSpec finish(String name, List<Axis> outer, Axis column, List<Axis> inner) {
        List<Axis> axes = new ArrayList<>(outer);
        axes.add(new Axis(column.name(), column.count() - finished, column.step(), column.residualStep()));
        axes.addAll(inner);
        Expr to = Expr.name("to").plus(Expr.of(finished).times(column.step()));
        Expr with = Expr.name("with").plus(Expr.of(finished).times(column.residualStep()));
        for (Axis axis : axes) {
            if (axis.count() > 1) {
                to = to.plus(Expr.name(axis.name()).times(axis.step()));
                with = with.plus(Expr.name(axis.name()).times(axis.residualStep()));
            }
        }
        String sum = "FloatVector.fromArray(SPECIES, y, i)"
                + (residual ? ".add(FloatVector.fromArray(SPECIES, r, " + with + "))" : "");
        String body = Text.of("""
                        int i = ${to};
                        FloatVector sum = ${sum};
                        ${activate}
                        sum.intoArray(y, i);""")
                .with("to", to)
                .with("sum", sum)
                .with("activate", activates(activation) ? VectorCode.activate(activation, "sum") : "")
                .toString();
        for (int axis = axes.size() - 1; axis >= 0; axis--) {
            String turn = body;
            body = Loop.over(axes.get(axis).name(), axes.get(axis).count(), at -> turn);
        }
        String addition = residual ? "adds what is added to them" : "";
        String activating = activates(activation) ? "applies " + activation : "";
        String both = addition.isEmpty() || activating.isEmpty() ? "" : " and ";
        return Code.procedure(
                (finished == 0 ? "Finishes a tile" : "Finishes the last columns of a tile")
                        + ", too much for C2 where the sums are: " + addition + both
                        + activating + ".",
                name,
                (residual ? "float[] r, int with, " : "") + "float[] y, int to",
                body);
    }
}
