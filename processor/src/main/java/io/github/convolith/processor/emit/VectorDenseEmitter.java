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
    private final VectorStore store;

    private VectorDenseEmitter(VectorDense plan) {
        this.plan = plan;
        this.conv = plan.conv();
        this.input = plan.input();
        this.inputs = input.height() * input.width() * input.channels();
        this.store =
                VectorStore.of(conv.activation(), plan.residual().isPresent(), 1, way -> block(plan.vectors(), way));
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
        boolean rest = plan.hasRemainder();
        int vectors = plan.vectors();
        addBlock(vectors, kernel);
        StringJoiner blocks = new StringJoiner("\n");
        blocks.add(loop("0", "VECTORS" + (rest ? " - " + (vectors - 1) : ""), vectors));
        if (rest) {
            addBlock(1, kernel);
            blocks.add(loop("VECTORS / %1$d * %1$d".formatted(vectors), "VECTORS", 1));
        }
        if (VectorCode.activation(conv.activation(), "v").isEmpty()) {
            VectorCode.addScalarActivation(conv.activation(), plan.output(), kernel);
            blocks.add("activate(y, yOffset);");
        }
        return kernel.execute(blocks.toString());
    }

    /** A loop over vectors of outputs, so many at a time. */
    private String loop(String first, String end, int vectors) {
        String with = plan.residual().isPresent() ? "residual, residualOffset + v * LANES, " : "";
        String to = "y, yOffset + v * LANES";
        return Text.of("""
                        for (int v = ${first}; v < ${end}; v${step}) {
                            block${vectors}(x, xOffset, ${with}${to}, weights, v * STRIDE);
                            ${finish}
                        }""")
                .with("first", first)
                .with("end", end)
                .with("step", vectors == 1 ? "++" : " += " + vectors)
                .with("vectors", vectors)
                .with("with", store.addsResidual() ? with : "")
                .with("to", to)
                .with("finish", store.isApart() ? "finish" + vectors + "(" + with + to + ");" : "")
                .toString();
    }

    private void addBlock(int vectors, Kernel.Builder kernel) {
        kernel.method(Code.procedure(
                "Computes " + (vectors == 1 ? "a vector" : vectors + " vectors") + " of outputs.",
                "block" + vectors,
                "float[] x, int x0, " + (store.addsResidual() ? "float[] r, int r0, " : "")
                        + "float[] y, int y0, float[] weights, int first",
                block(vectors, store)));
        if (store.isApart()) {
            kernel.method(store.finish("finish" + vectors, List.of(), VectorStore.Axis.vectors(vectors), List.of()));
        }
    }

    private String block(int vectors, VectorStore way) {
        int sums = vectors == 1 ? 8 : plan.sums();
        StringJoiner start = new StringJoiner("\n");
        StringJoiner stores = new StringJoiner("\n");
        for (int v = 0; v < vectors; v++) {
            for (int s = 0; s < sums; s++) {
                start.add("FloatVector %s = %s;"
                        .formatted(sum(v, s), s == 0 ? weight("first", v, 0) : "FloatVector.zero(SPECIES)"));
            }
            String lanes = v == 0 ? "" : v == 1 ? " + LANES" : " + " + v + " * LANES";
            stores.add(sum(v, 0) + " = " + total(v, 0, sums) + ";");
            stores.add(way.of(sum(v, 0), 0, "r0" + lanes, "y0" + lanes));
        }
        return Text.of("""
                        ${start}
                        int k = first + LANES;
                        ${turns}
                        ${stores}""")
                .with("start", start)
                .with("turns", turns(vectors, sums))
                .with("stores", VectorStore.sharingNumbers(stores.toString()))
                .toString();
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
