package io.github.convolith.processor.emit;

import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Slice;
import java.util.ArrayList;
import java.util.List;

/** A part of an activation that does not lie in one piece: copied piece by piece, or element by element. */
final class SliceEmitter implements OpEmitter<Slice> {
    /**
     * Elements at one distance from each other.
     *
     * @param step the distance in the input; negative where they are taken backwards
     * @param target the distance in the result
     */
    private record Run(int size, int step, int target) {}

    @Override
    public Kernel emit(Slice op, List<Shape> inputs) {
        Expr from = Expr.name("xOffset").plus(op.offset(inputs.get(0)));
        return new Kernel.Builder().execute(copy(runs(op, inputs), 0, from, Expr.name("yOffset")));
    }

    /** The axes of which more than one element is taken; those that go on where the next one ends are one with it. */
    private static List<Run> runs(Slice op, List<Shape> inputs) {
        List<Integer> strides = inputs.get(0).strides();
        List<Integer> targets = op.output(inputs).strides();
        List<Run> runs = new ArrayList<>();
        for (int axis = op.sizes().size() - 1; axis >= 0; axis--) {
            int size = op.sizes().get(axis);
            int step = op.steps().get(axis) * strides.get(axis);
            if (size == 1) {
                continue;
            }
            if (!runs.isEmpty() && step == runs.get(0).step() * runs.get(0).size()) {
                Run inner = runs.remove(0);
                runs.add(0, new Run(size * inner.size(), inner.step(), inner.target()));
            } else {
                runs.add(0, new Run(size, step, targets.get(axis)));
            }
        }
        return runs;
    }

    private static String copy(List<Run> runs, int index, Expr from, Expr to) {
        if (index == runs.size()) {
            return "y[%s] = x[%s];".formatted(to, from);
        }
        Run run = runs.get(index);
        if (index == runs.size() - 1 && run.step() == 1) {
            return "System.arraycopy(x, %s, y, %s, %d);".formatted(from, to, run.size());
        }
        return Loop.over(
                "i" + index,
                run.size(),
                i -> copy(
                        runs,
                        index + 1,
                        run.step() < 0 ? from.minus(i.times(-run.step())) : from.plus(i.times(run.step())),
                        to.plus(i.times(run.target()))));
    }
}
