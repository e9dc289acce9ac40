package io.github.convolith.processor.network;

import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.graph.Pool;
import io.github.convolith.processor.graph.Shape;
import java.util.List;

/**
 * The largest or the mean element of each window. Padding counts in a mean only where that is asked for, and what the
 * ceil mode sees behind it never does, as in PyTorch.
 */
final class PoolReference implements OpReference<Pool> {
    @Override
    public Value compute(Pool op, List<Value> inputs, Parameters parameters, StoredWeights weights) {
        Value input = inputs.get(0);
        Windows windows = new Windows(op.windows(), input.shape(), op.ceilMode());
        List<int[]> taps = windows.taps();
        return Value.of(Shape.of(input.shape().channels(), windows.counts()), place -> {
            Inexact max = Inexact.exactly(Double.NEGATIVE_INFINITY);
            Inexact sum = Inexact.ZERO;
            int count = 0;
            for (int[] tap : taps) {
                int[] met = windows.met(place[0], place, tap);
                if (input.has(met)) {
                    max = max.max(input.at(met));
                    sum = sum.plus(input.at(met));
                    count++;
                } else if (op.countIncludePad() && windows.isPadded(met)) {
                    count++;
                }
            }
            return op.kind() == Pool.Kind.MAX ? max : sum.dividedBy(Inexact.exactly(count));
        });
    }
}
