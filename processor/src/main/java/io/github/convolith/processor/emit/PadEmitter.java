package io.github.convolith.processor.emit;

import io.github.convolith.processor.graph.Pad;
import io.github.convolith.processor.graph.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * A border around an activation: what is inside is copied row by row, and the border is filled in on the way. A row runs
 * along the last axis that has a border, and its elements are all that lies behind that axis.
 */
final class PadEmitter implements OpEmitter<Pad> {
    @Override
    public Kernel emit(Pad op, List<Shape> inputs) {
        return new Writer(op, inputs.get(0)).kernel();
    }

    /**
     * An axis, or neighbouring ones without a border as one.
     *
     * @param size elements that go in
     * @param skipped elements at its beginning that are taken away
     * @param kept elements that are left
     */
    private record Axis(String name, int size, int skipped, int kept, int begin, int end) {
        int output() {
            return begin + kept + end;
        }

        boolean isPlain() {
            return kept == size && !hasBorder();
        }

        boolean hasBorder() {
            return begin + end > 0;
        }
    }

    private static final class Writer {
        /** What the axes of images are called; those of a signal begin the same way. */
        private static final List<String> NAMES = List.of("channel", "row", "column");

        private final Pad pad;
        private final List<Axis> axes = new ArrayList<>();

        /** Elements that lie behind each element of the last axis. */
        private final int block;

        Writer(Pad pad, Shape input) {
            this.pad = pad;
            int rank = input.rank();
            int behind = 1;
            for (int index = 0; index < rank; index++) {
                Axis axis = axis(pad, index, input);
                if (!axis.isPlain()) {
                    if (behind > 1) {
                        axes.add(new Axis(axes.isEmpty() ? "outer" : "outer" + axes.size(), behind, 0, behind, 0, 0));
                    }
                    axes.add(axis);
                    behind = 1;
                } else {
                    behind *= axis.size();
                }
            }
            block = behind;
        }

        private static Axis axis(Pad pad, int index, Shape input) {
            int begin = pad.begins().get(index);
            int end = pad.ends().get(index);
            int size = input.dimensions().get(index);
            int skipped = Math.max(0, -begin);
            String name = input.rank() > NAMES.size() ? "axis" + index : NAMES.get(index);
            return new Axis(
                    name, size, skipped, size - skipped - Math.max(0, -end), Math.max(0, begin), Math.max(0, end));
        }

        Kernel kernel() {
            String body = axes.isEmpty()
                    ? "System.arraycopy(x, xOffset, y, yOffset, %d);".formatted(block)
                    : "int to = yOffset;\n" + level(0, Expr.ZERO);
            return new Kernel.Builder().execute(body);
        }

        /** Statements for one axis and those behind it. */
        private String level(int index, Expr from) {
            Axis axis = axes.get(index);
            if (index == axes.size() - 1) {
                return row(axis, from.times((long) axis.size() * block));
            }
            Expr first = from.times(axis.size());
            return Loop.over(axis.name(), axis.output(), position -> {
                if (axis.isPlain()) {
                    return level(index + 1, first.plus(position));
                }
                String source = "in" + Character.toUpperCase(axis.name().charAt(0))
                        + axis.name().substring(1);
                return Text.of("""
                                int ${source} = ${at};
                                ${border}
                                ${inside}""")
                        .with("source", source)
                        .with("at", source(axis, position))
                        .with("border", isConstant() && axis.hasBorder() ? border(axis, source, index) : "")
                        .with("inside", level(index + 1, first.plus(Expr.name(source))))
                        .toString();
            });
        }

        /** Statements that fill what lies at a position of the border. */
        private String border(Axis axis, String source, int index) {
            int elements = block;
            for (Axis inner : axes.subList(index + 1, axes.size())) {
                elements *= inner.output();
            }
            return Text.of("""
                            if (${outside}) {
                                ${fill}
                                to += ${elements};
                                continue;
                            }""")
                    .with("outside", outside(axis, source))
                    .with("fill", fill(Expr.ZERO, elements, value()))
                    .with("elements", elements)
                    .toString();
        }

        private static String outside(Axis axis, String source) {
            StringJoiner conditions = new StringJoiner(" || ");
            if (axis.begin() > 0) {
                conditions.add(source + " < " + axis.skipped());
            }
            if (axis.end() > 0) {
                conditions.add(source + " >= " + (axis.skipped() + axis.kept()));
            }
            return conditions.toString();
        }

        /** The place of the input that a position of the output shows. */
        private String source(Axis axis, Expr position) {
            Expr inside = position.minus(Expr.of(axis.begin()));
            if (isConstant() || !axis.hasBorder()) {
                return inside.plus(axis.skipped()).toString();
            }
            if (axis.kept() == 1) {
                return String.valueOf(axis.skipped());
            }
            int last = axis.kept() - 1;
            String text = switch (pad.mode()) {
                case EDGE -> "Math.max(0, Math.min(%d, %s))".formatted(last, inside);
                case WRAP -> "Math.floorMod(%s, %d)".formatted(inside, axis.kept());
                // There and back: what lies at a distance of the outermost element lies on its other side too.
                default -> "%d - Math.abs(%d - Math.floorMod(%s, %d))".formatted(last, last, inside, 2 * last);
            };
            return Expr.name(text).plus(axis.skipped()).toString();
        }

        /** Statements for one row. */
        private String row(Axis axis, Expr from) {
            int inside = axis.begin() * block;
            int kept = axis.kept() * block;
            int length = axis.output() * block;
            Expr first = Expr.name("xOffset").plus(from);
            return Text.of("""
                            int from = ${from};
                            ${begin}
                            System.arraycopy(x, ${first}, y, ${inside}, ${kept});
                            ${end}
                            to += ${length};""")
                    .with("from", first)
                    .with("first", Expr.name("from").plus((long) axis.skipped() * block))
                    .with("begin", side(axis, 0, axis.begin()))
                    .with("inside", Expr.name("to").plus(inside))
                    .with("kept", kept)
                    .with("end", side(axis, axis.begin() + axis.kept(), axis.end()))
                    .with("length", length)
                    .toString();
        }

        /** Statements that fill so many elements of the border of a row. */
        private String side(Axis axis, int first, int count) {
            if (count == 0) {
                return "";
            }
            int outermost = first == 0 ? axis.skipped() : axis.skipped() + axis.kept() - 1;
            if (isConstant()) {
                return fill(Expr.of((long) first * block), count * block, value());
            }
            if (block == 1 && pad.mode() == Pad.Mode.EDGE) {
                return fill(Expr.of(first), count, "x[" + Expr.name("from").plus(outermost) + "]");
            }
            return Loop.over(axis.name(), count, position -> {
                Expr target = position.plus(first);
                String source = source(axis, target);
                return block == 1
                        ? "y[%s] = x[from + %s];".formatted(Expr.name("to").plus(target), source)
                        : "System.arraycopy(x, from + %s, y, %s, %d);"
                                .formatted(
                                        Expr.name("(" + source + ")").times(block),
                                        Expr.name("to").plus(target.times(block)),
                                        block);
            });
        }

        private static String fill(Expr first, int count, String value) {
            Expr from = Expr.name("to").plus(first);
            return "Arrays.fill(y, %s, %s, %s);".formatted(from, from.plus(count), value);
        }

        private boolean isConstant() {
            return pad.mode() == Pad.Mode.CONSTANT;
        }

        private String value() {
            return Literal.of(pad.value());
        }
    }
}
