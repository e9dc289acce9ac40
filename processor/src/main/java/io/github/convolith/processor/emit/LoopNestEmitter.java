package io.github.convolith.processor.emit;

import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.plan.ConvPlan;

/** The definition as a loop nest. Loops that would run once are left out. */
final class LoopNestEmitter implements KernelEmitter {
    @Override
    public Kernel emit(ConvPlan plan) {
        Geometry geometry = Geometry.of(plan.problem());
        return new Kernel.Builder()
                .execute(Loop.over(
                        "o",
                        geometry.conv().out(),
                        o -> geometry.twoDimensional()
                                ? Loop.over("row", geometry.outHeight(), row -> columns(geometry, o, row))
                                : columns(geometry, o, Expr.ZERO)));
    }

    private static String columns(Geometry geometry, Expr output, Expr row) {
        return Loop.over("column", geometry.outWidth(), column -> position(geometry, output, row, column));
    }

    private static String position(Geometry geometry, Expr output, Expr row, Expr column) {
        Conv conv = geometry.conv();
        Expr place = output.times(geometry.outPlane())
                .plus(row.times(geometry.outWidth()))
                .plus(column);
        String bias = conv.bias() == BiasRule.NONE ? "0f" : "bias[" + output + "]";
        String residual = "residual[" + Expr.name("residualOffset").plus(place) + "]";
        Expr firstInput = output.over(conv.outPerGroup()).times(conv.inPerGroup());
        return Text.of("""
                        float sum = ${bias};
                        ${channels}
                        y[${target}] = ${activated};""")
                .with("bias", !conv.residual() ? bias : bias.equals("0f") ? residual : bias + " + " + residual)
                .with(
                        "channels",
                        Loop.over(
                                "c",
                                conv.inPerGroup(),
                                c -> Text.of("""
                                int plane = ${plane};
                                int k = ${weight};
                                ${taps}""")
                                        .with(
                                                "plane",
                                                Expr.name("xOffset")
                                                        .plus((conv.groups() == 1 ? c : firstInput.plus(c))
                                                                .times(geometry.inPlane())))
                                        .with(
                                                "weight",
                                                output.times(conv.inPerGroup())
                                                        .plus(c)
                                                        .times(conv.taps()))
                                        .with(
                                                "taps",
                                                geometry.twoDimensional()
                                                        ? kernelRows(geometry, row, column)
                                                        : kernelColumns(
                                                                geometry, column, Expr.name("plane"), Expr.name("k")))
                                        .toString()))
                .with("target", Expr.name("yOffset").plus(place))
                .with("activated", ActivationCode.of(conv.activation(), "sum"))
                .toString();
    }

    private static String kernelRows(Geometry geometry, Expr row, Expr column) {
        Window window = geometry.rows();
        return Text.of("""
                        for (int r = 0; r < ${kernel}; r++) {
                            int inRow = ${inRow};
                            if (inRow < 0 || inRow >= ${height}) {
                                continue;
                            }
                            ${columns}
                        }""")
                .with("kernel", window.kernel())
                .with("inRow", meets(row, "r", window, geometry.padTop()))
                .with("height", geometry.height())
                .with(
                        "columns",
                        kernelColumns(
                                geometry,
                                column,
                                Expr.name("plane").plus(Expr.name("inRow").times(geometry.width())),
                                Expr.name("k")
                                        .plus(Expr.name("r")
                                                .times(geometry.columns().kernel()))))
                .toString();
    }

    private static String kernelColumns(Geometry geometry, Expr column, Expr row, Expr weights) {
        Window window = geometry.columns();
        return Text.of("""
                        for (int s = 0; s < ${kernel}; s++) {
                            int inColumn = ${inColumn};
                            if (inColumn >= 0 && inColumn < ${width}) {
                                sum += kernel[${weight}] * x[${input}];
                            }
                        }""")
                .with("kernel", window.kernel())
                .with("inColumn", meets(column, "s", window, geometry.padLeft()))
                .with("width", geometry.width())
                .with("weight", weights.plus(Expr.name("s")))
                .with("input", row.plus(Expr.name("inColumn")))
                .toString();
    }

    /** The input position that a tap of a window meets. */
    private static Expr meets(Expr output, String tap, Window window, Expr pad) {
        return output.times(window.stride())
                .plus(Expr.name(tap).times(window.dilation()))
                .minus(pad);
    }
}
