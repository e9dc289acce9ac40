package io.github.convolith.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import io.github.convolith.processor.graph.Resize;
import io.github.convolith.processor.graph.Shape;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;

/**
 * One axis after the other. Each row of the input that is needed is stretched along its columns once; a row of the result
 * is a weighted sum of a few stretched rows, in loops that C2 turns into SIMD.
 */
final class ResizeEmitter implements OpEmitter<Resize> {
    /** Elements that are gathered in one expression; beyond that in passes. */
    private static final int MOST_GATHERED = 4;

    @Override
    public Kernel emit(Resize op, List<Shape> inputs) {
        return new Writer(op, inputs.get(0)).kernel();
    }

    private static final class Writer {
        private final Kernel.Builder kernel = new Kernel.Builder();
        private final Resize op;
        private final Shape input;
        private final Shape output;
        private final boolean isSignal;
        private final boolean isNearest;
        private final ResizeShares columns;

        Writer(Resize op, Shape input) {
            this.op = op;
            this.input = input;
            this.output = op.output(List.of(input));
            this.isSignal = op.axes().size() == 1;
            this.isNearest = op.mode() == Resize.Mode.NEAREST;
            this.columns = shares(isSignal ? 0 : 1);
        }

        private ResizeShares shares(int axis) {
            return new ResizeShares(op, op.axes().get(axis), input.size(axis));
        }

        Kernel kernel() {
            return isSignal ? signal() : image();
        }

        private Kernel signal() {
            addShares("columns", columns, "weigh");
            kernel.method(weigh("weigh", columns));
            addStretch();
            return kernel.execute(Loop.over(
                    "c",
                    input.channels(),
                    c -> "stretch(x, %s, y, %s);"
                            .formatted(
                                    Expr.name("xOffset").plus(c.times(input.size(0))),
                                    Expr.name("yOffset").plus(c.times(output.size(0))))));
        }

        private Kernel image() {
            ResizeShares rows = shares(0);
            boolean isSquare = rows.code().equals(columns.code());
            addShares("rows", rows, isSquare ? "weigh" : "weighRows");
            addShares("columns", columns, isSquare ? "weigh" : "weighColumns");
            kernel.method(weigh(isSquare ? "weigh" : "weighRows", rows));
            if (!isSquare) {
                kernel.method(weigh("weighColumns", columns));
            }
            addStretch();
            int width = output.size(1);
            kernel.field(
                    field(ArrayTypeName.of(ArrayTypeName.of(TypeName.FLOAT)), "lines", "Stretched rows of the input."));
            kernel.construct("lines = new float[%d][%d];".formatted(rows.taps(), width));
            Expr channel = Expr.name("c");
            Expr target = Expr.name("yOffset")
                    .plus(channel.times(output.size(0)).plus(Expr.name("row")).times(width));
            String blended = isNearest
                    ? "System.arraycopy(lines[0], 0, y, %s, %d);".formatted(target, width)
                    : blend(rows.taps()) + "\nSystem.arraycopy(sum, 0, y, %s, %d);".formatted(target, width);
            return kernel.execute(Text.of("""
                            for (int c = 0; c < ${channels}; c++) {
                                int next = 0;
                                for (int row = 0; row < ${height}; row++) {
                                    for (next = Math.max(next, rows[0][row]); next <= rows[${last}][row]; next++) {
                                        stretch(x, ${from}, lines[${line}], 0);
                                    }
                                    ${blended}
                                }
                            }""")
                    .with("channels", input.channels())
                    .with("height", output.size(0))
                    .with("last", rows.taps() - 1)
                    .with(
                            "from",
                            Expr.name("xOffset")
                                    .plus(channel.times(input.size(0))
                                            .plus(Expr.name("next"))
                                            .times(input.size(1))))
                    .with("line", line("next", rows.taps()))
                    .with("blended", blended)
                    .toString());
        }

        /** Where a stretched row is kept, of which there are as many as are needed at once. */
        private static String line(String row, int taps) {
            return taps == 1 ? "0" : row + " % " + taps;
        }

        /** Statements that add up the weighted rows of a row of the result. */
        private String blend(int taps) {
            kernel.field(field(ArrayTypeName.of(TypeName.FLOAT), "sum", "A row of the result."));
            kernel.field(field(TypeName.INT, "width", Code.opaque("Elements of a row of the result.")));
            kernel.construct("width = %d;\nsum = new float[width];".formatted(output.size(1)));
            TapSums.Terms terms = new TapSums.Terms() {
                @Override
                public String weight(Expr term) {
                    return "rowShares[" + term + "][row]";
                }

                @Override
                public String plane(Expr term) {
                    return "lines[" + line("rows[" + term + "][row]", taps) + "]";
                }
            };
            return "Arrays.fill(sum, 0f);\n" + new TapSums(kernel).add("sum", Expr.name("width"), terms, taps);
        }

        /** Adds the fields that say what elements of an axis are made from. */
        private void addShares(String name, ResizeShares shares, String method) {
            String thing = name.substring(0, name.length() - 1);
            int size = shares.axis().size();
            kernel.field(field(
                    ArrayTypeName.of(ArrayTypeName.of(TypeName.INT)),
                    name,
                    "Which " + name + " of the input each " + thing + " of the result is made from."));
            kernel.construct("%s = new int[%d][%d];".formatted(name, shares.taps(), size));
            if (!isNearest) {
                kernel.field(
                        field(ArrayTypeName.of(ArrayTypeName.of(TypeName.FLOAT)), thing + "Shares", "By what shares."));
                kernel.construct("%sShares = new float[%d][%d];".formatted(thing, shares.taps(), size));
            }
            kernel.construct("%s(%s);".formatted(method, isNearest ? name : name + ", " + thing + "Shares"));
        }

        private static FieldSpec field(TypeName type, String name, String javadoc) {
            return FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.FINAL)
                    .addJavadoc("$L\n", javadoc)
                    .build();
        }

        private MethodSpec weigh(String name, ResizeShares shares) {
            return Code.procedure(
                    "Finds out which elements of an axis each element of the result is made from"
                            + (isNearest ? "." : ", and by what shares."),
                    name,
                    isNearest ? "int[][] index" : "int[][] index, float[][] shares",
                    shares.code());
        }

        /** Adds the method that resizes a row along its columns. */
        private void addStretch() {
            int taps = columns.taps();
            boolean inPasses = taps > MOST_GATHERED;
            StringJoiner locals = new StringJoiner("\n");
            IntStream.range(0, inPasses ? 0 : taps).forEach(t -> {
                locals.add("int[] i%d = columns[%d];".formatted(t, t));
                if (!isNearest) {
                    locals.add("float[] s%d = columnShares[%d];".formatted(t, t));
                }
            });
            String sum = IntStream.range(0, taps)
                    .mapToObj(t -> (isNearest ? "" : "s" + t + "[i] * ") + "x[from + i" + t + "[i]]")
                    .collect(Collectors.joining(" + "));
            String body = inPasses
                    ? Text.of("""
                                    Arrays.fill(target, to, to + ${width}, 0f);
                                    for (int t = 0; t < ${taps}; t++) {
                                        int[] index = columns[t];
                                        float[] shares = columnShares[t];
                                        for (int i = 0; i < ${width}; i++) {
                                            target[to + i] += shares[i] * x[from + index[i]];
                                        }
                                    }""")
                            .with("width", columns.axis().size())
                            .with("taps", taps)
                            .toString()
                    : Text.of("""
                                    ${locals}
                                    for (int i = 0; i < ${width}; i++) {
                                        target[to + i] = ${sum};
                                    }""")
                            .with("locals", locals)
                            .with("width", columns.axis().size())
                            .with("sum", sum)
                            .toString();
            kernel.method(Code.method(
                    "Resizes a row along its columns.",
                    TypeName.VOID,
                    "stretch",
                    "float[] x, int from, float[] target, int to",
                    body));
        }
    }
}
