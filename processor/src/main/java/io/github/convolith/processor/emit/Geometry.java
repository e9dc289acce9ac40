package io.github.convolith.processor.emit;

import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Padding;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.plan.ConvProblem;
import java.util.List;

/**
 * The sizes of a convolution as generated code sees them: numbers where they are known, else the fields of the layer
 * that hold them once it is linked. A one-dimensional layer is a single row.
 */
record Geometry(
        Conv conv,
        boolean twoDimensional,
        Expr height,
        Expr width,
        Expr outHeight,
        Expr outWidth,
        Expr padTop,
        Expr padLeft) {

    /** The axes of a problem in the order outermost to innermost, with the names of their fields. */
    static List<Axis> axes(ConvProblem problem) {
        List<Window> windows = problem.conv().windows();
        return windows.size() == 1
                ? List.of(new Axis("length", "outLength", "padStart", windows.get(0)))
                : List.of(
                        new Axis("height", "outHeight", "padTop", windows.get(0)),
                        new Axis("width", "outWidth", "padLeft", windows.get(1)));
    }

    /** One spatial axis and how the fields are called that hold its sizes while they are unknown. */
    record Axis(String size, String out, String pad, Window window) {
        /** Whether the padding before the first element depends on the size. */
        boolean padVaries() {
            return window.padding() instanceof Padding.Same && window.stride() > 1;
        }
    }

    static Geometry of(ConvProblem problem) {
        List<Axis> axes = axes(problem);
        Axis inner = axes.get(axes.size() - 1);
        boolean two = axes.size() == 2;
        return new Geometry(
                problem.conv(),
                two,
                two ? size(problem, 0) : Expr.ONE,
                size(problem, axes.size() - 1),
                two ? out(problem, 0) : Expr.ONE,
                out(problem, axes.size() - 1),
                two ? pad(problem, axes.get(0), 0) : Expr.ZERO,
                pad(problem, inner, axes.size() - 1));
    }

    private static Expr size(ConvProblem problem, int axis) {
        return problem.input()
                .map(shape -> Expr.of(shape.size(axis)))
                .orElseGet(() -> Expr.name(axes(problem).get(axis).size()));
    }

    private static Expr out(ConvProblem problem, int axis) {
        return problem.input()
                .map(shape -> Expr.of(problem.conv().output(shape).size(axis)))
                .orElseGet(() -> Expr.name(axes(problem).get(axis).out()));
    }

    private static Expr pad(ConvProblem problem, Axis axis, int index) {
        if (problem.input().isPresent()) {
            return Expr.of(axis.window().padBegin(problem.input().get().size(index)));
        }
        // Where it does not vary with the size, any size tells it.
        return axis.padVaries() ? Expr.name(axis.pad()) : Expr.of(axis.window().padBegin(1 << 20));
    }

    /** The window along the rows' axis. */
    Window rows() {
        return twoDimensional ? conv.windows().get(0) : Window.POINT;
    }

    /** The window along a row. */
    Window columns() {
        return conv.windows().get(conv.windows().size() - 1);
    }

    /** Elements of one input channel. */
    Expr inPlane() {
        return height.times(width);
    }

    /** Elements of one output channel. */
    Expr outPlane() {
        return outHeight.times(outWidth);
    }

    /** Whether every size is known. */
    boolean isFixed() {
        return height.isConstant() && width.isConstant();
    }

    /**
     * For a pointwise layer, the same layer over one long row of all pixels, of the given length.
     */
    Geometry flattened(Expr pixels) {
        Conv row = conv.withWindows(List.of(Window.POINT));
        return new Geometry(row, false, Expr.ONE, pixels, Expr.ONE, pixels, Expr.ZERO, Expr.ZERO);
    }

    /** The same input seen through other windows, with so many outputs. */
    Geometry seenThrough(Window window, Expr rows, Expr columns) {
        Conv other = conv.withWindows(List.of(window, window));
        return new Geometry(other, true, height, width, rows, columns, padTop, padLeft);
    }
}
