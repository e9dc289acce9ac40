package io.github.convolith.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import io.github.convolith.processor.emit.UnrolledSums.Piece;
import io.github.convolith.processor.emit.UnrolledSums.Run;
import io.github.convolith.processor.emit.UnrolledSums.Tap;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Padding;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.plan.ConvPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import javax.lang.model.element.Modifier;

/**
 * Loops over the output pixels around sums written out over taps and channels. A padded layer first copies its input
 * into memory with a zero border, so that no pixel is a special case.
 */
final class UnrolledTapsEmitter implements KernelEmitter {
    @Override
    public Kernel emit(ConvPlan plan) {
        Kernel.Builder kernel = new Kernel.Builder();
        Source source = source(Geometry.of(plan.problem()), kernel);
        StringJoiner calls = new StringJoiner("\n");
        calls.add(source.copy());
        Conv conv = source.geometry().conv();
        UnrolledSums sums = new UnrolledSums(conv);
        for (int output = 0; output < conv.out(); output += sums.outputsFrom(output)) {
            int outputs = sums.outputsFrom(output);
            List<Piece> pieces = sums.pieces(output, outputs, runs(source, sums.firstInput(output)));
            for (int index = 0; index < pieces.size(); index++) {
                String name =
                        (outputs == 1 ? "channel" + output : "channels%dTo%d".formatted(output, output + outputs - 1))
                                + (pieces.size() > 1 ? "Part" + index : "");
                kernel.method(Code.method(
                        "",
                        TypeName.VOID,
                        name,
                        "float[] x, int from, "
                                + sums.parameters(pieces.get(index).first()) + "float[] y, int yOffset",
                        pixels(source, sums, pieces.get(index))));
                calls.add("%s(%s, %s, %sy, yOffset);"
                        .formatted(
                                name,
                                source.array(),
                                source.offset(),
                                sums.arguments(pieces.get(index).first())));
            }
        }
        return kernel.readsWeights(conv.constants().isEmpty()).execute(calls.toString());
    }

    /**
     * Where the pixel loops read their input.
     *
     * @param array the array
     * @param offset the index of its first element
     * @param height rows of one channel
     * @param width elements from one row to the next
     * @param copy the statement that fills it; empty where it is the input itself
     */
    private record Source(Geometry geometry, String array, String offset, Expr height, Expr width, String copy) {}

    private static Source source(Geometry geometry, Kernel.Builder kernel) {
        if (!isPadded(geometry.rows()) && !isPadded(geometry.columns())) {
            return new Source(geometry, "x", "xOffset", geometry.height(), geometry.width(), "");
        }
        Expr height = padded(
                geometry.rows(), geometry.height(), geometry.outHeight(), geometry.padTop(), "paddedHeight", kernel);
        Expr width = padded(
                geometry.columns(),
                geometry.width(),
                geometry.outWidth(),
                geometry.padLeft(),
                geometry.twoDimensional() ? "paddedWidth" : "paddedLength",
                kernel);
        kernel.field(FieldSpec.builder(ArrayTypeName.of(TypeName.FLOAT), "padded", Modifier.PRIVATE, Modifier.FINAL)
                .addJavadoc("The input inside a border of zeros.\n")
                .build());
        int channels = geometry.conv().in();
        kernel.construct(
                geometry.isFixed()
                        ? "padded = new float[%s];"
                                .formatted(height.times(width).times(channels))
                        : "padded = new float[Shape.of(%d, %s).elements()];"
                                .formatted(channels, geometry.twoDimensional() ? height + ", " + width : width));
        kernel.method(copyIntoBorder(geometry, height, width));
        return new Source(geometry, "padded", "0", height, width, "copyIntoBorder(x, xOffset);");
    }

    private static boolean isPadded(Window window) {
        return !window.padding().equals(Padding.NONE);
    }

    /** The size of one axis with its border: all that windows reach, and at least the whole input. */
    private static Expr padded(Window window, Expr size, Expr out, Expr padBegin, String name, Kernel.Builder kernel) {
        Expr reach = out.plus(-1).times(window.stride()).plus(window.span());
        Expr whole = size.plus(padBegin);
        if (reach.isConstant() && whole.isConstant()) {
            return Expr.of(Math.max(reach.value(), whole.value()));
        }
        kernel.field(FieldSpec.builder(TypeName.INT, name, Modifier.PRIVATE, Modifier.FINAL)
                .build());
        kernel.construct("%s = Math.max(%s, %s);".formatted(name, reach, whole));
        return Expr.name(name);
    }

    private static MethodSpec copyIntoBorder(Geometry geometry, Expr height, Expr width) {
        String body = Loop.over("c", geometry.conv().in(), c -> {
            Expr source = Expr.name("xOffset").plus(c.times(geometry.inPlane()));
            return Loop.over("row", geometry.height(), row -> {
                Expr target = c.times(height).plus(row).plus(geometry.padTop()).times(width);
                return "System.arraycopy(x, %s, padded, %s, %s);"
                        .formatted(
                                source.plus(row.times(geometry.width())),
                                target.plus(geometry.padLeft()),
                                geometry.width());
            });
        });
        return Code.method(
                "Copies the input to the middle of {@code padded}; the border stays zero.",
                TypeName.VOID,
                "copyIntoBorder",
                "float[] x, int xOffset",
                body);
    }

    private static List<Run> runs(Source source, int firstInput) {
        Conv conv = source.geometry().conv();
        Window rows = source.geometry().rows();
        Window columns = source.geometry().columns();
        List<Run> runs = new ArrayList<>();
        for (int c = firstInput; c < firstInput + conv.inPerGroup(); c++) {
            for (int r = 0; r < rows.kernel(); r++) {
                Expr start = source.height()
                        .times(c)
                        .plus((long) r * rows.dilation())
                        .times(source.width());
                List<Tap> taps = new ArrayList<>();
                for (int s = 0; s < columns.kernel(); s++) {
                    taps.add(new Tap(r * columns.kernel() + s, (long) s * columns.dilation()));
                }
                runs.add(new Run(c, r, Expr.name("at").plus(start), taps));
            }
        }
        return runs;
    }

    private static String pixels(Source source, UnrolledSums sums, Piece piece) {
        Geometry geometry = source.geometry();
        Expr column = Expr.name("column").times(geometry.columns().stride());
        Expr pixel = geometry.twoDimensional()
                ? Expr.name("row").times(geometry.outWidth()).plus(Expr.name("column"))
                : Expr.name("column");
        Expr row = geometry.twoDimensional()
                ? source.width().times(geometry.rows().stride()).times(Expr.name("row"))
                : Expr.ZERO;
        String text = Text.of("""
                        for (int column = 0; column < ${width}; column++) {
                            int at = ${at};
                            int to = ${to};
                            ${statements}
                        }""")
                .with("width", geometry.outWidth())
                .with("at", Expr.name("from").plus(row).plus(column))
                .with("to", Expr.name("yOffset").plus(pixel))
                .with("statements", sums.statements(piece, "x", Expr.name("to"), geometry.outPlane()))
                .toString();
        if (!geometry.twoDimensional()) {
            return text;
        }
        return Text.of("for (int row = 0; row < ${height}; row++) {\n    ${columns}\n}")
                .with("height", geometry.outHeight())
                .with("columns", text)
                .toString();
    }
}
