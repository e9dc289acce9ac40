package io.github.convolith.processor.emit;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import io.github.convolith.processor.graph.Window;

/**
 * Laying out for strides of many phases, where code for each phase would grow without bound: every tap is gathered from
 * the input by itself, in loops over the taps.
 */
final class TapByTap {
    private final Geometry geometry;
    private final TileLoop tile;
    private final Expr firstRow;
    private final Panels panels;
    private final Kernel.Builder kernel;
    private final Window rows;
    private final Window columns;

    /**
     * @param firstRow the first kernel row of the slot, counted over all slots
     * @param panels where the planes lie
     */
    TapByTap(Geometry geometry, TileLoop tile, Expr firstRow, Panels panels, Kernel.Builder kernel) {
        this.geometry = geometry;
        this.tile = tile;
        this.firstRow = firstRow;
        this.panels = panels;
        this.kernel = kernel;
        this.rows = geometry.rows();
        this.columns = geometry.columns();
    }

    /** Adds the methods. */
    void add(String parameters) {
        String body = Loop.over(
                "row",
                rows.kernel(),
                row -> "gather(x, from, %s, %s, %s, %s);"
                        .formatted(
                                tile.top()
                                        .times(rows.stride())
                                        .plus(row.times(rows.dilation()))
                                        .minus(geometry.padTop()),
                                tile.left().times(columns.stride()).minus(geometry.padLeft()),
                                geometry.twoDimensional() ? tile.rows() : tile.positions(),
                                panels.base(firstRow.plus(row))));
        kernel.method(Code.method(
                "Lays the input channel at {@code from} out by taps.", TypeName.VOID, "layOut", parameters, body));
        kernel.method(geometry.twoDimensional() ? gatherRows() : gatherRow());
    }

    private static final String JAVADOC =
            "Copies what the taps of one kernel row meet, from input row {@code first} and column {@code left} on; outside"
                    + " the\ninput there are zeros.";

    private MethodSpec gatherRows() {
        return Code.method(
                JAVADOC,
                TypeName.VOID,
                "gather",
                "float[] x, int from, int first, int left, int rows, int base",
                Text.of("""
                                for (int column = 0; column < ${columns}; column++) {
                                    float[] tap = ${tap};
                                    ${start}
                                    int offset = left + ${dilated};
                                    int begin = Math.min(${width}, Math.max(0, ${begin}));
                                    int end = Math.max(begin, Math.min(${width}, ${end}));
                                    for (int r = 0; r < rows; r++) {
                                        int row = ${row};
                                        int to = ${to};
                                        if (row < 0 || row >= ${height}) {
                                            Arrays.fill(tap, to, ${next}, 0f);
                                            continue;
                                        }
                                        int at = ${at};
                                        for (int i = begin; i < end; i++) {
                                            tap[to + i] = x[${source}];
                                        }
                                    }
                                }""")
                        .with("columns", columns.kernel())
                        .with("tap", place().array())
                        .with("start", panels.isSingle() ? "" : "int start = " + place().at() + ";")
                        .with("dilated", Expr.name("column").times(columns.dilation()))
                        .with("width", geometry.outWidth())
                        .with("begin", begin())
                        .with("end", end())
                        .with("row", Expr.name("first").plus(Expr.name("r").times(rows.stride())))
                        .with("to", start().plus(Expr.name("r").times(geometry.outWidth())))
                        .with("next", Expr.name("to").plus(geometry.outWidth()))
                        .with("height", geometry.height())
                        .with(
                                "at",
                                Expr.name("from")
                                        .plus(Expr.name("row").times(geometry.width()))
                                        .plus(Expr.name("offset")))
                        .with("source", source("at"))
                        .toString());
    }

    private MethodSpec gatherRow() {
        return Code.method(
                JAVADOC,
                TypeName.VOID,
                "gather",
                "float[] x, int from, int first, int left, int n, int base",
                Text.of("""
                                for (int column = 0; column < ${columns}; column++) {
                                    float[] tap = ${tap};
                                    ${start}
                                    int offset = left + ${dilated};
                                    int begin = Math.min(n, Math.max(0, ${begin}));
                                    int end = Math.max(begin, Math.min(n, ${end}));
                                    int at = from + first + offset;
                                    Arrays.fill(tap, ${from}, ${begun}, 0f);
                                    for (int i = begin; i < end; i++) {
                                        tap[${to}] = x[${source}];
                                    }
                                    Arrays.fill(tap, ${ended}, ${n}, 0f);
                                }""")
                        .with("from", start())
                        .with("begun", start().plus(Expr.name("begin")))
                        .with("to", start().plus(Expr.name("i")))
                        .with("ended", start().plus(Expr.name("end")))
                        .with("n", start().plus(Expr.name("n")))
                        .with("columns", columns.kernel())
                        .with("tap", place().array())
                        .with("start", panels.isSingle() ? "" : "int start = " + place().at() + ";")
                        .with("dilated", Expr.name("column").times(columns.dilation()))
                        .with("begin", begin())
                        .with("end", end())
                        .with("source", source("at"))
                        .toString());
    }

    private Panels.Place place() {
        return panels.plane(Expr.name("base"), Expr.name("column"));
    }

    /** Where in its array a plane begins. */
    private Expr start() {
        return panels.isSingle() ? Expr.ZERO : Expr.name("start");
    }

    private Expr begin() {
        return Expr.of(columns.stride() - 1L).minus(Expr.name("offset")).over(columns.stride());
    }

    private Expr end() {
        return geometry.width()
                .minus(Expr.name("offset"))
                .plus(columns.stride() - 1L)
                .over(columns.stride());
    }

    private Expr source(String start) {
        return Expr.name(start).plus(Expr.of(columns.stride()).times(Expr.name("i")));
    }
}
