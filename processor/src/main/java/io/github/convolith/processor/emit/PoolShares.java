package io.github.convolith.processor.emit;

import com.palantir.javapoet.TypeName;
import io.github.convolith.processor.graph.Pool;
import io.github.convolith.processor.graph.Window;
import javax.lang.model.element.Modifier;

/** Code that knows how many elements of a window count in its mean, where the border of the input cuts windows off. */
final class PoolShares {
    private PoolShares() {}

    /**
     * An expression for the elements of a window that count on one axis.
     *
     * @param vertical whether the axis is that of the rows
     * @param index which window it is
     * @param kernel receives the method that counts
     */
    static String counted(Pool op, PoolGeometry g, boolean vertical, Expr index, Kernel.Builder kernel) {
        Window window = vertical ? g.rows() : g.columns();
        int size = vertical ? g.height() : g.width();
        if (vertical && op.windows().size() == 1) {
            return "1";
        }
        if (op.countsAll(vertical ? 0 : op.windows().size() - 1, size)) {
            return String.valueOf(window.kernel());
        }
        kernel.method(Code.method(
                "Elements of a window that lie at {@code begin} or behind, and before {@code end}.",
                TypeName.INT,
                "counted",
                "int first, int kernel, int dilation, int begin, int end",
                """
                int count = 0;
                for (int at = first; at <= first + dilation * (kernel - 1); at += dilation) {
                    if (at >= begin && at < end) {
                        count++;
                    }
                }
                return count;""",
                Modifier.STATIC));
        long begin = op.countIncludePad() ? -window.padBegin(size) : 0;
        long end = op.countIncludePad() ? size + window.padEnd(size) : size;
        return "counted(%s, %d, %d, %d, %d)"
                .formatted(
                        index.times(window.stride()).plus(-window.padBegin(size)),
                        window.kernel(),
                        window.dilation(),
                        begin,
                        end);
    }
}
