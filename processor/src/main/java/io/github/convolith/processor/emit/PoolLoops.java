package io.github.convolith.processor.emit;

import io.github.convolith.processor.graph.Pool;

/** Pooling as it is defined, for windows of which no more than one row or so could be laid out in memory. */
final class PoolLoops {
    private PoolLoops() {}

    static Kernel emit(Pool op, PoolGeometry g) {
        boolean max = op.kind() == Pool.Kind.MAX;
        Kernel.Builder kernel = new Kernel.Builder();
        String divisor = max
                ? ""
                : " / (%s * %s)"
                        .formatted(
                                PoolShares.counted(op, g, true, Expr.name("row"), kernel),
                                PoolShares.counted(op, g, false, Expr.name("column"), kernel));
        return kernel.execute(Text.of("""
                        for (int c = 0; c < ${channels}; c++) {
                            for (int row = 0; row < ${outHeight}; row++) {
                                for (int column = 0; column < ${outWidth}; column++) {
                                    float v = ${start};
                                    for (int r = 0; r < ${kernelRows}; r++) {
                                        int inRow = ${inRow} + r * ${rowDilation};
                                        for (int s = 0; s < ${kernelColumns}; s++) {
                                            int inColumn = ${inColumn} + s * ${columnDilation};
                                            if (inRow >= 0 && inRow < ${height} && inColumn >= 0 && inColumn < ${width}) {
                                                float e = x[xOffset + (c * ${height} + inRow) * ${width} + inColumn];
                                                v = ${combine};
                                            }
                                        }
                                    }
                                    y[yOffset + (c * ${outHeight} + row) * ${outWidth} + column] = v${divisor};
                                }
                            }
                        }""")
                .with("channels", g.channels())
                .with("outHeight", g.outHeight())
                .with("outWidth", g.outWidth())
                .with("height", g.height())
                .with("width", g.width())
                .with("start", max ? "Float.NEGATIVE_INFINITY" : "0f")
                .with("kernelRows", g.rows().kernel())
                .with("kernelColumns", g.columns().kernel())
                .with("inRow", Expr.name("row").times(g.rows().stride()).plus(-(long) g.padTop()))
                .with(
                        "inColumn",
                        Expr.name("column").times(g.columns().stride()).plus(-(long) g.padLeft()))
                .with("rowDilation", g.rows().dilation())
                .with("columnDilation", g.columns().dilation())
                .with("combine", max ? "Math.max(v, e)" : "v + e")
                .with("divisor", divisor)
                .toString());
    }
}
