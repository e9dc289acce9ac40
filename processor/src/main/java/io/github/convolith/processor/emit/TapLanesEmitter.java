package io.github.convolith.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.plan.ConvPlan;
import io.github.convolith.processor.plan.SumTile;
import io.github.convolith.processor.plan.TapLanes;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;

/**
 * What every tap makes of an input position, for all output channels, as one long row; then, an output row at a time,
 * what belongs to its positions is copied together and added up.
 */
final class TapLanesEmitter implements KernelEmitter {
    private static final ArrayTypeName PANELS = ArrayTypeName.of(ArrayTypeName.of(TypeName.FLOAT));

    @Override
    public Kernel emit(ConvPlan plan) {
        return new Writer(Geometry.of(plan.problem())).kernel();
    }

    private static final class Writer {
        private final Kernel.Builder kernel = new Kernel.Builder();
        private final Geometry geometry;
        private final Conv conv;
        private final int taps;
        private final int pixels;
        private final int width;

        /** Elements of the sums of one output row. */
        private final int line;

        private final SumTile tile;
        private final Panels rows;
        private final Panels products;
        private final Panels terms;

        Writer(Geometry geometry) {
            this.geometry = geometry;
            conv = geometry.conv();
            taps = Math.toIntExact(conv.taps());
            pixels = geometry.inPlane().value();
            width = geometry.outWidth().value();
            line = width * conv.out();
            tile = TapLanes.tile(conv, pixels);
            rows = Panels.of("kernel", conv.in(), tile.terms(), taps * conv.out(), 1);
            products = Panels.of("products", pixels, tile.sums(), taps * conv.out(), 1);
            terms = Panels.of("terms", taps, taps, line, 1);
        }

        Kernel kernel() {
            kernel.field(
                    field(PANELS, "products", "What each tap makes of each input position, for each output channel."));
            kernel.field(
                    field(ArrayTypeName.of(TypeName.FLOAT), "terms", "What belongs to an output row, a tap each."));
            kernel.field(field(TypeName.INT, "length", "Elements of a row of weights: taps times output channels."));
            kernel.field(field(TypeName.INT, "line", "Sums of an output row: positions times output channels."));
            kernel.construct("products = " + products.allocation(Expr.ZERO) + ";");
            kernel.construct("terms = new float[" + taps * terms.pitch() + "];");
            kernel.construct("length = " + taps * conv.out() + ";");
            kernel.construct("line = " + line + ";");
            kernel.prepare(prepare());
            kernel.method(gather());
            kernel.method(total());
            kernel.method(store());
            String multiply = multiply();
            String finish = Loop.over(
                    "row",
                    geometry.outHeight(),
                    row -> Text.of("""
                            ${gather}
                            total(terms, line);
                            store(terms, y, yOffset${row}${bias}${residual});""")
                            .with("gather", Loop.over("tap", taps, tap -> "gather(" + row + ", " + tap + ");"))
                            .with("row", row.is(0) ? "" : " + " + row.times(width))
                            .with("bias", isBiased() ? ", bias" : "")
                            .with("residual", conv.residual() ? residual(row) : "")
                            .toString());
            return kernel.execute(multiply + "\n" + finish);
        }

        private String residual(Expr row) {
            return ", residual, " + Expr.name("residualOffset").plus(row.times(width));
        }

        private static FieldSpec field(TypeName type, String name, String what) {
            return FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.FINAL)
                    .addJavadoc("$L\n", what)
                    .build();
        }

        /** Some input positions times some input channels' rows of weights, until all are multiplied. */
        private String multiply() {
            PanelSums adding = new PanelSums(products, rows, 1, pixels, kernel);
            int whole = pixels / tile.sums();
            int rest = pixels % tile.sums();
            StringJoiner text = new StringJoiner("\n");
            if (whole > 0) {
                text.add(Loop.over("q", whole, q -> channels(adding, q, tile.sums())));
            }
            if (rest > 0) {
                text.add(channels(adding, Expr.of(whole), rest));
            }
            return text.toString();
        }

        private String channels(PanelSums adding, Expr q, int sums) {
            int whole = conv.in() / tile.terms();
            int rest = conv.in() % tile.terms();
            StringJoiner text = new StringJoiner("\n");
            text.add(pass(adding, q, sums, Expr.ZERO, Math.min(tile.terms(), conv.in()), true));
            if (whole > 1) {
                text.add(Loop.from("b", 1, Expr.of(whole), 1, b -> pass(adding, q, sums, b, tile.terms(), false)));
            }
            if (rest > 0 && whole > 0) {
                text.add(pass(adding, q, sums, Expr.of(whole), rest, false));
            }
            return text.toString();
        }

        private String pass(PanelSums adding, Expr q, int sums, Expr block, int count, boolean starts) {
            Expr from = Expr.name("xOffset")
                    .plus(block.times((long) tile.terms() * pixels))
                    .plus(q.times(tile.sums()));
            return adding.call(
                    new PanelSums.Role(starts, false, Activation.NONE),
                    sums,
                    count,
                    "products[" + q + "]",
                    "kernel[" + block + "]",
                    "length",
                    "x, " + from,
                    "");
        }

        private MethodSpec gather() {
            String to = "tap * " + terms.pitch() + " + p * " + conv.out();
            return Code.method(
                    "Copies what a tap contributes to an output row; zeros where it meets padding.",
                    TypeName.VOID,
                    "gather",
                    "int row, int tap",
                    Text.of("""
                                    int top = row + tap / ${columns} * ${rowStep} - ${padTop};
                                    int left = tap % ${columns} * ${columnStep} - ${padLeft};
                                    for (int p = 0; p < ${width}; p++) {
                                        int to = ${to};
                                        int column = left + p;
                                        if (top < 0 || top >= ${height} || column < 0 || column >= ${inWidth}) {
                                            Arrays.fill(terms, to, to + ${out}, 0f);
                                        } else {
                                            int pixel = top * ${inWidth} + column;
                                            int from = pixel % ${sums} * ${pitch} + tap * ${out};
                                            System.arraycopy(products[pixel / ${sums}], from, terms, to, ${out});
                                        }
                                    }""")
                            .with("columns", geometry.columns().kernel())
                            .with("rowStep", geometry.rows().dilation())
                            .with("columnStep", geometry.columns().dilation())
                            .with("padTop", geometry.padTop())
                            .with("padLeft", geometry.padLeft())
                            .with("width", width)
                            .with("height", geometry.height())
                            .with("inWidth", geometry.width())
                            .with("to", to)
                            .with("out", conv.out())
                            .with("sums", products.planes())
                            .with("pitch", products.pitch())
                            .toString());
        }

        private MethodSpec total() {
            String others = IntStream.range(1, taps)
                    .mapToObj(tap -> "sum += terms[i + " + tap * terms.pitch() + "];")
                    .collect(Collectors.joining("\n"));
            return Code.procedure(
                    "Adds up what the taps contribute, in the place of the first.",
                    "total",
                    "float[] terms, int n",
                    Text.of("""
                                    // So small a number that C2 sees that no index below overflows.
                                    char count = (char) n;
                                    for (int i = 0; i < count; i++) {
                                        float sum = terms[i];
                                        ${others}
                                        terms[i] = sum;
                                    }""").with("others", others).toString());
        }

        private boolean isBiased() {
            return conv.bias() != BiasRule.NONE;
        }

        private MethodSpec store() {
            String residual = conv.residual() ? " + residual[from + o * " + geometry.outPlane() + " + p]" : "";
            return Code.procedure(
                    "Takes the sums of an output row to their places.",
                    "store",
                    "float[] sums, float[] y, int to" + (isBiased() ? ", float[] bias" : "")
                            + (conv.residual() ? ", float[] residual, int from" : ""),
                    Text.of("""
                                    for (int o = 0; o < ${out}; o++) {
                                        for (int p = 0; p < ${width}; p++) {
                                            float v = sums[p * ${out} + o]${residual}${bias};
                                            y[to + o * ${plane} + p] = ${value};
                                        }
                                    }""")
                            .with("out", conv.out())
                            .with("width", width)
                            .with("residual", residual)
                            .with("bias", isBiased() ? " + bias[o]" : "")
                            .with("plane", geometry.outPlane())
                            .with("value", ActivationCode.of(conv.activation(), "v"))
                            .toString());
        }

        private MethodSpec prepare() {
            return Code.method(
                    "Turns the kernel round: a row per input channel, with an element per tap and output channel.",
                    PANELS,
                    "prepare",
                    "float[] kernel",
                    Text.of("""
                                    float[][] rows = ${rows};
                                    for (int k = 0; k < kernel.length; k++) {
                                        int o = k / ${perOutput};
                                        int c = k / ${taps} % ${in};
                                        int at = c % ${block} * ${pitch} + k % ${taps} * ${out} + o;
                                        rows[c / ${block}][at] = kernel[k];
                                    }
                                    return rows;""")
                            .with("rows", rows.allocation(Expr.ZERO))
                            .with("perOutput", taps * conv.in())
                            .with("taps", taps)
                            .with("in", conv.in())
                            .with("block", rows.planes())
                            .with("pitch", rows.pitch())
                            .with("out", conv.out())
                            .toString(),
                    Modifier.STATIC);
        }
    }
}
