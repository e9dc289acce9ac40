package io.github.convolith.processor.emit;

import com.palantir.javapoet.TypeName;
import io.github.convolith.processor.graph.Padding;
import io.github.convolith.processor.graph.Window;
import java.util.StringJoiner;
import java.util.stream.IntStream;

/**
 * Gathering where the planes of kernel columns are one another, shifted as one block, and only the ends of their rows
 * have to be set: where an output row is as long as the phases of an input row, as with SAME padding, and where it is
 * shorter as there is no padding at all.
 */
final class ShiftedGather {
    /** Kernel columns up to which the code of each is written out. */
    private static final int MOST_COLUMNS = 7;

    /** Elements of a row up to which copying it costs more than setting its last element does. */
    private static final int SHORT_ROW = 64;

    private final Geometry geometry;
    private final boolean whole;
    private final Panels panels;
    private final Kernel.Builder kernel;
    private final Window rows;
    private final Window columns;

    /** @param whole whether there is a single tile, so that borders above and below never hold anything but zeros */
    ShiftedGather(Geometry geometry, boolean whole, Panels panels, Kernel.Builder kernel) {
        this.geometry = geometry;
        this.whole = whole;
        this.panels = panels;
        this.kernel = kernel;
        this.rows = geometry.rows();
        this.columns = geometry.columns();
    }

    boolean applies() {
        return isBlock() || isAligned() || isNarrowed();
    }

    /** Adds the method {@code gather}. */
    void add() {
        if (isBlock()) {
            if (isColumnByColumn()) {
                addGatherByColumns();
            } else {
                addBlockGather();
            }
        } else if (isAligned()) {
            addAlignedGather();
        } else {
            addNarrowedGather();
        }
    }

    /** Adds a method {@code gather} with this body. */
    static void addMethod(Window rows, String body, Kernel.Builder kernel) {
        String apart = rows.stride() == 1 ? "input rows" : "input rows, " + rows.stride() + " apart,";
        kernel.method(Code.method(
                "Copies " + apart + " from row {@code first} on, into one plane per kernel column.",
                TypeName.VOID,
                "gather",
                "float[] x, int from, int first, int rows, int base",
                body));
    }

    /** Whether neighbouring rows lie in the output as they do in the input. */
    private boolean isBlock() {
        return rows.stride() == 1 && keepsWidth();
    }

    /** Whether an output row is as long as an input row, so that a kernel column's plane is the input, shifted. */
    private boolean keepsWidth() {
        return columns.stride() == 1
                && (columns.padding() instanceof Padding.Same
                        || (columns.padding() instanceof Padding.Explicit pad
                                && (long) pad.begin() + pad.end() == columns.span() - 1));
    }

    private void addBlockGather() {
        Expr width = geometry.width();
        Panels.Place place = panels.plane(Expr.name("base"), Expr.name("column"));
        Expr to = panels.isSingle() ? Expr.ZERO : Expr.name("to");
        String body = Text.of("""
                        int begin = Math.min(rows, Math.max(0, -first));
                        int end = Math.max(begin, Math.min(rows, ${height} - first));
                        for (int column = 0; column < ${columns}; column++) {
                            float[] plane = ${plane};
                            ${to}
                            Arrays.fill(plane, ${start}, ${begin}, 0f);
                            Arrays.fill(plane, ${end}, ${rows}, 0f);
                            int shift = ${shift};
                            int before = Math.max(0, -shift);
                            int behind = Math.max(0, shift);
                            int count = ${count} - before - behind;
                            if (count > 0) {
                                System.arraycopy(x, ${source} + behind, plane, ${begin} + before, count);
                            }
                            // The shift has carried the ends of neighbouring rows into the border.
                            for (int row = begin; row < end; row++) {
                                int line = ${row};
                                for (int i = 0; i < Math.min(${width}, before); i++) {
                                    plane[line + i] = 0f;
                                }
                                for (int i = Math.max(0, ${width} - behind); i < ${width}; i++) {
                                    plane[line + i] = 0f;
                                }
                            }
                        }""")
                .with("plane", place.array())
                .with("to", panels.isSingle() ? "" : "int to = " + place.at() + ";")
                .with("start", to)
                .with("height", geometry.height())
                .with("columns", columns.kernel())
                .with("begin", to.plus(Expr.name("begin").times(width)))
                .with("end", to.plus(Expr.name("end").times(width)))
                .with("rows", to.plus(Expr.name("rows").times(width)))
                .with("shift", Expr.name("column").times(columns.dilation()).minus(geometry.padLeft()))
                .with("count", Expr.name("end").minus(Expr.name("begin")).times(width))
                .with(
                        "source",
                        Expr.name("from")
                                .plus(Expr.name("first")
                                        .plus(Expr.name("begin"))
                                        .times(width)))
                .with("row", to.plus(Expr.name("row").times(width)))
                .with("width", width)
                .toString();
        addMethod(rows, body, kernel);
    }

    /** Whether the code of each kernel column is written out: few columns, whose shifts are known and leave something. */
    private boolean isColumnByColumn() {
        return geometry.isFixed()
                && columns.kernel() <= MOST_COLUMNS
                && IntStream.range(0, columns.kernel())
                        .allMatch(column ->
                                Math.abs(shift(column)) < geometry.width().value());
    }

    private void addGatherByColumns() {
        Expr width = geometry.width();
        StringJoiner copies = new StringJoiner("\n");
        for (int column = 0; column < columns.kernel(); column++) {
            copies.add(copyOfColumn(column));
        }
        String body = Text.of("""
                        int begin = Math.min(rows, Math.max(0, -first)) * ${width};
                        int end = Math.max(begin, Math.min(rows, ${height} - first) * ${width});
                        ${clear}
                        if (begin == end) {
                            return;
                        }
                        int at = ${at};
                        ${copies}""")
                .with("width", width)
                .with("height", geometry.height())
                .with("clear", whole ? "" : clearBorders())
                .with("at", Expr.name("from").plus(Expr.name("first").times(width)))
                .with("copies", copies)
                .toString();
        addMethod(rows, body, kernel);
    }

    private String clearBorders() {
        Expr to = panels.isSingle() ? Expr.ZERO : Expr.name("to");
        return Loop.over("column", columns.kernel(), column -> {
            Panels.Place place = panels.plane(Expr.name("base"), column);
            return Text.of("""
                            float[] plane = ${plane};
                            ${to}
                            Arrays.fill(plane, ${start}, ${begin}, 0f);
                            Arrays.fill(plane, ${end}, ${rows}, 0f);""")
                    .with("plane", place.array())
                    .with("to", panels.isSingle() ? "" : "int to = " + place.at() + ";")
                    .with("start", to)
                    .with("begin", to.plus(Expr.name("begin")))
                    .with("end", to.plus(Expr.name("end")))
                    .with("rows", to.plus(Expr.name("rows").times(geometry.width())))
                    .toString();
        });
    }

    /** The block of rows, shifted to where a kernel column meets it, and zeros where that carried one row into the next. */
    private String copyOfColumn(int column) {
        int shift = shift(column);
        int before = Math.max(0, -shift);
        int behind = Math.max(0, shift);
        int width = geometry.width().value();
        Panels.Place place = panels.plane(Expr.name("base"), Expr.of(column));
        Expr to = place.at().isSimple() ? place.at() : Expr.name("to" + column);
        Expr begin = Expr.name("begin");
        StringJoiner clear = new StringJoiner("\n");
        for (int i = 0; i < width; i++) {
            if (i < before || i >= width - behind) {
                clear.add("plane%d[%s] = 0f;"
                        .formatted(column, to.plus(Expr.name("line")).plus(i)));
            }
        }
        return Text.of("""
                        float[] plane${column} = ${plane};
                        ${to}
                        System.arraycopy(x, ${source}, plane${column}, ${target}, ${count});
                        ${clear}""")
                .with("column", column)
                .with("plane", place.array())
                .with("to", place.at().isSimple() ? "" : "int to" + column + " = " + place.at() + ";")
                .with("source", Expr.name("at").plus(begin).plus(behind))
                .with("target", to.plus(begin).plus(before))
                .with("count", Expr.name("end").minus(begin).plus(-(long) before - behind))
                .with("clear", shift == 0 ? "" : Loop.from("line", "begin", Expr.name("end"), width, clear.toString()))
                .toString();
    }

    /** The element of its phase that a kernel column begins with, counted from the input's first; the padding lies before. */
    private int shift(int column) {
        return Math.floorDiv(column * columns.dilation() - geometry.padLeft().value(), columns.stride());
    }

    /** The phase of the unpadded input that a kernel column meets. */
    private int phase(int column) {
        return Math.floorMod(column * columns.dilation() - geometry.padLeft().value(), columns.stride());
    }

    /**
     * Whether every phase of an input row fits an output row, and some kernel column meets it unshifted: then that
     * column's plane is the phase, and the other columns' planes are it, shifted.
     */
    private boolean isAligned() {
        if (!geometry.isFixed() || columns.stride() == 1) {
            return false;
        }
        int longest = (geometry.width().value() + columns.stride() - 1) / columns.stride();
        return longest <= geometry.outWidth().value()
                && IntStream.range(0, columns.kernel()).allMatch(column -> unshifted(phase(column)) >= 0);
    }

    /** The kernel column that meets a phase unshifted; negative if none does. */
    private int unshifted(int phase) {
        return IntStream.range(0, columns.kernel())
                .filter(column -> phase(column) == phase && shift(column) == 0)
                .findFirst()
                .orElse(-1);
    }

    private void addAlignedGather() {
        int stride = columns.stride();
        int width = geometry.width().value();
        StringJoiner planes = new StringJoiner("\n");
        StringJoiner clear = new StringJoiner("\n");
        StringJoiner copies = new StringJoiner("\n");
        StringJoiner shifts = new StringJoiner("\n");
        for (int column = 0; column < columns.kernel(); column++) {
            int phase = phase(column);
            Panels.Place place = panels.plane(Expr.name("base"), Expr.of(column));
            if (unshifted(phase) == column) {
                String plane = "phase" + phase;
                Expr to = Expr.name("to");
                planes.add("float[] %s = %s;".formatted(plane, place.array()));
                if (place.at().isConstant()) {
                    to = place.at().plus(to);
                } else {
                    planes.add("int %sAt = %s;".formatted(plane, place.at()));
                    to = Expr.name(plane + "At").plus(to);
                }
                Expr start = to;
                clear.add("Arrays.fill(%s, %s, %s, 0f);".formatted(plane, start, start.plus(geometry.outWidth())));
                copies.add(Loop.from(
                        "i",
                        0,
                        Expr.of((width - phase + stride - 1L) / stride),
                        1,
                        i -> "%s[%s] = x[%s];"
                                .formatted(
                                        plane,
                                        start.plus(i),
                                        Expr.name("at").plus(i.times(stride)).plus(phase))));
            } else {
                Panels.Place source = panels.plane(Expr.name("base"), Expr.of(unshifted(phase)));
                shifts.add("shift(%s, %s, %s, %d);"
                        .formatted(
                                inPanel(source),
                                inPanel(place),
                                Expr.name("rows").times(geometry.outWidth()),
                                shift(column)));
            }
        }
        String body = Text.of("""
                        ${planes}
                        for (int r = 0; r < rows; r++) {
                            int row = ${row};
                            int to = ${to};
                            if (row < 0 || row >= ${height}) {
                                ${clear}
                                continue;
                            }
                            int at = ${at};
                            ${copies}
                        }
                        ${shifts}""")
                .with("planes", planes)
                .with("row", Expr.name("first").plus(Expr.name("r").times(rows.stride())))
                .with("to", Expr.name("r").times(geometry.outWidth()))
                .with("height", geometry.height())
                .with("clear", clear)
                .with("at", Expr.name("from").plus(Expr.name("row").times(geometry.width())))
                .with("copies", copies)
                .with("shifts", shifts)
                .toString();
        addMethod(rows, body, kernel);
        if (shifts.length() > 0) {
            addShift();
        }
    }

    /**
     * Whether an output row is a short stretch of an input row, without padding on any side. Setting the end of every
     * row takes less time than copying the row then; of long rows C2 copies a stretch as fast.
     */
    private boolean isNarrowed() {
        return geometry.isFixed()
                && columns.stride() == 1
                && columns.kernel() > 1
                && columns.dilation() == 1
                && geometry.outWidth().value() <= SHORT_ROW
                && geometry.padLeft().value() == 0
                && geometry.outWidth().value() + columns.span() - 1
                        <= geometry.width().value()
                && geometry.padTop().value() == 0
                && (geometry.outHeight().value() - 1L) * rows.stride() + rows.span()
                        <= geometry.height().value();
    }

    private void addNarrowedGather() {
        Expr width = geometry.outWidth();
        Panels.Place first = panels.plane(Expr.name("base"), Expr.ZERO);
        Panels.Place next = panels.plane(Expr.name("base"), Expr.name("column"));
        Expr to = panels.isSingle() ? Expr.ZERO : Expr.name("to");
        Expr row = Expr.name("r").times(width);
        Expr source = Expr.name("at").plus(Expr.name("r").times(geometry.width().times(rows.stride())));
        String body = Text.of("""
                        int at = ${at};
                        float[] plane = ${first};
                        ${firstTo}
                        for (int r = 0; r < rows; r++) {
                            System.arraycopy(x, ${source}, plane, ${row}, ${width});
                        }
                        // Every further column meets the rows one element later: only their ends are new.
                        for (int column = 1; column < ${columns}; column++) {
                            float[] before = plane;
                            ${from}
                            plane = ${next};
                            ${nextTo}
                            System.arraycopy(before, ${shifted}, plane, ${to}, ${count});
                            for (int r = 0; r < rows; r++) {
                                plane[${end}] = x[${last}];
                            }
                        }""")
                .with("at", Expr.name("from").plus(Expr.name("first").times(geometry.width())))
                .with("first", first.array())
                .with("firstTo", panels.isSingle() ? "" : "int to = " + first.at() + ";")
                .with("source", source)
                .with("row", to.plus(row))
                .with("width", width)
                .with("columns", columns.kernel())
                .with("from", panels.isSingle() ? "" : "int beforeAt = to;")
                .with("next", next.array())
                .with("nextTo", panels.isSingle() ? "" : "to = " + next.at() + ";")
                .with(
                        "shifted",
                        panels.isSingle() ? Expr.ONE : Expr.name("beforeAt").plus(1))
                .with("to", to)
                .with("count", Expr.name("rows").times(width).plus(-1))
                .with("end", to.plus(row).plus(width).plus(-1))
                .with("last", source.plus(Expr.name("column")).plus(width).plus(-1))
                .toString();
        addMethod(rows, body, kernel);
    }

    /** A plane as two arguments, or as one where each has an array of its own. */
    private String inPanel(Panels.Place place) {
        return panels.isSingle() ? place.array() : place.array() + ", " + place.at();
    }

    private void addShift() {
        Expr from = panels.isSingle() ? Expr.ZERO : Expr.name("from");
        Expr to = panels.isSingle() ? Expr.ZERO : Expr.name("to");
        Expr line = to.plus(Expr.name("row"));
        kernel.method(Code.procedure(
                "Copies rows of " + geometry.outWidth()
                        + ", beginning so many elements later or earlier; beyond the ends of a row there are zeros.",
                "shift",
                panels.isSingle()
                        ? "float[] source, float[] target, int length, int by"
                        : "float[] source, int from, float[] target, int to, int length, int by",
                Text.of("""
                                int before = Math.max(0, -by);
                                int behind = Math.max(0, by);
                                int count = length - before - behind;
                                if (count > 0) {
                                    System.arraycopy(source, ${from}, target, ${to}, count);
                                }
                                // The shift has carried the ends of neighbouring rows into the border.
                                for (int row = 0; row < length; row += ${width}) {
                                    for (int i = 0; i < Math.min(${width}, before); i++) {
                                        target[${place}] = 0f;
                                    }
                                    for (int i = Math.max(0, ${width} - behind); i < ${width}; i++) {
                                        target[${place}] = 0f;
                                    }
                                }""")
                        .with("width", geometry.outWidth())
                        .with("from", from.plus(Expr.name("behind")))
                        .with("to", to.plus(Expr.name("before")))
                        .with("place", line.plus(Expr.name("i")))
                        .toString()));
    }
}
