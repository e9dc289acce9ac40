package io.github.convolith.processor.emit;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import io.github.convolith.processor.graph.DeformedTaps;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Window;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Where each tap of each output position lies, and from there what all channels of its group have. */
final class DeformedTapsEmitter implements OpEmitter<DeformedTaps> {
    @Override
    public Kernel emit(DeformedTaps op, List<Shape> inputs) {
        Shape input = inputs.get(0);
        Shape output = op.output(inputs);
        Kernel.Builder kernel = new Kernel.Builder();
        kernel.method(sample(input));
        List<String> names = op.masked() ? List.of("x0", "x1", "x2") : List.of("a", "b");
        String body = Text.of("""
                        for (int g = 0; g < ${groups}; g++) {
                            for (int t = 0; t < ${taps}; t++) {
                                int number = g * ${taps} + t;
                                for (int p = 0; p < ${positions}; p++) {
                                    float row = ${row} + ${offsets}[${offsets}Offset + 2 * number * ${positions} + p];
                                    float column = ${column} + ${offsets}[${offsets}Offset + (2 * number + 1) * ${positions} + p];
                                    for (int c = g * ${channels}; c < (g + 1) * ${channels}; c++) {
                                        y[yOffset + (c * ${taps} + t) * ${positions} + p] =
                                                sample(${x}, ${x}Offset + c * ${plane}, row, column)${mask};
                                    }
                                }
                            }
                        }""")
                .with("groups", op.groups())
                .with("taps", op.taps())
                .with("positions", output.plane())
                .with(
                        "row",
                        place(
                                op.windows().get(0),
                                input.size(0),
                                "p / " + output.size(1),
                                "t / " + op.windows().get(1).kernel()))
                .with(
                        "column",
                        place(
                                op.windows().get(1),
                                input.size(1),
                                "p % " + output.size(1),
                                "t % " + op.windows().get(1).kernel()))
                .with("offsets", names.get(1))
                .with("x", names.get(0))
                .with("channels", input.channels() / op.groups())
                .with("plane", input.plane())
                .with("mask", op.masked() ? " * x2[x2Offset + number * %d + p]".formatted(output.plane()) : "")
                .toString();
        return kernel.execute(body);
    }

    /** Where a tap lies along an axis before it is moved. */
    private static String place(Window window, int size, String position, String tap) {
        return "((%s) * %d + (%s) * %d - %d)"
                .formatted(position, window.stride(), tap, window.dilation(), window.padBegin(size));
    }

    private static MethodSpec sample(Shape input) {
        return Code.method(
                "What lies between four elements of a plane, those outside of it being zero.",
                TypeName.FLOAT,
                "sample",
                "float[] x, int plane, float row, float column",
                Text.of("""
                                if (!(row > -1f && row < ${height} && column > -1f && column < ${width})) {
                                    return 0f;
                                }
                                int top = (int) Math.floor(row);
                                int left = (int) Math.floor(column);
                                float down = row - top;
                                float right = column - left;
                                int at = plane + top * ${width} + left;
                                float sum = 0f;
                                if (top >= 0 && left >= 0) {
                                    sum += (1f - down) * (1f - right) * x[at];
                                }
                                if (top >= 0 && left < ${lastColumn}) {
                                    sum += (1f - down) * right * x[at + 1];
                                }
                                if (top < ${lastRow} && left >= 0) {
                                    sum += down * (1f - right) * x[at + ${width}];
                                }
                                if (top < ${lastRow} && left < ${lastColumn}) {
                                    sum += down * right * x[at + ${width} + 1];
                                }
                                return sum;""")
                        .with("height", input.size(0))
                        .with("width", input.size(1))
                        .with("lastRow", input.size(0) - 1)
                        .with("lastColumn", input.size(1) - 1)
                        .toString(),
                Modifier.STATIC);
    }
}
