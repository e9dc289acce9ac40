package io.github.convolith.processor.emit;

import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.plan.VectorDense;
import io.github.convolith.processor.plan.VectorLayout;
import java.util.List;
import java.util.StringJoiner;

/** Vectors of output channels, each in several sums over different inputs. */
final class VectorDenseEmitter {
    private final VectorDense plan;
    private final Conv conv;
    private final VectorLayout input;
    private final int inputs;

    private VectorDenseEmitter(VectorDense plan) {
        this.plan = plan;
        this.conv = plan.conv();
        this.input = plan.input();
        this.inputs = input.height() * input.width() * input.channels();
    }

    static Kernel emit(VectorDense plan) {
        return new VectorDenseEmitter(plan).kernel();
    }

    private Kernel kernel() {
        Kernel.Builder kernel = new Kernel.Builder();
        VectorCode.addVectors(conv.out(), kernel);
        VectorCode.constant("STRIDE", (1 + inputs) + " * LANES", kernel);
        kernel.prepare(VectorWeights.prepareDense(conv, input));
        if (!input.isDense()) {
            VectorCode.addOffsets(
                    List.of(
                            new VectorCode.Turns("row", input.height(), input.rowStride()),
                            new VectorCode.Turns("column", input.width(), input.columnStride()),
                            new VectorCode.Turns("channel", input.channels(), input.channelStride())),
                    kernel);
        }
        boolean residual = plan.residual().isPresent();
        boolean rest = plan.hasRemainder();
        int vectors = plan.vectors();
        addBlock(vectors, kernel);
        if (rest) {
            addBlock(1, kernel);
        }
        String call = Text.of("""
                            block%d(x, xOffset, ${residual}y, yOffset + v * LANES, weights, v * STRIDE);
                        }""")
                .with("residual", residual ? "residual, residualOffset + v * LANES, " : "")
                .toString();
        StringJoiner blocks = new StringJoiner("\n");
        blocks.add("for (int v = 0; v < VECTORS%s; v += %d) {".formatted(rest ? " - " + (vectors - 1) : "", vectors));
        blocks.add("    " + call.strip().replace("\n}", "").formatted(vectors) + "\n}");
        if (rest) {
            blocks.add("for (int v = VECTORS / %1$d * %1$d; v < VECTORS; v++) {".formatted(vectors));
            blocks.add("    " + call.strip().replace("\n}", "").formatted(1) + "\n}");
        }
        if (VectorCode.activation(conv.activation(), "v").isEmpty()) {
            VectorCode.addScalarActivation(conv.activation(), plan.output(), kernel);
            blocks.add("activate(y, yOffset);");
        }
        return kernel.execute(blocks.toString());
    }

    private void addBlock(int vectors, Kernel.Builder kernel) {
        int sums = vectors == 1 ? 8 : plan.sums();
        StringJoiner start = new StringJoiner("\n");
        StringJoiner store = new StringJoiner("\n");
        for (int v = 0; v < vectors; v++) {
            for (int s = 0; s < sums; s++) {
                start.add("FloatVector %s = %s;"
                        .formatted(sum(v, s), s == 0 ? weight("first", v, 0) : "FloatVector.zero(SPECIES)"));
            }
            String total = total(v, 0, sums);
            String lanes = v == 0 ? "" : v == 1 ? " + LANES" : " + " + v + " * LANES";
            if (plan.residual().isPresent()) {
                total += ".add(FloatVector.fromArray(SPECIES, r, r0" + lanes + "))";
            }
            if (!conv.activation().isNone()) {
                store.add(sum(v, 0) + " = " + total + ";");
                total = sum(v, 0);
            }
            store.add(
                    VectorCode.activation(conv.activation(), total).orElse(total) + ".intoArray(y, y0" + lanes + ");");
        }
        String body = Text.of("""
                        ${start}
                        int k = first + LANES;
                        ${turns}
                        ${store}""")
                .with("start", start)
                .with("turns", turns(vectors, sums))
                .with("store", store)
                .toString();
        kernel.method(Code.procedure(
                "Computes " + (vectors == 1 ? "a vector" : vectors + " vectors") + " of outputs.",
                "block" + vectors,
                "float[] x, int x0, " + (plan.residual().isPresent() ? "float[] r, int r0, " : "")
                        + "float[] y, int y0, float[] weights, int first",
                body));
    }

    /** A loop over inputs, several at a time, and one over those that are left. */
    private String turns(int vectors, int sums) {
        int whole = inputs / sums * sums;
        StringJoiner parts = new StringJoiner("\n");
        if (whole > 0) {
            parts.add(loop(0, whole, vectors, sums));
        }
        if (inputs > whole) {
            parts.add(loop(whole, inputs, vectors, 1));
        }
        return parts.toString();
    }

    private String loop(int first, int end, int vectors, int sums) {
        StringJoiner turn = new StringJoiner("\n");
        for (int s = 0; s < sums; s++) {
            String index = s == 0 ? "i" : "i + " + s;
            String place = input.isDense() ? index : "OFFSETS[" + index + "]";
            turn.add((s == 0 ? "FloatVector " : "") + "e = FloatVector.broadcast(SPECIES, x[x0 + " + place + "]);");
            for (int v = 0; v < vectors; v++) {
                turn.add("%1$s = e.fma(%2$s, %1$s);".formatted(sum(v, s), weight("k", v, s)));
            }
        }
        return Text.of("""
                        for (int i = ${first}; i < ${end}; i${step}) {
                            ${turn}
                            k += ${sums}LANES;
                        }""")
                .with("first", first)
                .with("end", end)
                .with("step", sums == 1 ? "++" : " += " + sums)
                .with("turn", turn)
                .with("sums", sums == 1 ? "" : sums + " * ")
                .toString();
    }

    private static String weight(String from, int vector, int index) {
        StringJoiner at = new StringJoiner(" + ");
        at.add(from);
        if (vector > 0) {
            at.add((vector == 1 ? "" : vector + " * ") + "STRIDE");
        }
        if (index > 0) {
            at.add((index == 1 ? "" : index + " * ") + "LANES");
        }
        return "FloatVector.fromArray(SPECIES, weights, " + at + ")";
    }

    /** The sum of sums, added in pairs. */
    private static String total(int vector, int from, int to) {
        if (to - from == 1) {
            return sum(vector, from);
        }
        int middle = (from + to) / 2;
        return total(vector, from, middle) + ".add(" + total(vector, middle, to) + ")";
    }

    private static String sum(int vector, int index) {
        return "s" + index + (char) ('a' + vector);
    }
}
