package io.github.convolith.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import io.github.convolith.processor.graph.Window;
import java.util.List;
import java.util.StringJoiner;
import javax.lang.model.element.Modifier;

/**
 * Code that lays input channels out by taps: after it, the plane of tap {@code t} holds what that tap meets at each
 * output position of the tile.
 *
 * <p>The input is taken apart by the phases of its stride on both axes, once; after that everything is a contiguous
 * copy. Along a row, what a kernel column meets is a stretch of a phase of that row. Down the rows, what a tap meets is
 * a run of whole rows of what the first tap of its kernel column and phase meets, whose plane has room for all of them.
 */
final class TapLayout {
    private static final ArrayTypeName PLANES = ArrayTypeName.of(ArrayTypeName.of(TypeName.FLOAT));

    /** Phases of an axis up to which each gets code of its own. */
    private static final int MOST_PHASES = 4;

    private final Geometry geometry;
    private final TileLoop tile;
    private final int slots;
    private final Kernel.Builder kernel;
    private final Window rows;
    private final Window columns;
    private final List<Phase> rowPhases;
    private final List<Phase> columnPhases;
    private final Panels panels;

    /**
     * @param slots input channels laid out side by side
     * @param together planes that share an array; 0 where sizes are not known, for an array of its own for each
     * @param kernel receives the scratch memory and the methods
     */
    TapLayout(Geometry geometry, TileLoop tile, int slots, int together, Kernel.Builder kernel) {
        this.geometry = geometry;
        this.tile = tile;
        this.slots = slots;
        this.kernel = kernel;
        this.rows = geometry.rows();
        this.columns = geometry.columns();
        this.rowPhases = Phase.of(rows);
        this.columnPhases = Phase.of(columns);
        boolean tapByTap = rowPhases.size() > MOST_PHASES || columnPhases.size() > MOST_PHASES;
        Expr elements = tapByTap ? tile.capacity() : elements();
        this.panels = together == 0
                ? Panels.single("taps", slots * taps(), columns.kernel())
                : Panels.of("taps", slots * taps(), together, elements.value(), columns.kernel());
        addField("taps", "What each tap meets, one value per output position of the tile.");
        kernel.construct("taps = " + panels.allocation(elements) + ";");
        if (tapByTap) {
            new TapByTap(geometry, tile, inSlot(rows.kernel()), panels, kernel).add(parameters());
        } else if (geometry.twoDimensional()) {
            addStrips();
        } else {
            addStretches();
        }
    }

    /** Elements of the largest plane. */
    private Expr elements() {
        if (geometry.twoDimensional()) {
            return geometry.outWidth().times(tile.capacityRows().plus(overhang(rowPhases)));
        }
        return tile.capacity().plus(overhang(columnPhases));
    }

    private static int overhang(List<Phase> phases) {
        return phases.stream().mapToInt(Phase::overhang).max().orElse(0);
    }

    /** Where the planes lie. */
    Panels panels() {
        return panels;
    }

    /** Taps of one channel. */
    int taps() {
        return rows.kernel() * columns.kernel();
    }

    /** The statement that lays out the channel that begins at an index of {@code x}. */
    String call(Expr from, Expr slot) {
        StringJoiner arguments = new StringJoiner(", ", "layOut(", ");");
        arguments.add("x").add(from.toString());
        tile.variables().forEach(arguments::add);
        if (slots > 1) {
            arguments.add(slot.toString());
        }
        return arguments.toString();
    }

    private String parameters() {
        StringJoiner parameters = new StringJoiner(", ");
        parameters.add("float[] x").add("int from");
        tile.variables().forEach(variable -> parameters.add("int " + variable));
        if (slots > 1) {
            parameters.add("int slot");
        }
        return parameters.toString();
    }

    private void addField(String name, String javadoc) {
        kernel.field(FieldSpec.builder(PLANES, name, Modifier.PRIVATE, Modifier.FINAL)
                .addJavadoc("$L\n", javadoc)
                .build());
    }

    /** An index of the current slot, where there are several. */
    private Expr inSlot(int perSlot) {
        return slots > 1 ? Expr.name("slot").times(perSlot) : Expr.ZERO;
    }

    private static String around(String head, String body) {
        return Text.of(head + "\n    ${body}\n}").with("body", body).toString();
    }

    // A stretch of a single row.

    private void addStretches() {
        StringJoiner layOut = new StringJoiner("\n");
        Expr base = panels.base(inSlot(1));
        for (Phase phase : columnPhases) {
            Panels.Place first = panels.plane(base, Expr.of(phase.taps().get(0)));
            layOut.add(sampleCall(phase, first));
            for (Phase.Run run : phase.shifted("tap")) {
                Panels.Place target = panels.plane(base, run.tap());
                layOut.add(run.around("System.arraycopy(%s, %s, %s, %s, %s);"
                        .formatted(
                                first.array(),
                                first.at().plus(run.shift()),
                                target.array(),
                                target.at(),
                                tile.positions())));
            }
        }
        kernel.method(Code.method(
                "Lays the input channel at {@code from} out by taps.",
                TypeName.VOID,
                "layOut",
                parameters(),
                layOut.toString()));
        if (!columns.isPoint()) {
            addSample();
        }
    }

    private String sampleCall(Phase phase, Panels.Place plane) {
        if (columns.isPoint()) {
            return "System.arraycopy(x, %s, %s, %s, %s);"
                    .formatted(Expr.name("from").plus(tile.left()), plane.array(), plane.at(), tile.positions());
        }
        Expr first = tile.left().times(columns.stride()).plus(phase.first()).minus(geometry.padLeft());
        String place = panels.isSingle() ? plane.array() : plane.array() + ", " + plane.at();
        return "sample(x, from, %s, %s, %s);"
                .formatted(first, place, tile.positions().plus(phase.overhang()));
    }

    private void addSample() {
        int stride = columns.stride();
        Expr to = panels.isSingle() ? Expr.ZERO : Expr.name("to");
        String copy = stride == 1
                ? around(
                        "if (begin < end) {",
                        "System.arraycopy(x, from + first + begin, plane, %s, end - begin);"
                                .formatted(to.plus(Expr.name("begin"))))
                : around(
                        "for (int i = begin; i < end; i++) {",
                        "plane[%s] = x[from + first + %d * i];".formatted(to.plus(Expr.name("i")), stride));
        String body = Text.of("""
                        int begin = Math.min(n, Math.max(0, ${begin}));
                        int end = Math.max(begin, Math.min(n, ${end}));
                        Arrays.fill(plane, ${to}, ${toBegin}, 0f);
                        ${copy}
                        Arrays.fill(plane, ${toEnd}, ${toN}, 0f);""")
                .with("begin", Expr.of(stride - 1L).minus(Expr.name("first")).over(stride))
                .with(
                        "end",
                        geometry.width()
                                .minus(Expr.name("first"))
                                .plus(stride - 1L)
                                .over(stride))
                .with("copy", copy)
                .with("to", to)
                .with("toBegin", to.plus(Expr.name("begin")))
                .with("toEnd", to.plus(Expr.name("end")))
                .with("toN", to.plus(Expr.name("n")))
                .toString();
        String apart = stride == 1 ? "" : ", " + stride + " apart";
        kernel.method(Code.method(
                "Copies n elements of an input row from index {@code first} on" + apart
                        + "; outside the row there are zeros.",
                TypeName.VOID,
                "sample",
                "float[] x, int from, int first, float[] plane, " + (panels.isSingle() ? "" : "int to, ") + "int n",
                body));
    }

    // Strips of rows.

    private void addStrips() {
        Expr column = columns.kernel() > 1 ? Expr.name("column") : Expr.ZERO;
        StringJoiner gather = new StringJoiner("\n");
        StringJoiner shift = new StringJoiner("\n");
        for (Phase phase : rowPhases) {
            Expr base = base(Expr.of(phase.taps().get(0)));
            Panels.Place first = panels.plane(base, column);
            gather.add("gather(x, from, %s, %s, %s);"
                    .formatted(
                            tile.top().times(rows.stride()).plus(phase.first()).minus(geometry.padTop()),
                            tile.rows().plus(phase.overhang()),
                            base));
            for (Phase.Run run : phase.shifted("row")) {
                Panels.Place target = panels.plane(base(run.tap()), column);
                shift.add(run.around("System.arraycopy(%s, %s, %s, %s, %s);"
                        .formatted(
                                first.array(),
                                first.at().plus(geometry.outWidth().times(run.shift())),
                                target.array(),
                                target.at(),
                                tile.positions())));
            }
        }
        if (shift.length() > 0) {
            gather.add(
                    columns.kernel() > 1
                            ? around(
                                    "for (int column = 0; column < " + columns.kernel() + "; column++) {",
                                    shift.toString())
                            : shift.toString());
        }
        kernel.method(Code.method(
                "Lays the input channel at {@code from} out by taps.",
                TypeName.VOID,
                "layOut",
                parameters(),
                gather.toString()));
        ShiftedGather shifted = new ShiftedGather(geometry, tile.isWhole(), panels, kernel);
        if (shifted.applies()) {
            shifted.add();
        } else {
            addGather();
        }
    }

    /** What stands for a kernel row of the current slot. */
    private Expr base(Expr kernelRow) {
        return panels.base(inSlot(rows.kernel()).plus(kernelRow));
    }

    private void addGather() {
        StringJoiner bounds = new StringJoiner("\n");
        StringJoiner copies = new StringJoiner("\n");
        boolean lines = columnPhases.stream().anyMatch(phase -> phase.taps().size() > 1);
        if (lines) {
            addField("lines", "One input row taken apart by the phases of the stride, inside its border of zeros.");
            kernel.construct("lines = new float[%d][];".formatted(columnPhases.size()));
        }
        Expr width = geometry.outWidth();
        for (Phase phase : columnPhases) {
            boolean isLine = phase.taps().size() > 1;
            String suffix = columnPhases.size() > 1 ? String.valueOf(phase.index()) : "";
            Expr length = width.plus(phase.overhang());
            Expr offset = Expr.of(phase.first()).minus(geometry.padLeft());
            Bounds range = bounds(offset, length, suffix, bounds);
            if (isLine) {
                kernel.construct("lines[%d] = new float[%s];".formatted(phase.index(), length));
                bounds.add("float[] line%s = lines[%d];".formatted(suffix, phase.index()));
                copies.add(copyRow(offset, range, "line" + suffix, Expr.ZERO));
                for (Phase.Run run : phase.runs("column")) {
                    Panels.Place target = panels.plane(Expr.name("base"), run.tap());
                    copies.add(run.around("System.arraycopy(line%s, %s, %s, %s, %s);"
                            .formatted(
                                    suffix,
                                    run.shift(),
                                    target.array(),
                                    target.at().plus(Expr.name("to")),
                                    width)));
                }
            } else {
                String plane = "column" + suffix;
                Panels.Place place =
                        panels.plane(Expr.name("base"), Expr.of(phase.taps().get(0)));
                bounds.add("float[] %s = %s;".formatted(plane, place.array()));
                copies.add(copyRow(offset, range, plane, place.at().plus(Expr.name("to"))));
            }
        }
        Panels.Place place = panels.plane(Expr.name("base"), columns.kernel() == 1 ? Expr.ZERO : Expr.name("column"));
        Expr start = place.at().plus(Expr.name("to"));
        String clearColumn = "Arrays.fill(%s, %s, %s, 0f);".formatted(place.array(), start, start.plus(width));
        String clear = columns.kernel() == 1
                ? clearColumn
                : around("for (int column = 0; column < " + columns.kernel() + "; column++) {", clearColumn);
        String body = Text.of("""
                        ${bounds}
                        for (int r = 0; r < rows; r++) {
                            int row = ${row};
                            int to = ${to};
                            if (row < 0 || row >= ${height}) {
                                ${clear}
                                continue;
                            }
                            int at = ${at};
                            ${copies}
                        }""")
                .with("bounds", bounds)
                .with("row", Expr.name("first").plus(Expr.name("r").times(rows.stride())))
                .with("to", Expr.name("r").times(width))
                .with("height", geometry.height())
                .with("at", Expr.name("from").plus(Expr.name("row").times(geometry.width())))
                .with("clear", clear)
                .with("copies", copies)
                .toString();
        ShiftedGather.addMethod(rows, body, kernel);
    }

    /** The elements of a phase of a row that lie inside the input. */
    private record Bounds(Expr begin, Expr end) {}

    /** Numbers where the sizes are known; otherwise variables, whose declarations are added. */
    private Bounds bounds(Expr offset, Expr length, String suffix, StringJoiner declarations) {
        int stride = columns.stride();
        Expr beyond = geometry.width().minus(offset).plus(stride - 1L).over(stride);
        Expr before = Expr.of(stride - 1L).minus(offset).over(stride);
        if (before.isConstant() && beyond.isConstant()) {
            int begin = Math.min(length.value(), Math.max(0, before.value()));
            return new Bounds(Expr.of(begin), Expr.of(Math.max(begin, Math.min(length.value(), beyond.value()))));
        }
        declarations.add("int begin%s = Math.min(%s, Math.max(0, %s));".formatted(suffix, length, before));
        declarations.add("int end%s = Math.max(begin%s, Math.min(%s, %s));".formatted(suffix, suffix, length, beyond));
        return new Bounds(Expr.name("begin" + suffix), Expr.name("end" + suffix));
    }

    private String copyRow(Expr offset, Bounds range, String plane, Expr to) {
        int stride = columns.stride();
        if (range.end().isConstant() && range.end().value() == range.begin().value()) {
            return "// No element of the input falls into this phase.";
        }
        Expr at = Expr.name("at").plus(offset);
        if (stride > 1) {
            return around(
                    "for (int i = %s; i < %s; i++) {".formatted(range.begin(), range.end()),
                    "%s[%s] = x[%s];"
                            .formatted(
                                    plane,
                                    to.plus(Expr.name("i")),
                                    at.plus(Expr.of(stride).times(Expr.name("i")))));
        }
        String copy = "System.arraycopy(x, %s, %s, %s, %s);"
                .formatted(
                        at.plus(range.begin()),
                        plane,
                        to.plus(range.begin()),
                        range.end().minus(range.begin()));
        return range.end().isConstant() ? copy : around("if (%s < %s) {".formatted(range.begin(), range.end()), copy);
    }
}
