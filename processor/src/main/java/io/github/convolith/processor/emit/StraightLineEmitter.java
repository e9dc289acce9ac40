package io.github.convolith.processor.emit;

import io.github.convolith.processor.emit.UnrolledSums.Piece;
import io.github.convolith.processor.emit.UnrolledSums.Run;
import io.github.convolith.processor.emit.UnrolledSums.Tap;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.plan.Budget;
import io.github.convolith.processor.plan.ConvPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** No loop at all: every output position written out, as many to a method as HotSpot will compile. */
final class StraightLineEmitter implements KernelEmitter {
    @Override
    public Kernel emit(ConvPlan plan) {
        return new Writer(Geometry.of(plan.problem())).kernel();
    }

    private static final class Writer {
        private final Geometry geometry;
        private final Conv conv;
        private final UnrolledSums sums;
        private final Kernel.Builder kernel = new Kernel.Builder();
        private final StringJoiner calls = new StringJoiner("\n");
        private final StringBuilder method = new StringBuilder();
        private int methodBytes;
        private boolean methodStarts;
        private int methods;

        Writer(Geometry geometry) {
            this.geometry = geometry;
            this.conv = geometry.conv();
            this.sums = new UnrolledSums(conv);
        }

        Kernel kernel() {
            for (int row = 0; row < geometry.outHeight().value(); row++) {
                for (int column = 0; column < geometry.outWidth().value(); column++) {
                    for (int output = 0; output < conv.out(); output += sums.outputsFrom(output)) {
                        addPosition(row, column, output);
                    }
                }
            }
            finishMethod();
            return kernel.readsWeights(conv.constants().isEmpty()).execute(calls.toString());
        }

        private void addPosition(int row, int column, int output) {
            int outputs = sums.outputsFrom(output);
            Expr target =
                    Expr.name("yOffset").plus((long) row * geometry.outWidth().value() + column);
            for (Piece piece : sums.pieces(output, outputs, runs(row, column, sums.firstInput(output)))) {
                if (methodBytes + piece.bytes() > Budget.METHOD_BYTES) {
                    finishMethod();
                }
                String where = geometry.twoDimensional() ? "row " + row + ", column " + column : "position " + column;
                method.append(Text.of("""
                                { // Output ${where}, ${channels}
                                    ${statements}
                                }""")
                                .with("where", where)
                                .with(
                                        "channels",
                                        outputs == 1
                                                ? "channel " + output
                                                : "channels " + output + " to " + (output + outputs - 1))
                                .with("statements", sums.statements(piece, "x", target, geometry.outPlane()))
                                .toString())
                        .append('\n');
                methodBytes += piece.bytes();
                methodStarts |= piece.first();
            }
        }

        /** The taps of one output position that lie inside the input. */
        private List<Run> runs(int row, int column, int firstInput) {
            List<Run> runs = new ArrayList<>();
            Window rows = geometry.rows();
            for (int c = firstInput; c < firstInput + conv.inPerGroup(); c++) {
                for (int r = 0; r < rows.kernel(); r++) {
                    long inRow = (long) row * rows.stride()
                            + (long) r * rows.dilation()
                            - geometry.padTop().value();
                    if (inRow >= 0 && inRow < geometry.height().value()) {
                        long start = ((long) c * geometry.height().value() + inRow)
                                * geometry.width().value();
                        runs.add(new Run(c, r, Expr.name("xOffset").plus(start), taps(r, column)));
                    }
                }
            }
            return runs;
        }

        private List<Tap> taps(int kernelRow, int column) {
            List<Tap> taps = new ArrayList<>();
            Window columns = geometry.columns();
            int width = geometry.width().value();
            for (int s = 0; s < columns.kernel(); s++) {
                long inColumn = (long) column * columns.stride()
                        + (long) s * columns.dilation()
                        - geometry.padLeft().value();
                if (inColumn >= 0 && inColumn < width) {
                    taps.add(new Tap(kernelRow * columns.kernel() + s, inColumn));
                }
            }
            return taps;
        }

        private void finishMethod() {
            if (methodBytes == 0) {
                return;
            }
            String name = "part" + methods++;
            kernel.method(Code.procedure(
                    "",
                    name,
                    "float[] x, int xOffset, " + sums.parameters(methodStarts) + "float[] y, int yOffset",
                    method.toString().stripTrailing()));
            calls.add(name + "(x, xOffset, " + sums.arguments(methodStarts) + "y, yOffset);");
            method.setLength(0);
            methodBytes = 0;
            methodStarts = false;
        }
    }
}
