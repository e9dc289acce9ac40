package io.github.convolith.processor.emit;

import com.palantir.javapoet.TypeName;
import io.github.convolith.processor.graph.Reduce;
import io.github.convolith.processor.graph.Reduce.Kind;
import io.github.convolith.processor.graph.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import javax.lang.model.element.Modifier;

/**
 * Loops over what stays around loops over what goes. The innermost run of elements that go is reduced in four partial
 * results, which neither wait for each other nor lose as many digits as a single one would.
 */
final class ReduceEmitter implements OpEmitter<Reduce> {
    /** Neighbouring axes that stay, or that go, as one. */
    private record Run(int size, int stride, boolean goes) {}

    @Override
    public Kernel emit(Reduce op, List<Shape> inputs) {
        Kernel.Builder kernel = new Kernel.Builder();
        List<Run> runs = runs(op, inputs.get(0));
        List<Run> kept = runs.stream().filter(run -> !run.goes()).toList();
        List<Run> reduced = runs.stream().filter(Run::goes).toList();
        long count = reduced.stream().mapToLong(Run::size).reduce(1, Math::multiplyExact);
        if (op.kind() == Kind.LOG_SUM_EXP) {
            // The largest is taken out of the exponentials, which so cannot overflow.
            addReduce("largest", Kind.MAX, "x[%s]", "", reduced, count, kernel);
            addReduce(
                    "reduce", Kind.SUM, "Activations.exp(x[%s] - largest)", ", float largest", reduced, count, kernel);
        } else {
            addReduce("reduce", op.kind(), "x[%s]", "", reduced, count, kernel);
        }
        return kernel.execute(kept(op.kind(), kept, 0, Expr.name("xOffset"), Expr.name("yOffset")));
    }

    private static List<Run> runs(Reduce op, Shape shape) {
        List<Run> runs = new ArrayList<>();
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            int size = shape.dimensions().get(axis);
            boolean goes = op.axes().contains(axis);
            if (size == 1) {
                continue;
            }
            if (!runs.isEmpty() && runs.get(0).goes() == goes) {
                Run inner = runs.remove(0);
                runs.add(0, new Run(size * inner.size(), inner.stride(), goes));
            } else {
                runs.add(0, new Run(size, shape.strides().get(axis), goes));
            }
        }
        return runs;
    }

    private static String kept(Kind kind, List<Run> kept, int run, Expr from, Expr to) {
        if (run == kept.size()) {
            if (kind == Kind.LOG_SUM_EXP) {
                return Text.of("""
                                float largest = largest(x, ${from});
                                y[${to}] = largest + (float) Math.log(reduce(x, ${from}, largest));""").with("from", from).with("to", to).toString();
            }
            return "y[%s] = reduce(x, %s);".formatted(to, from);
        }
        int inner =
                kept.subList(run + 1, kept.size()).stream().mapToInt(Run::size).reduce(1, Math::multiplyExact);
        return Loop.over(
                "i" + run,
                kept.get(run).size(),
                index -> kept(
                        kind,
                        kept,
                        run + 1,
                        from.plus(index.times(kept.get(run).stride())),
                        to.plus(index.times(inner))));
    }

    /** Adds the method that reduces all elements that belong to one result. */
    private static void addReduce(
            String name,
            Kind kind,
            String element,
            String parameters,
            List<Run> reduced,
            long count,
            Kernel.Builder kernel) {
        StringJoiner body = new StringJoiner("\n");
        boolean isLong = !reduced.isEmpty() && reduced.get(reduced.size() - 1).size() >= 8;
        int partial = isLong ? 4 : 1;
        for (int i = 0; i < partial; i++) {
            body.add("float sum%d = %s;".formatted(i, Reduction.start(kind)));
        }
        body.add(loops(kind, element, reduced, 0, Expr.name("from"), partial));
        String sum = isLong
                ? Reduction.join(
                        kind, Reduction.join(kind, "sum0", "sum1"), "(" + Reduction.join(kind, "sum2", "sum3") + ")")
                : "sum0";
        body.add("float sum = " + sum + ";");
        body.add("return " + Reduction.finish(kind, "sum", count) + ";");
        kernel.method(Code.method(
                "Reduces what belongs to one result.",
                TypeName.FLOAT,
                name,
                "float[] x, int from" + parameters,
                body.toString(),
                Modifier.STATIC));
    }

    private static String loops(Kind kind, String element, List<Run> reduced, int run, Expr from, int partial) {
        if (run == reduced.size()) {
            return step(kind, element, 0, from);
        }
        Run own = reduced.get(run);
        if (run < reduced.size() - 1 || partial == 1) {
            return Loop.over(
                    "k" + run,
                    own.size(),
                    index -> loops(kind, element, reduced, run + 1, from.plus(index.times(own.stride())), partial));
        }
        int whole = own.size() / partial * partial;
        StringJoiner text = new StringJoiner("\n");
        text.add(Loop.from("k" + run, 0, Expr.of(whole), partial, index -> {
            StringJoiner steps = new StringJoiner("\n");
            for (int i = 0; i < partial; i++) {
                steps.add(step(kind, element, i, from.plus(index.plus(i).times(own.stride()))));
            }
            return steps.toString();
        }));
        for (int i = whole; i < own.size(); i++) {
            text.add(step(kind, element, i - whole, from.plus((long) i * own.stride())));
        }
        return text.toString();
    }

    private static String step(Kind kind, String element, int partial, Expr at) {
        String sum = "sum" + partial;
        String value = element.formatted(at);
        if (kind == Kind.L2 || kind == Kind.SUM_OF_SQUARES) {
            return sum + " += " + value + " * " + value + ";";
        }
        return sum + " = " + Reduction.step(kind, sum, value) + ";";
    }
}
