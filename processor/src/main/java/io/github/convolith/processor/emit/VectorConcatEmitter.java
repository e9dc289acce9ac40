package io.github.convolith.processor.emit;

import io.github.convolith.processor.plan.VectorConcat;
import io.github.convolith.processor.plan.VectorLayout;
import java.util.StringJoiner;

/** Copies the pixels of each part. */
final class VectorConcatEmitter {
    private VectorConcatEmitter() {}

    static Kernel emit(VectorConcat plan) {
        VectorLayout output = plan.output();
        StringJoiner parts = new StringJoiner("\n");
        int at = 0;
        for (int i = 0; i < plan.inputs().size(); i++) {
            VectorLayout input = plan.inputs().get(i);
            String x = "x" + (plan.inputs().size() == 1 ? "" : i);
            parts.add(Text.of("""
                            for (int row = 0; row < ${height}; row++) {
                                for (int column = 0; column < ${width}; column++) {
                                    System.arraycopy(${x}, ${x}Offset + row * ${inRow} + column * ${inColumn}, y, yOffset + ${at} + row * ${outRow} + column * ${outColumn}, ${channels});
                                }
                            }""")
                    .with("height", input.height())
                    .with("width", input.width())
                    .with("x", x)
                    .with("inRow", input.rowStride())
                    .with("inColumn", input.columnStride())
                    .with("at", at)
                    .with("outRow", output.rowStride())
                    .with("outColumn", output.columnStride())
                    .with("channels", input.channels())
                    .toString());
            at += switch (plan.axis()) {
                case CHANNELS -> input.channels();
                case ROWS -> input.height() * output.rowStride();
                case COLUMNS -> input.width() * output.columnStride();
            };
        }
        return new Kernel.Builder().execute(parts.toString());
    }
}
