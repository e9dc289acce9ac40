package io.github.convolith.processor.emit;

import io.github.convolith.processor.graph.Pool;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Window;
import java.util.List;

/** The largest or the mean element of each window. */
final class PoolEmitter implements OpEmitter<Pool> {
    @Override
    public Kernel emit(Pool op, List<Shape> inputs) {
        Shape input = inputs.get(0);
        Shape output = op.output(inputs);
        boolean two = op.windows().size() == 2;
        Window rows = two ? op.windows().get(0) : Window.POINT;
        Window columns = op.windows().get(op.windows().size() - 1);
        int height = two ? input.size(0) : 1;
        int width = input.size(two ? 1 : 0);
        int outHeight = two ? output.size(0) : 1;
        int outWidth = output.size(two ? 1 : 0);
        boolean max = op.kind() == Pool.Kind.MAX;
        return new Kernel.Builder()
                .execute(Text.of("""
                        for (int c = 0; c < ${channels}; c++) {
                            for (int row = 0; row < ${outHeight}; row++) {
                                for (int column = 0; column < ${outWidth}; column++) {
                                    float v = ${start};
                                    int count = 0;
                                    for (int r = 0; r < ${kernelRows}; r++) {
                                        int inRow = row * ${rowStride} + r * ${rowDilation} - ${padTop};
                                        for (int s = 0; s < ${kernelColumns}; s++) {
                                            int inColumn = column * ${columnStride} + s * ${columnDilation} - ${padLeft};
                                            if (inRow >= 0 && inRow < ${height} && inColumn >= 0 && inColumn < ${width}) {
                                                float e = x[xOffset + (c * ${height} + inRow) * ${width} + inColumn];
                                                v = ${combine};
                                                count++;
                                            }
                                        }
                                    }
                                    y[yOffset + (c * ${outHeight} + row) * ${outWidth} + column] = ${result};
                                }
                            }
                        }""")
                        .with("channels", input.channels())
                        .with("outHeight", outHeight)
                        .with("outWidth", outWidth)
                        .with("height", height)
                        .with("width", width)
                        .with("start", max ? "Float.NEGATIVE_INFINITY" : "0f")
                        .with("kernelRows", rows.kernel())
                        .with("kernelColumns", columns.kernel())
                        .with("rowStride", rows.stride())
                        .with("columnStride", columns.stride())
                        .with("rowDilation", rows.dilation())
                        .with("columnDilation", columns.dilation())
                        .with("padTop", rows.padBegin(height))
                        .with("padLeft", columns.padBegin(width))
                        .with("combine", max ? "Math.max(v, e)" : "v + e")
                        .with("result", max ? "v" : "v / count")
                        .toString());
    }
}
