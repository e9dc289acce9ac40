package io.github.convolith.processor.emit;

import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * The loop over the tiles of the output: strips of whole rows, or stretches of a single row. Where one tile holds the
 * whole output there is no loop.
 *
 * @param top the first output row of the tile
 * @param left the first output column of the tile
 * @param rows output rows of the tile
 * @param positions output positions of the tile
 * @param capacity the most positions a tile can have
 * @param capacityRows the most rows a tile can have
 */
record TileLoop(
        Geometry geometry,
        Expr step,
        Expr top,
        Expr left,
        Expr rows,
        Expr positions,
        Expr capacity,
        Expr capacityRows) {

    static TileLoop over(Geometry geometry, int limit, Kernel.Builder kernel) {
        return geometry.twoDimensional() ? strips(geometry, limit, kernel) : stretches(geometry, limit, kernel);
    }

    private static TileLoop strips(Geometry geometry, int limit, Kernel.Builder kernel) {
        Expr width = geometry.outWidth();
        if (geometry.isFixed()) {
            int height = geometry.outHeight().value();
            int most = Math.max(1, limit / width.value());
            int strips = (height + most - 1) / most;
            int rows = (height + strips - 1) / strips;
            if (strips == 1) {
                return single(geometry, kernel);
            }
            boolean even = height % rows == 0;
            Expr whole = Expr.of((long) rows * width.value());
            return new TileLoop(
                    geometry,
                    Expr.of(rows),
                    Expr.name("top"),
                    Expr.ZERO,
                    even ? Expr.of(rows) : Expr.name("rows"),
                    even ? opaque(whole, kernel) : Expr.name("n"),
                    whole,
                    Expr.of(rows));
        }
        kernel.field(FieldSpec.builder(TypeName.INT, "tileRows", Modifier.PRIVATE, Modifier.FINAL)
                .build());
        kernel.construct(
                "tileRows = Math.max(1, Math.min(%s, %d / %s));".formatted(geometry.outHeight(), limit, width));
        Expr step = Expr.name("tileRows");
        return new TileLoop(
                geometry,
                step,
                Expr.name("top"),
                Expr.ZERO,
                Expr.name("rows"),
                Expr.name("n"),
                step.times(width),
                step);
    }

    private static TileLoop stretches(Geometry geometry, int limit, Kernel.Builder kernel) {
        Expr width = geometry.outWidth();
        if (width.isConstant() && width.value() <= limit) {
            return single(geometry, kernel);
        }
        Expr step = Expr.of(limit);
        Expr capacity = step;
        if (!width.isConstant()) {
            kernel.field(FieldSpec.builder(TypeName.INT, "tile", Modifier.PRIVATE, Modifier.FINAL)
                    .build());
            kernel.construct("tile = Math.min(%d, %s);".formatted(limit, width));
            step = Expr.name("tile");
            capacity = step;
        }
        return new TileLoop(geometry, step, Expr.ZERO, Expr.name("left"), Expr.ONE, Expr.name("n"), capacity, Expr.ONE);
    }

    private static TileLoop single(Geometry geometry, Kernel.Builder kernel) {
        Expr positions = geometry.outPlane();
        return new TileLoop(
                geometry,
                geometry.outHeight(),
                Expr.ZERO,
                Expr.ZERO,
                geometry.outHeight(),
                positions.is(1) ? positions : opaque(positions, kernel),
                positions,
                geometry.outHeight());
    }

    /** A number as a field: C2 of JDK 17 leaves loops scalar whose trip count it knows, and takes twice the time. */
    private static Expr opaque(Expr number, Kernel.Builder kernel) {
        kernel.field(FieldSpec.builder(TypeName.INT, "positions", Modifier.PRIVATE, Modifier.FINAL)
                .addJavadoc("$L\n", Code.opaque("Output positions of a tile."))
                .build());
        kernel.construct("positions = " + number + ";");
        return Expr.name("positions");
    }

    /** Whether one tile holds the whole output. */
    boolean isWhole() {
        return top.is(0) && left.is(0);
    }

    /** Whether the number of positions of a tile is known to fit a {@code char}, as {@link PanelSums} wants it. */
    boolean isShort() {
        return capacity.isConstant() && capacity.value() <= Character.MAX_VALUE;
    }

    /** Output position at which the tile begins, within its channel. */
    Expr start() {
        return top.times(geometry.outWidth()).plus(left);
    }

    /** The variables of the loop: what code inside it, in a method of its own, has to be told. */
    List<String> variables() {
        List<String> variables = new ArrayList<>();
        if (!top.is(0)) {
            variables.add("top");
            if (!rows.isConstant()) {
                variables.add("rows");
            }
        }
        if (!left.is(0)) {
            variables.add("left");
        }
        if (positions.toString().equals("n")) {
            variables.add("n");
        }
        return variables;
    }

    /** Puts the loop around statements. */
    String around(String body) {
        if (isWhole()) {
            return body;
        }
        if (top.is(0)) {
            return Text.of("""
                            for (int left = 0; left < ${width}; left += ${step}) {
                                int n = Math.min(${step}, ${width} - left);
                                ${body}
                            }""")
                    .with("width", geometry.outWidth())
                    .with("step", step)
                    .with("body", body)
                    .toString();
        }
        String sizes = rows.isConstant()
                ? ""
                : "int rows = Math.min(%s, %s - top);\nint n = rows * %s;"
                        .formatted(step, geometry.outHeight(), geometry.outWidth());
        return Text.of("""
                        for (int top = 0; top < ${height}; top += ${step}) {
                            ${sizes}
                            ${body}
                        }""")
                .with("height", geometry.outHeight())
                .with("step", step)
                .with("sizes", sizes)
                .with("body", body)
                .toString();
    }
}
