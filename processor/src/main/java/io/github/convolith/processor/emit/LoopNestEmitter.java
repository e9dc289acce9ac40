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
        Conv conv = geometry.conv();
        String body = Text.of("""
                        for (int o = 0; o < ${out}; o++) {
                            ${rows}
                        }""")
                .with("out", conv.out())
                .with("rows", geometry.twoDimensional() ? rows(geometry) : columns(geometry))
                .toString();
        return new Kernel.Builder().execute(body);
    }

    private static String rows(Geometry geometry) {
        return Text.of("""
                        for (int row = 0; row < ${outHeight}; row++) {
                            ${columns}
                        }""")
                .with("outHeight", geometry.outHeight())
                .with("columns", columns(geometry))
                .toString();
    }

    private static String columns(Geometry geometry) {
        Expr pixel = geometry.twoDimensional()
                ? Expr.name("row").times(geometry.outWidth()).plus(Expr.name("column"))
                : Expr.name("column");
        return Text.of("""
                        for (int column = 0; column < ${outWidth}; column++) {
                            float sum = ${bias};
                            for (int c = 0; c < ${inputs}; c++) {
                                int plane = xOffset + ${channel};
                                int k = ${weight};
                                ${taps}
                            }
                            y[yOffset + ${output}] = ${activated};
                        }""")
                .with("outWidth", geometry.outWidth())
                .with("bias", geometry.conv().bias() == BiasRule.NONE ? "0f" : "bias[o]")
                .with("inputs", geometry.conv().inPerGroup())
                .with("channel", channel(geometry.conv()).times(geometry.inPlane()))
                .with("weight", weight(geometry.conv()))
                .with("taps", geometry.twoDimensional() ? kernelRows(geometry) : kernelColumns(geometry, "plane", "k"))
                .with("output", Expr.name("o").times(geometry.outPlane()).plus(pixel))
                .with("activated", ActivationCode.of(geometry.conv().activation(), "sum"))
                .toString();
    }

    /** The input channel that {@code c} counts, within the group of output {@code o}. */
    private static Expr channel(Conv conv) {
        if (conv.groups() == 1) {
            return Expr.name("c");
        }
        Expr first = Expr.name("o").over(conv.outPerGroup()).times(conv.inPerGroup());
        return conv.inPerGroup() == 1 ? first : first.plus(Expr.name("c"));
    }

    private static Expr weight(Conv conv) {
        Expr pair = Expr.name("o").times(conv.inPerGroup()).plus(Expr.name("c"));
        return pair.times(conv.taps());
    }

    private static String kernelRows(Geometry geometry) {
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
                .with("inRow", position("row", "r", window, geometry.padTop()))
                .with("height", geometry.height())
                .with(
                        "columns",
                        kernelColumns(
                                geometry,
                                Expr.name("plane")
                                        .plus(Expr.name("inRow").times(geometry.width()))
                                        .toString(),
                                Expr.name("k")
                                        .plus(Expr.name("r")
                                                .times(geometry.columns().kernel()))
                                        .toString()))
                .toString();
    }

    private static String kernelColumns(Geometry geometry, String row, String weights) {
        Window window = geometry.columns();
        return Text.of("""
                        for (int s = 0; s < ${kernel}; s++) {
                            int inColumn = ${inColumn};
                            if (inColumn >= 0 && inColumn < ${width}) {
                                sum += kernel[${weights} + s] * x[${row} + inColumn];
                            }
                        }""")
                .with("kernel", window.kernel())
                .with("inColumn", position("column", "s", window, geometry.padLeft()))
                .with("width", geometry.width())
                .with("weights", weights)
                .with("row", row)
                .toString();
    }

    /** The input position that a tap of a window meets. */
    private static Expr position(String output, String tap, Window window, Expr pad) {
        return Expr.name(output)
                .times(window.stride())
                .plus(Expr.name(tap).times(window.dilation()))
                .minus(pad);
    }
}
