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
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * What every tap makes of an input position, for all output channels, as one long row; then, an output row at a time,
 * what belongs to its positions is copied together and added up. A block holds what the taps of a kernel row make of an
 * input position.
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

        /** Elements of a block: the taps of a kernel row times the output channels. */
        private final int block;

        /** Blocks of a kernel row that meet an output row, those in the padding included. */
        private final int blocks;

        /** Elements from the first to the last sum of an output row, which lie a block apart. */
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
            block = geometry.columns().kernel() * conv.out();
            blocks = width
                    + (geometry.columns().kernel() - 1) * geometry.columns().dilation();
            line = (width - 1) * block + conv.out();
            tile = TapLanes.tile(conv, pixels);
            rows = Panels.of("kernel", conv.in(), tile.terms(), taps * conv.out(), 1);
            products = Panels.of("products", pixels, tile.sums(), taps * conv.out(), 1);
            terms = Panels.of("terms", rowsOfTaps() + 1, rowsOfTaps() + 1, blocks * block, 1);
        }

        private int rowsOfTaps() {
            return geometry.rows().kernel();
        }

        Kernel kernel() {
            kernel.field(
                    field(PANELS, "products", "What each tap makes of each input position, for each output channel."));
            kernel.field(field(
                    ArrayTypeName.of(TypeName.FLOAT),
                    "terms",
                    "What belongs to an output row: by kernel row, input position with its padding, tap, channel"
                            + (addsBias() ? "; then the biases." : ".")));
            kernel.field(field(ArrayTypeName.of(TypeName.FLOAT), "sums", "The sums of an output row."));
            kernel.field(field(TypeName.INT, "length", "Elements of a row of weights: taps times output channels."));
            kernel.field(field(TypeName.INT, "line", "Elements from the first sum of an output row to the last."));
            kernel.construct("products = " + products.allocation(Expr.ZERO) + ";");
            kernel.construct(
                    "terms = new float[" + (addsBias() ? rowsOfTaps() + 1 : rowsOfTaps()) * terms.pitch() + "];");
            kernel.construct("sums = new float[" + line + "];");
            kernel.construct("length = " + taps * conv.out() + ";");
            kernel.construct("line = " + line + ";");
            kernel.prepare(prepare());
            kernel.method(gather());
            kernel.method(total());
            kernel.method(store());
            String biases = addsBias()
                    ? Loop.over(
                            "p",
                            Expr.of(width),
                            p -> "System.arraycopy(bias, 0, terms, %s, %d);"
                                    .formatted(p.times(block).plus((long) rowsOfTaps() * terms.pitch()), conv.out()))
                    : "";
            String multiply = multiply();
            String finish = Loop.over(
                    "row",
                    geometry.outHeight(),
                    row -> Text.of("""
                            ${gather}
                            total(terms, sums, line);
                            store(sums, y, yOffset${row}${bias}${residual});""")
                            .with("gather", Loop.over("k", rowsOfTaps(), k -> "gather(" + row + ", " + k + ");"))
                            .with("row", row.is(0) ? "" : " + " + row.times(width))
                            .with("bias", conv.residual() && isBiased() ? ", bias" : "")
                            .with("residual", conv.residual() ? residual(row) : "")
                            .toString());
            return kernel.execute(Stream.of(biases, multiply, finish)
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining("\n")));
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
            int end = Math.min(
                    geometry.width().value(), blocks - geometry.padLeft().value());
            return Code.method(
                    "Copies what a kernel row contributes to an output row; zeros where it meets padding.",
                    TypeName.VOID,
                    "gather",
                    "int row, int k",
                    Text.of("""
                                    int top = ${top};
                                    int to = k * ${plane} + ${padding};
                                    if (top < 0 || top >= ${height}) {
                                        Arrays.fill(terms, to, to + ${length}, 0f);
                                        return;
                                    }
                                    for (int pixel = top * ${inWidth}; pixel < top * ${inWidth} + ${end}; pixel++) {
                                        System.arraycopy(products[pixel / ${sums}], pixel % ${sums} * ${pitch} + k * ${block}, terms, to, ${block});
                                        to += ${block};
                                    }""")
                            .with(
                                    "top",
                                    Expr.name("row")
                                            .plus(Expr.name("k")
                                                    .times(geometry.rows().dilation()))
                                            .minus(geometry.padTop()))
                            .with("plane", terms.pitch())
                            .with("padding", geometry.padLeft().times(block))
                            .with("height", geometry.height())
                            .with("length", end * block)
                            .with("inWidth", geometry.width())
                            .with("end", end)
                            .with("sums", products.planes())
                            .with("pitch", products.pitch())
                            .with("block", block)
                            .toString());
        }

        private MethodSpec total() {
            int columns = geometry.columns().kernel();
            int step = geometry.columns().dilation() * block + conv.out();
            IntStream places =
                    IntStream.range(1, taps).map(tap -> tap / columns * terms.pitch() + tap % columns * step);
            if (addsBias()) {
                places = IntStream.concat(places, IntStream.of(rowsOfTaps() * terms.pitch()));
            }
            return Code.procedure(
                    "Adds up what the taps contribute" + (addsBias() ? ", and the biases." : "."),
                    "total",
                    "float[] terms, float[] sums, int n",
                    Text.of("""
                                    // So small a number that C2 sees that no index below overflows.
                                    char count = (char) n;
                                    for (int i = 0; i < count; i++) {
                                        float sum = terms[i];
                                        ${others}
                                        sums[i] = ${value};
                                    }""")
                            .with(
                                    "others",
                                    places.mapToObj(at -> "sum += terms[i + " + at + "];")
                                            .collect(Collectors.joining("\n")))
                            .with("value", conv.residual() ? "sum" : ActivationCode.of(conv.activation(), "sum"))
                            .toString());
        }

        /** Whether the bias is one more term: where nothing else is to be added, sums are complete before they are stored. */
        private boolean addsBias() {
            return isBiased() && !conv.residual();
        }

        private boolean isBiased() {
            return conv.bias() != BiasRule.NONE;
        }

        private MethodSpec store() {
            boolean biased = conv.residual() && isBiased();
            String sum = "sums[p * " + block + " + o]";
            String total =
                    sum + " + residual[from + o * " + geometry.outPlane() + " + p]" + (biased ? " + bias[o]" : "");
            return Code.procedure(
                    "Takes the sums of an output row to their places.",
                    "store",
                    "float[] sums, float[] y, int to" + (biased ? ", float[] bias" : "")
                            + (conv.residual() ? ", float[] residual, int from" : ""),
                    Text.of("""
                                    for (int o = 0; o < ${out}; o++) {
                                        for (int p = 0; p < ${width}; p++) {
                                            ${total}
                                            y[to + o * ${plane} + p] = ${value};
                                        }
                                    }""")
                            .with("out", conv.out())
                            .with("width", width)
                            .with("plane", geometry.outPlane())
                            .with("total", conv.residual() ? "float v = " + total + ";" : "")
                            .with("value", conv.residual() ? ActivationCode.of(conv.activation(), "v") : sum)
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
