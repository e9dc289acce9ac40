package io.github.convolith.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.TransposedWindow;
import io.github.convolith.processor.plan.VectorConv;
import io.github.convolith.processor.plan.VectorConvTranspose;
import javax.lang.model.element.Modifier;

/** One convolution for all phases, each with weights of its own, from where it reads to where it writes. */
final class VectorConvTransposeEmitter {
    private VectorConvTransposeEmitter() {}

    static Kernel emit(VectorConvTranspose plan) {
        Activation activation = plan.op().activation();
        boolean scalar = VectorCode.activation(activation, "v").isEmpty();
        VectorConv conv = plan.phase();
        // Functions that take scalar code are applied to the whole result, in one go.
        Kernel phase = VectorConvEmitter.emit(
                scalar
                        ? new VectorConv(
                                conv.conv().withActivation(Activation.NONE),
                                conv.input(),
                                conv.residual(),
                                conv.output(),
                                conv.tile())
                        : conv);
        Kernel.Builder kernel = new Kernel.Builder();
        phase.fields().forEach(kernel::field);
        phase.methods().forEach(kernel::method);
        kernel.method(renamed(phase.prepare().orElseThrow()));
        kernel.prepare(prepare(plan));
        kernel.method(Code.procedure(
                "Computes the rows and columns of one phase.",
                "phase",
                "float[] x, int xOffset, float[] y, int yOffset, float[] weights",
                phase.execute()));
        if (scalar) {
            VectorCode.addScalarActivation(activation, plan.output(), kernel);
        }
        TransposedWindow rows = plan.rows();
        TransposedWindow columns = plan.columns();
        String phases = Loop.over(
                "row",
                rows.window().stride(),
                row -> Loop.over("column", columns.window().stride(), column -> {
                    Expr from = Expr.name("xOffset")
                            .plus(shift(rows, plan.input().height(), row)
                                    .times(plan.input().rowStride()))
                            .plus(shift(columns, plan.input().width(), column)
                                    .times(plan.input().columnStride()));
                    Expr to = Expr.name("yOffset")
                            .plus(row.times(plan.output().rowStride()))
                            .plus(column.times(plan.output().columnStride()));
                    Expr index = row.times(columns.window().stride()).plus(column);
                    return "phase(x, %s, y, %s, weights[%s]);".formatted(from, to, index);
                }));
        return kernel.execute(phases + (scalar ? "\nactivate(y, yOffset);" : ""));
    }

    private static Expr shift(TransposedWindow window, int size, Expr phase) {
        return phase.plus(window.padBegin(size)).over(window.window().stride());
    }

    /** The method that packs the weights of one phase. */
    private static MethodSpec renamed(MethodSpec prepare) {
        return prepare.toBuilder().setName("pack").returns(prepare.returnType()).build();
    }

    /** The method that deals out the weights to the phases. They come as a correlation meets them: the last tap first. */
    private static MethodSpec prepare(VectorConvTranspose plan) {
        TransposedWindow rows = plan.rows();
        TransposedWindow columns = plan.columns();
        int down = rows.window().stride();
        int across = columns.window().stride();
        return Code.method(
                "Packs the weights of each phase: those of every stride-th tap, from the last to the first.",
                ArrayTypeName.of(ArrayTypeName.of(TypeName.FLOAT)),
                "prepare",
                "float[] kernel, float[] bias",
                Text.of("""
                        float[][] packed = new float[${phases}][];
                        for (int phase = 0; phase < ${phases}; phase++) {
                            int firstRow = (phase / ${across} + ${top}) % ${down};
                            int firstColumn = (phase % ${across} + ${left}) % ${across};
                            float[] part = new float[${filters} * ${taps}];
                            int at = 0;
                            for (int filter = 0; filter < ${filters}; filter++) {
                                for (int row = firstRow + ${lastRow}; row >= 0; row -= ${down}) {
                                    for (int column = firstColumn + ${lastColumn}; column >= 0; column -= ${across}) {
                                        if (row < ${height} && column < ${width}) {
                                            part[at] = kernel[((filter + 1) * ${height} - 1 - row) * ${width} + ${width} - 1 - column];
                                        }
                                        at++;
                                    }
                                }
                            }
                            packed[phase] = pack(part, bias);
                        }
                        return packed;""")
                        .with("phases", down * across)
                        .with("across", across)
                        .with("down", down)
                        .with("top", rows.padBegin(plan.input().height()))
                        .with("left", columns.padBegin(plan.input().width()))
                        .with("filters", plan.op().in() * plan.op().out())
                        .with("taps", plan.phase().conv().taps())
                        .with("lastRow", (plan.phase().rows().kernel() - 1) * down)
                        .with("lastColumn", (plan.phase().columns().kernel() - 1) * across)
                        .with("height", rows.window().kernel())
                        .with("width", columns.window().kernel())
                        .toString(),
                Modifier.STATIC);
    }
}
