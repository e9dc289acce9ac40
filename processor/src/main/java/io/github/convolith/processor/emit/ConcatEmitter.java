package io.github.convolith.processor.emit;

import io.github.convolith.processor.graph.Concat;
import io.github.convolith.processor.graph.Shape;
import java.util.List;
import java.util.StringJoiner;

/** Parts copied one behind the other. Parts that lie in place already are not copied a second time. */
final class ConcatEmitter implements OpEmitter<Concat> {
    @Override
    public Kernel emit(Concat op, List<Shape> inputs) {
        Shape output = op.output(inputs);
        long rows = product(output.dimensions().subList(0, op.axis()));
        long row = output.elements() / rows;
        StringJoiner copies = new StringJoiner("\n");
        long offset = 0;
        for (int part = 0; part < inputs.size(); part++) {
            long length = inputs.get(part).elements() / rows;
            long start = offset;
            String name = "x" + part;
            copies.add(Loop.over(
                    "row",
                    Expr.of(rows),
                    r -> "System.arraycopy(%s, %s, y, %s, %d);"
                            .formatted(
                                    name,
                                    Expr.name(name + "Offset").plus(r.times(length)),
                                    Expr.name("yOffset").plus(r.times(row)).plus(start),
                                    length)));
            offset += length;
        }
        return new Kernel.Builder().execute(copies.toString());
    }

    private static long product(List<Integer> sizes) {
        return sizes.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }
}
