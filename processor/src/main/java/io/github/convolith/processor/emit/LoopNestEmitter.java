package io.github.convolith.processor.emit;

import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Padding;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.plan.ConvPlan;
import io.github.convolith.processor.plan.LoopNest;
import java.util.StringJoiner;

/** The definition as a loop nest. Loops that would run once are left out. */
final class LoopNestEmitter implements KernelEmitter {
    /** Output channels that are summed side by side where each is the product of two rows of numbers. */
    private static final int SIDE_BY_SIDE = 8;

    @Override
    public Kernel emit(ConvPlan plan) {
        Geometry geometry = Geometry.of(plan.problem());
        if (LoopNest.seesAllAtOnce(plan.problem())) {
            return new Kernel.Builder().execute(products(geometry.conv()));
        }
        return new Kernel.Builder()
                .execute(Loop.over(
                        "o",
                        geometry.conv().out(),
                        o -> geometry.twoDimensional()
                                ? Loop.over("row", geometry.outHeight(), row -> columns(geometry, o, row))
                                : columns(geometry, o, Expr.ZERO)));
    }

    /** Some output channels at a time: the next addition to a sum has to wait for the last, those to other sums do not. */
    private static String products(Conv conv) {
        int blocks = (conv.out() + SIDE_BY_SIDE - 1) / SIDE_BY_SIDE;
        int block = (conv.out() + blocks - 1) / blocks;
        int whole = conv.out() / block;
        int rest = conv.out() % block;
        String wholes = Loop.from("o", 0, Expr.of((long) whole * block), block, o -> products(conv, o, block));
        return rest == 0 ? wholes : wholes + "\n" + products(conv, Expr.of((long) whole * block), rest);
    }

    private static String products(Conv conv, Expr first, int count) {
        StringJoiner start = new StringJoiner("\n");
        StringJoiner add = new StringJoiner("\n");
        StringJoiner store = new StringJoiner("\n");
        for (int sum = 0; sum < count; sum++) {
            Expr output = first.plus(sum);
            String bias = conv.bias() == BiasRule.NONE ? "" : "bias[" + output + "]";
            String residual =
                    conv.residual() ? "residual[" + Expr.name("residualOffset").plus(output) + "]" : "";
            String both = bias.isEmpty() || residual.isEmpty() ? bias + residual : bias + " + " + residual;
            start.add("float s%d = %s;".formatted(sum, both.isEmpty() ? "0f" : both));
            add.add("s%d += kernel[%s] * v;"
                    .formatted(sum, output.times(conv.workPerOutput()).plus(Expr.name("i"))));
            store.add("y[%s] = %s;"
                    .formatted(Expr.name("yOffset").plus(output), ActivationCode.of(conv.activation(), "s" + sum)));
        }
        return Text.of("""
                        ${start}
                        for (int i = 0; i < ${inputs}; i++) {
                            float v = x[${input}];
                            ${add}
                        }
                        ${store}""")
                .with("start", start)
                .with("inputs", conv.workPerOutput())
                .with("input", Expr.name("xOffset").plus(Expr.name("i")))
                .with("add", add)
                .with("store", store)
                .toString();
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
        Expr columns = Expr.of(geometry.columns().kernel());
        return Loop.over("r", window.kernel(), r -> {
            boolean isInside = window.padding().equals(Padding.NONE);
            Expr inRow = isInside ? meets(row, r, window, geometry.padTop()) : Expr.name("inRow");
            String terms = kernelColumns(
                    geometry,
                    column,
                    Expr.name("plane").plus(inRow.times(geometry.width())),
                    Expr.name("k").plus(r.times(columns)));
            return isInside
                    ? terms
                    : Text.of("""
                                    int inRow = ${inRow};
                                    if (inRow >= 0 && inRow < ${height}) {
                                        ${terms}
                                    }""")
                            .with("inRow", meets(row, r, window, geometry.padTop()))
                            .with("height", geometry.height())
                            .with("terms", terms)
                            .toString();
        });
    }

    private static String kernelColumns(Geometry geometry, Expr column, Expr row, Expr weights) {
        Window window = geometry.columns();
        return Loop.over("s", window.kernel(), s -> {
            boolean isInside = window.padding().equals(Padding.NONE);
            Expr inColumn = isInside ? meets(column, s, window, geometry.padLeft()) : Expr.name("inColumn");
            String term = "sum += kernel[%s] * x[%s];".formatted(weights.plus(s), row.plus(inColumn));
            return isInside
                    ? term
                    : Text.of("""
                                    int inColumn = ${inColumn};
                                    if (inColumn >= 0 && inColumn < ${width}) {
                                        ${term}
                                    }""")
                            .with("inColumn", meets(column, s, window, geometry.padLeft()))
                            .with("width", geometry.width())
                            .with("term", term)
                            .toString();
        });
    }

    /** The input position that a tap of a window meets. */
    private static Expr meets(Expr output, Expr tap, Window window, Expr pad) {
        return output.times(window.stride()).plus(tap.times(window.dilation())).minus(pad);
    }
}
