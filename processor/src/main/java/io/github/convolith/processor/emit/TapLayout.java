package io.github.convolith.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import io.github.convolith.processor.graph.Window;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;

/**
 * Code that lays input channels out by taps: after it, {@code taps[t][i]} is what tap {@code t} meets at output
 * position {@code i} of the tile. C2 vectorises sums over such planes because all of them begin at index 0.
 *
 * <p>In two dimensions this takes two steps. The rows of one phase of the stride are gathered once per kernel column;
 * then each tap is a run of whole rows of such a plane, so that it is either that plane itself or one block copy of it.
 */
final class TapLayout {
    private static final ArrayTypeName PLANES = ArrayTypeName.of(ArrayTypeName.of(TypeName.FLOAT));

    /** Kernel columns up to which the copying of a row is written out. */
    private static final int WRITTEN_COLUMNS = 6;

    private final Geometry geometry;
    private final TileLoop tile;
    private final int slots;
    private final Kernel.Builder kernel;
    private final Window rows;
    private final Window columns;
    private final List<Phase> phases;

    /** Input rows of one phase of the stride, and the kernel rows that meet them. */
    private record Phase(int index, int offset, List<Integer> kernelRows, Window window) {
        static List<Phase> of(Window window) {
            List<Integer> offsets = IntStream.range(0, window.kernel())
                    .map(row -> row * window.dilation() % window.stride())
                    .distinct()
                    .boxed()
                    .toList();
            return IntStream.range(0, offsets.size())
                    .mapToObj(index -> new Phase(
                            index,
                            offsets.get(index),
                            IntStream.range(0, window.kernel())
                                    .filter(row -> row * window.dilation() % window.stride() == offsets.get(index))
                                    .boxed()
                                    .toList(),
                            window))
                    .toList();
        }

        /** Rows of this phase before the first that any kernel row meets. */
        int skipped() {
            return quotient(kernelRows.get(0));
        }

        /** Rows by which a kernel row lies behind the first of this phase. */
        int shift(int kernelRow) {
            return quotient(kernelRow) - skipped();
        }

        /** Rows needed beyond one per output row. */
        int overhang() {
            return shift(kernelRows.get(kernelRows.size() - 1));
        }

        private int quotient(int kernelRow) {
            return kernelRow * window.dilation() / window.stride();
        }
    }

    /**
     * @param slots input channels laid out side by side
     * @param kernel receives the scratch memory and the methods
     */
    TapLayout(Geometry geometry, TileLoop tile, int slots, Kernel.Builder kernel) {
        this.geometry = geometry;
        this.tile = tile;
        this.slots = slots;
        this.kernel = kernel;
        this.rows = geometry.rows();
        this.columns = geometry.columns();
        this.phases = Phase.of(rows);
        if (geometry.twoDimensional()) {
            addStrips();
        } else {
            addStretches();
        }
    }

    /** Taps of one channel. */
    int taps() {
        return rows.kernel() * columns.kernel();
    }

    /** The statement that lays out the channel that begins at an index of {@code x}. */
    String call(Expr from, Expr slot) {
        StringJoiner arguments = new StringJoiner(", ", "layOut(", ");");
        arguments.add("x").add(from.toString());
        if (!tile.top().is(0)) {
            arguments.add("top");
        }
        if (!tile.left().is(0)) {
            arguments.add("left");
        }
        if (!tile.rows().isConstant() && geometry.twoDimensional() && isVariable(tile.rows())) {
            arguments.add(tile.rows().toString());
        }
        if (!tile.positions().isConstant() && isVariable(tile.positions())) {
            arguments.add(tile.positions().toString());
        }
        if (slots > 1) {
            arguments.add(slot.toString());
        }
        return arguments.toString();
    }

    private String parameters() {
        StringJoiner parameters = new StringJoiner(", ");
        parameters.add("float[] x").add("int from");
        if (!tile.top().is(0)) {
            parameters.add("int top");
        }
        if (!tile.left().is(0)) {
            parameters.add("int left");
        }
        if (!tile.rows().isConstant() && geometry.twoDimensional() && isVariable(tile.rows())) {
            parameters.add("int rows");
        }
        if (!tile.positions().isConstant() && isVariable(tile.positions())) {
            parameters.add("int n");
        }
        if (slots > 1) {
            parameters.add("int slot");
        }
        return parameters.toString();
    }

    /** Whether an expression names a variable of the tile loop rather than a field. */
    private static boolean isVariable(Expr expr) {
        return expr.toString().equals("rows") || expr.toString().equals("n");
    }

    // One row.

    private void addStretches() {
        kernel.field(FieldSpec.builder(PLANES, "taps", Modifier.PRIVATE, Modifier.FINAL)
                .addJavadoc("What each tap meets, one value per output position of the tile.\n")
                .build());
        kernel.construct("taps = new float[%d][%s];".formatted(slots * taps(), tile.capacity()));
        Expr base = slots > 1 ? Expr.name("slot").times(taps()) : Expr.ZERO;
        String body;
        if (columns.isPoint()) {
            body = "System.arraycopy(x, %s, taps[%s], 0, %s);"
                    .formatted(Expr.name("from").plus(tile.left()), base, tile.positions());
        } else if (columns.kernel() <= WRITTEN_COLUMNS) {
            StringJoiner lines = new StringJoiner("\n");
            for (int tap = 0; tap < columns.kernel(); tap++) {
                lines.add("sample(x, from, %s, taps[%s], %s);"
                        .formatted(
                                tile.left()
                                        .times(columns.stride())
                                        .plus((long) tap * columns.dilation())
                                        .minus(geometry.padLeft()),
                                base.plus(tap),
                                tile.positions()));
            }
            body = lines.toString();
        } else {
            body = Text.of("""
                            for (int tap = 0; tap < ${taps}; tap++) {
                                sample(x, from, ${first}, taps[${index}], ${n});
                            }""")
                    .with("taps", columns.kernel())
                    .with(
                            "first",
                            tile.left()
                                    .times(columns.stride())
                                    .plus(Expr.name("tap").times(columns.dilation()))
                                    .minus(geometry.padLeft()))
                    .with("index", base.plus(Expr.name("tap")))
                    .with("n", tile.positions())
                    .toString();
        }
        kernel.method(Code.method(
                "Lays the input channel at {@code from} out by taps.", TypeName.VOID, "layOut", parameters(), body));
        if (!columns.isPoint()) {
            addSample();
        }
    }

    private void addSample() {
        String stride = columns.stride() == 1 ? "" : ", " + columns.stride() + " apart";
        Expr end = geometry.width()
                .minus(Expr.name("first"))
                .plus(columns.stride() - 1L)
                .over(columns.stride());
        Expr begin = Expr.of(columns.stride() - 1L).minus(Expr.name("first")).over(columns.stride());
        String copy = columns.stride() == 1
                ? around("if (begin < end) {", "System.arraycopy(x, from + first + begin, tap, begin, end - begin);")
                : around(
                        "for (int i = begin; i < end; i++) {",
                        "tap[i] = x[from + first + %d * i];".formatted(columns.stride()));
        String body = Text.of("""
                        int begin = Math.min(n, Math.max(0, ${begin}));
                        int end = Math.max(begin, Math.min(n, ${end}));
                        Arrays.fill(tap, 0, begin, 0f);
                        ${copy}
                        Arrays.fill(tap, end, n, 0f);""")
                .with("begin", begin)
                .with("end", end)
                .with("copy", copy)
                .toString();
        kernel.method(Code.method(
                "Copies n elements of an input row from index {@code first} on" + stride
                        + "; outside the row there are zeros.",
                TypeName.VOID,
                "sample",
                "float[] x, int from, int first, float[] tap, int n",
                body));
    }

    // Strips of rows.

    private void addStrips() {
        kernel.field(FieldSpec.builder(PLANES, "columns", Modifier.PRIVATE, Modifier.FINAL)
                .addJavadoc("What each kernel column meets in the input rows of one phase; zero outside the input.\n")
                .build());
        kernel.field(FieldSpec.builder(PLANES, "taps", Modifier.PRIVATE, Modifier.FINAL)
                .addJavadoc("What each tap meets, one value per output position of the tile.\n")
                .build());
        constructStrips();
        addLayOutStrips();
        addGather();
    }

    private int columnPlanes() {
        return phases.size() * columns.kernel();
    }

    private void constructStrips() {
        kernel.construct("columns = new float[%d][];".formatted(slots * columnPlanes()));
        kernel.construct("taps = new float[%d][];".formatted(slots * taps()));
        StringJoiner lines = new StringJoiner("\n");
        for (Phase phase : phases) {
            Expr elements = geometry.outWidth().times(tile.capacityRows().plus(phase.overhang()));
            Expr column = indexed(phase.index() * columns.kernel(), columnPlanes());
            lines.add("columns[%s] = new float[%s];".formatted(column, elements));
            for (int row : phase.kernelRows()) {
                Expr tap = indexed(row * columns.kernel(), taps());
                String plane = phase.shift(row) == 0 ? "columns[" + column + "]" : "new float[" + tile.capacity() + "]";
                lines.add("taps[%s] = %s;".formatted(tap, plane));
            }
        }
        String body = lines.toString();
        if (columns.kernel() > 1) {
            body = around("for (int column = 0; column < " + columns.kernel() + "; column++) {", body);
        }
        if (slots > 1) {
            body = around("for (int slot = 0; slot < " + slots + "; slot++) {", body);
        }
        kernel.construct(body);
        if (!isWrittenOut()) {
            kernel.field(FieldSpec.builder(ArrayTypeName.of(TypeName.INT), "begin", Modifier.PRIVATE, Modifier.FINAL)
                    .addJavadoc("The first output column at which each kernel column meets the input.\n")
                    .initializer("new int[$L]", columns.kernel())
                    .build());
            kernel.field(FieldSpec.builder(ArrayTypeName.of(TypeName.INT), "end", Modifier.PRIVATE, Modifier.FINAL)
                    .addJavadoc("The output column from which on each kernel column is beyond the input.\n")
                    .initializer("new int[$L]", columns.kernel())
                    .build());
            int stride = columns.stride();
            kernel.construct(Text.of("""
                            for (int column = 0; column < ${columns}; column++) {
                                int offset = ${offset};
                                begin[column] = Math.min(${width}, Math.max(0, ${begin}));
                                end[column] = Math.max(begin[column], Math.min(${width}, ${end}));
                            }""")
                    .with("columns", columns.kernel())
                    .with(
                            "offset",
                            Expr.name("column").times(columns.dilation()).minus(geometry.padLeft()))
                    .with("width", geometry.outWidth())
                    .with(
                            "begin",
                            Expr.of(stride - 1L).minus(Expr.name("offset")).over(stride))
                    .with(
                            "end",
                            geometry.width()
                                    .minus(Expr.name("offset"))
                                    .plus(stride - 1L)
                                    .over(stride))
                    .toString());
        }
    }

    private static String around(String head, String body) {
        return Text.of(head + "\n    ${body}\n}").with("body", body).toString();
    }

    /** An index of the current slot and kernel column, where there are several of each. */
    private Expr indexed(int index, int perSlot) {
        Expr expr = slots > 1 ? Expr.name("slot").times(perSlot) : Expr.ZERO;
        expr = columns.kernel() > 1 ? expr.plus(Expr.name("column")) : expr;
        return expr.plus(index);
    }

    private void addLayOutStrips() {
        StringJoiner lines = new StringJoiner("\n");
        for (Phase phase : phases) {
            Expr first = tile.top()
                    .times(rows.stride())
                    .plus((long) phase.skipped() * rows.stride() + phase.offset())
                    .minus(geometry.padTop());
            Expr base = (slots > 1 ? Expr.name("slot").times(columnPlanes()) : Expr.ZERO)
                    .plus((long) phase.index() * columns.kernel());
            lines.add(
                    "gather(x, from, %s, %s, %s);".formatted(first, tile.rows().plus(phase.overhang()), base));
        }
        StringJoiner shifts = new StringJoiner("\n");
        for (Phase phase : phases) {
            for (int row : phase.kernelRows()) {
                if (phase.shift(row) > 0) {
                    shifts.add("System.arraycopy(columns[%s], %s, taps[%s], 0, %s);"
                            .formatted(
                                    indexed(phase.index() * columns.kernel(), columnPlanes()),
                                    geometry.outWidth().times(phase.shift(row)),
                                    indexed(row * columns.kernel(), taps()),
                                    tile.positions()));
                }
            }
        }
        if (shifts.length() > 0) {
            lines.add(
                    columns.kernel() > 1
                            ? around(
                                    "for (int column = 0; column < " + columns.kernel() + "; column++) {",
                                    shifts.toString())
                            : shifts.toString());
        }
        kernel.method(Code.method(
                "Lays the input channel at {@code from} out by taps.",
                TypeName.VOID,
                "layOut",
                parameters(),
                lines.toString()));
    }

    private boolean isWrittenOut() {
        return geometry.isFixed() && columns.kernel() <= WRITTEN_COLUMNS;
    }

    private void addGather() {
        StringJoiner clears = new StringJoiner("\n");
        StringJoiner copies = new StringJoiner("\n");
        if (isWrittenOut()) {
            for (int column = 0; column < columns.kernel(); column++) {
                clears.add("Arrays.fill(columns[%s], to, %s, 0f);"
                        .formatted(
                                Expr.name("base").plus(column), Expr.name("to").plus(geometry.outWidth())));
                copyWrittenOut(column, copies);
            }
        } else {
            clears.add(around(
                    "for (int column = 0; column < " + columns.kernel() + "; column++) {",
                    "Arrays.fill(columns[base + column], to, %s, 0f);"
                            .formatted(Expr.name("to").plus(geometry.outWidth()))));
            copies.add(copyLoop());
        }
        String stride = rows.stride() == 1 ? "input rows" : "input rows, " + rows.stride() + " apart,";
        String body = Text.of("""
                        for (int r = 0; r < rows; r++) {
                            int row = ${row};
                            int to = ${to};
                            if (row < 0 || row >= ${height}) {
                                ${clears}
                                continue;
                            }
                            int at = ${at};
                            ${copies}
                        }""")
                .with("row", Expr.name("first").plus(Expr.name("r").times(rows.stride())))
                .with("to", Expr.name("r").times(geometry.outWidth()))
                .with("height", geometry.height())
                .with("at", Expr.name("from").plus(Expr.name("row").times(geometry.width())))
                .with("clears", clears)
                .with("copies", copies)
                .toString();
        kernel.method(Code.method(
                "Copies " + stride + " from row {@code first} on, into one plane per kernel column.",
                TypeName.VOID,
                "gather",
                "float[] x, int from, int first, int rows, int base",
                body));
    }

    private void copyWrittenOut(int column, StringJoiner copies) {
        int stride = columns.stride();
        int width = geometry.width().value();
        int outWidth = geometry.outWidth().value();
        long offset = (long) column * columns.dilation() - geometry.padLeft().value();
        long begin = Math.min(outWidth, Math.max(0, Math.floorDiv(stride - 1 - offset, stride)));
        long end = Math.max(begin, Math.min(outWidth, Math.floorDiv(width - offset + stride - 1, stride)));
        if (begin == end) {
            return;
        }
        Expr plane = Expr.name("base").plus(column);
        if (stride == 1) {
            copies.add("System.arraycopy(x, %s, columns[%s], %s, %d);"
                    .formatted(
                            Expr.name("at").plus(begin + offset),
                            plane,
                            Expr.name("to").plus(begin),
                            end - begin));
        } else {
            copies.add("float[] column%d = columns[%s];".formatted(column, plane));
            copies.add(around(
                    "for (int i = %d; i < %d; i++) {".formatted(begin, end),
                    "column%d[to + i] = x[%s];"
                            .formatted(
                                    column,
                                    Expr.name("at")
                                            .plus(Expr.of(stride).times(Expr.name("i")))
                                            .plus(offset))));
        }
    }

    private String copyLoop() {
        Expr source = Expr.name("at")
                .plus(Expr.name("column").times(columns.dilation()))
                .minus(geometry.padLeft());
        String copy = columns.stride() == 1
                ? around(
                        "if (begin[column] < end[column]) {",
                        "System.arraycopy(x, source + begin[column], plane, to + begin[column], end[column] - begin[column]);")
                : around(
                        "for (int i = begin[column]; i < end[column]; i++) {",
                        "plane[to + i] = x[source + %d * i];".formatted(columns.stride()));
        return Text.of("""
                        for (int column = 0; column < ${columns}; column++) {
                            int source = ${source};
                            float[] plane = columns[base + column];
                            ${copy}
                        }""")
                .with("columns", columns.kernel())
                .with("source", source)
                .with("copy", copy)
                .toString();
    }
}
