package io.github.convolith.processor.emit;

import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Softmax;
import java.util.List;

/**
 * Softmax along one axis. The largest element is taken from all before the exponential, which so cannot overflow. Where
 * the axis is the innermost it is a row by itself; otherwise pieces of what lies behind it are computed side by side.
 * Either may write over what it reads.
 */
final class SoftmaxEmitter implements OpEmitter<Softmax> {
    /** Elements of rows that are computed together: enough for a long loop over their exponentials. */
    private static final int BATCH = 1024;

    @Override
    public Kernel emit(Softmax op, List<Shape> inputs) {
        List<Integer> dimensions = inputs.get(0).dimensions();
        int outer = product(dimensions.subList(0, op.axis()));
        int size = dimensions.get(op.axis());
        int inner = product(dimensions.subList(op.axis() + 1, dimensions.size()));
        return inner == 1 ? rows(op, outer, size) : planes(op, outer, size, inner);
    }

    private static int product(List<Integer> sizes) {
        return sizes.stream().reduce(1, Math::multiplyExact);
    }

    // Rows.

    private static Kernel rows(Softmax op, int rows, int size) {
        Kernel.Builder kernel = new Kernel.Builder();
        int batch = Math.max(1, Math.min(rows, BATCH / size));
        Chunks.addScratch("v", batch == 1 ? "A row." : "Some rows.", batch * size, kernel);
        addRowMethods(op, size, kernel);
        if (op.log()) {
            Chunks.addScratch("exponentials", "Their exponentials.", batch * size, kernel);
        }
        Expr first = batch < rows ? Expr.name("first").times(size) : Expr.ZERO;
        String body = Text.of("""
                        int n = ${n};
                        System.arraycopy(x, ${from}, v, 0, n);
                        ${largest}
                        ${exponentials}
                        ${finish}
                        System.arraycopy(v, 0, y, ${to}, n);""")
                .with(
                        "n",
                        batch == rows
                                ? Expr.of(rows).times(size)
                                : Expr.name("rows").times(size))
                .with("from", Expr.name("xOffset").plus(first))
                .with("to", Expr.name("yOffset").plus(first))
                .with("largest", eachRow(batch, rows, size, "subtractLargest(v, %s);"))
                .with(
                        "exponentials",
                        op.log()
                                ? "System.arraycopy(v, 0, exponentials, 0, n);\nexponentials(exponentials, n);"
                                : "exponentials(v, n);")
                .with(
                        "finish",
                        eachRow(batch, rows, size, op.log() ? "finish(v, exponentials, %s);" : "finish(v, %s);"))
                .toString();
        return kernel.execute(
                batch == rows
                        ? body
                        : Text.of("""
                                        for (int first = 0; first < ${all}; first += ${batch}) {
                                            int rows = Math.min(${batch}, ${all} - first);
                                            ${body}
                                        }""")
                                .with("all", rows)
                                .with("batch", batch)
                                .with("body", body)
                                .toString());
    }

    private static String eachRow(int batch, int rows, int size, String statement) {
        Expr count = batch < rows && batch > 1 ? Expr.name("rows") : Expr.of(batch);
        return Loop.over("row", count, row -> statement.formatted(row.times(size)));
    }

    private static void addRowMethods(Softmax op, int size, Kernel.Builder kernel) {
        kernel.method(Code.procedure(
                "Subtracts the largest element of a row from all of it.",
                "subtractLargest",
                "float[] v, int from",
                Text.of("""
                                float largest = v[from];
                                for (int i = from + 1; i < from + ${size}; i++) {
                                    largest = Math.max(largest, v[i]);
                                }
                                for (int i = from; i < from + ${size}; i++) {
                                    v[i] -= largest;
                                }""").with("size", size).toString()));
        kernel.method(Code.procedure("Makes exponentials of elements.", "exponentials", "float[] v, int n", """
                for (int i = 0; i < n; i++) {
                    v[i] = Activations.exp(v[i]);
                }"""));
        SoftmaxCode.addSum(kernel);
        String share = op.log()
                ? "float logarithm = (float) Math.log(sum(exponentials, from, ${size}));"
                : "float share = (float) (1 / sum(v, from, ${size}));";
        kernel.method(Code.procedure(
                op.log() ? "Subtracts the logarithm of the sum of a row." : "Divides a row by its sum.",
                "finish",
                op.log() ? "float[] v, float[] exponentials, int from" : "float[] v, int from",
                Text.of(share + """

                                for (int i = from; i < from + ${size}; i++) {
                                    v[i] ${finish};
                                }""")
                        .with("size", size)
                        .with("finish", op.log() ? "-= logarithm" : "*= share")
                        .toString()));
    }

    // Planes.

    private static Kernel planes(Softmax op, int outer, int size, int inner) {
        Kernel.Builder kernel = new Kernel.Builder();
        Chunks.addArray("largest", "The largest element along the axis, for each element of a piece.", inner, kernel);
        Chunks.addArray("sum", "The sum of the exponentials, and what becomes of it.", inner, kernel);
        Chunks.addArray("piece", "A piece of one element of the axis.", inner, kernel);
        addPieceMethods(op, kernel);
        Expr i = Expr.name("i");
        return kernel.execute(Loop.over("o", outer, o -> {
            Expr start = o.times((long) size * inner).plus(i);
            return Chunks.over(
                    inner,
                    Text.of("""
                                    int from = ${from};
                                    int to = ${to};
                                    System.arraycopy(x, from, largest, 0, n);
                                    for (int c = 1; c < ${size}; c++) {
                                        System.arraycopy(x, from + ${at}, piece, 0, n);
                                        keepLarger(largest, piece, n);
                                    }
                                    Arrays.fill(sum, 0, n, 0f);
                                    for (int c = 0; c < ${size}; c++) {
                                        System.arraycopy(x, from + ${at}, piece, 0, n);
                                        exponentials(piece, largest, n);
                                        add(sum, piece, n);
                                        ${keep}
                                    }
                                    ${invert}
                                    for (int c = 0; c < ${size}; c++) {
                                        System.arraycopy(${source} + ${at}, piece, 0, n);
                                        finish(piece, sum, n);
                                        System.arraycopy(piece, 0, y, to + ${at}, n);
                                    }""")
                            .with("from", Expr.name("xOffset").plus(start))
                            .with("to", Expr.name("yOffset").plus(start))
                            .with("size", size)
                            .with("at", Expr.name("c").times(inner))
                            .with("keep", op.log() ? "" : "System.arraycopy(piece, 0, y, to + c * " + inner + ", n);")
                            .with("invert", op.log() ? "logarithms(sum, largest, n);" : "invert(sum, n);")
                            .with("source", op.log() ? "x, from" : "y, to")
                            .toString());
        }));
    }

    private static void addPieceMethods(Softmax op, Kernel.Builder kernel) {
        SoftmaxCode.addKeepLarger(kernel);
        SoftmaxCode.addExponentials(kernel);
        kernel.method(Code.procedure("Adds a piece to the sums.", "add", "float[] sum, float[] v, int n", """
                for (int i = 0; i < n; i++) {
                    sum[i] += v[i];
                }"""));
        if (op.log()) {
            kernel.method(Code.procedure(
                    "Makes logarithms of sums, and puts the largest elements back in.",
                    "logarithms",
                    "float[] sum, float[] largest, int n",
                    """
                    for (int i = 0; i < n; i++) {
                        sum[i] = largest[i] + (float) Math.log(sum[i]);
                    }"""));
            kernel.method(Code.procedure(
                    "Subtracts the logarithms of the sums.", "finish", "float[] v, float[] logarithms, int n", """
                    for (int i = 0; i < n; i++) {
                        v[i] -= logarithms[i];
                    }"""));
        } else {
            kernel.method(Code.procedure("Makes factors of sums.", "invert", "float[] sum, int n", """
                    for (int i = 0; i < n; i++) {
                        sum[i] = 1f / sum[i];
                    }"""));
            kernel.method(
                    Code.procedure("Multiplies by the factors.", "finish", "float[] v, float[] factor, int n", """
                    for (int i = 0; i < n; i++) {
                        v[i] *= factor[i];
                    }"""));
        }
    }
}
