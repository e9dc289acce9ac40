package io.github.convolith.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import io.github.convolith.processor.graph.Pool;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.plan.VectorLayout;
import io.github.convolith.processor.plan.VectorPlanePool;
import javax.lang.model.element.Modifier;

/**
 * The windows at all pixels of a row, a vector of pixels at a time, of which those are picked that the stride comes to.
 * Vectors reach beyond the end of a row, into what is never picked.
 */
final class VectorPlanePoolEmitter {
    /** Taps of a kernel row that are written out at most. */
    private static final int MOST_UNROLLED = 16;

    private VectorPlanePoolEmitter() {}

    static Kernel emit(VectorPlanePool plan) {
        Pool pool = plan.pool();
        VectorLayout input = plan.input();
        VectorLayout output = plan.output();
        Window rows = pool.windows().size() == 2 ? pool.windows().get(0) : Window.POINT;
        Window columns = pool.windows().get(pool.windows().size() - 1);
        int needed = (output.width() - 1) * columns.stride() + 1;
        Kernel.Builder kernel = new Kernel.Builder();
        kernel.field(FieldSpec.builder(ArrayTypeName.of(TypeName.FLOAT), "line", Modifier.PRIVATE, Modifier.FINAL)
                .addJavadoc("The windows at all pixels of a row.\n")
                .initializer("new float[$L]", VectorLayout.padded(needed))
                .build());
        boolean isMax = pool.kind() == Pool.Kind.MAX;
        String combine = isMax ? "max" : "add";
        String taps = Loop.over("r", rows.kernel(), r -> {
            Expr from = Expr.name("at").plus(r.times((long) rows.dilation() * input.rowStride()));
            return columns.kernel() > MOST_UNROLLED
                    ? Loop.over("s", columns.kernel(), s -> tap(combine, from.plus(s.times((long) columns.dilation()))))
                    : written(combine, from, columns);
        });
        return kernel.execute(Text.of("""
                        for (int c = 0; c < ${channels}; c++) {
                            for (int row = 0; row < ${height}; row++) {
                                int from = xOffset + c * ${plane} + row * ${rowStep};
                                for (int i = 0; i < ${needed}; i += LANES) {
                                    int at = from + i;
                                    FloatVector m = ${start};
                                    ${taps}
                                    ${result}.intoArray(line, i);
                                }
                                int to = yOffset + row * ${outRow} + c;
                                for (int column = 0; column < ${width}; column++) {
                                    y[to + column * ${outColumn}] = line[column${stride}];
                                }
                            }
                        }""")
                .with("channels", input.channels())
                .with("height", output.height())
                .with("plane", input.channelStride())
                .with("rowStep", rows.stride() * input.rowStride())
                .with("needed", needed)
                .with(
                        "start",
                        isMax ? "FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY)" : "FloatVector.zero(SPECIES)")
                .with("taps", taps)
                .with("result", isMax ? "m" : "m.mul(1f / " + rows.kernel() * columns.kernel() + ")")
                .with("outRow", output.rowStride())
                .with("width", output.width())
                .with("outColumn", output.columnStride())
                .with("stride", columns.stride() == 1 ? "" : " * " + columns.stride())
                .toString());
    }

    private static String written(String combine, Expr from, Window columns) {
        StringBuilder lines = new StringBuilder();
        for (int s = 0; s < columns.kernel(); s++) {
            lines.append(s == 0 ? "" : "\n").append(tap(combine, from.plus((long) s * columns.dilation())));
        }
        return lines.toString();
    }

    private static String tap(String combine, Expr at) {
        return "m = FloatVector.fromArray(SPECIES, x, %s).%s(m);".formatted(at, combine);
    }
}
