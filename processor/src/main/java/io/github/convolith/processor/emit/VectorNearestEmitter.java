package io.github.convolith.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import io.github.convolith.processor.graph.Resize;
import io.github.convolith.processor.plan.VectorLayout;
import io.github.convolith.processor.plan.VectorNearest;
import java.util.Locale;
import javax.lang.model.element.Modifier;

/** Copies of pixels; rows that show the same row of the input are copies of each other. */
final class VectorNearestEmitter {
    private VectorNearestEmitter() {}

    static Kernel emit(VectorNearest plan) {
        Kernel.Builder kernel = new Kernel.Builder();
        VectorLayout input = plan.input();
        VectorLayout output = plan.output();
        Resize resize = plan.resize();
        boolean isImage = resize.axes().size() == 2;
        if (isImage) {
            addPlaces("rows", new ResizeShares(resize, resize.axes().get(0), input.height()), kernel);
        }
        addPlaces("columns", new ResizeShares(resize, resize.axes().get(isImage ? 1 : 0), input.width()), kernel);
        String pixels = Text.of("""
                        for (int column = 0; column < ${width}; column++) {
                            System.arraycopy(x, from + columns[0][column] * ${inColumn}, y, to + column * ${outColumn}, ${channels});
                        }""")
                .with("width", output.width())
                .with("inColumn", input.columnStride())
                .with("outColumn", output.columnStride())
                .with("channels", output.channels())
                .toString();
        if (!isImage) {
            return kernel.execute("int from = xOffset;\nint to = yOffset;\n" + pixels);
        }
        boolean alone = output.columnStride() == VectorLayout.padded(output.channels());
        return kernel.execute(Text.of("""
                        for (int row = 0; row < ${height}; row++) {
                            int from = xOffset + rows[0][row] * ${inRow};
                            int to = yOffset + row * ${outRow};
                            ${pixels}
                        }""")
                .with("height", output.height())
                .with("inRow", input.rowStride())
                .with("outRow", output.rowStride())
                .with(
                        "pixels",
                        alone
                                ? Text.of("""
                                                if (row > 0 && rows[0][row] == rows[0][row - 1]) {
                                                    System.arraycopy(y, to - ${outRow}, y, to, ${length});
                                                    continue;
                                                }
                                                ${pixels}""")
                                        .with("outRow", output.rowStride())
                                        .with(
                                                "length",
                                                (output.width() - 1) * output.columnStride() + output.channels())
                                        .with("pixels", pixels)
                                        .toString()
                                : pixels)
                .toString());
    }

    /** Adds the table that says which row or column of the input each of the result shows. */
    private static void addPlaces(String name, ResizeShares shares, Kernel.Builder kernel) {
        String thing = name.substring(0, name.length() - 1);
        kernel.field(FieldSpec.builder(
                        ArrayTypeName.of(ArrayTypeName.of(TypeName.INT)), name, Modifier.PRIVATE, Modifier.FINAL)
                .addJavadoc("Which $L of the input each $L of the result shows.\n", thing, thing)
                .initializer("new int[1][$L]", shares.axis().size())
                .build());
        String method = "find" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        kernel.construct(method + "(" + name + ");");
        kernel.method(Code.procedure(
                "Finds out which " + thing + " of the input each " + thing + " of the result shows.",
                method,
                "int[][] index",
                shares.code()));
    }
}
