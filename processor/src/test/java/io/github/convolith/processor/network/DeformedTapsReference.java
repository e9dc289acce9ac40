package io.github.convolith.processor.network;

import io.github.convolith.processor.graph.DeformedTaps;
import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.graph.Window;
import java.util.List;

/** What lies at a moved place: all elements of the plane, each by how near it is to the place along both axes. */
final class DeformedTapsReference implements OpReference<DeformedTaps> {
    @Override
    public Value compute(DeformedTaps op, List<Value> inputs, Parameters parameters, StoredWeights weights) {
        Value input = inputs.get(0);
        return Value.of(op.output(inputs.stream().map(Value::shape).toList()), place -> {
            int channel = place[0] / op.taps();
            int tap = place[0] % op.taps();
            int number = channel / (input.extent(0) / op.groups()) * op.taps() + tap;
            int columns = op.windows().get(1).kernel();
            Inexact row =
                    at(op, input, 0, place[1], tap / columns).plus(inputs.get(1).at(2 * number, place[1], place[2]));
            Inexact column = at(op, input, 1, place[2], tap % columns)
                    .plus(inputs.get(1).at(2 * number + 1, place[1], place[2]));
            Inexact sum = Inexact.ZERO;
            for (int i = 0; i < input.extent(1); i++) {
                for (int j = 0; j < input.extent(2); j++) {
                    if (Math.abs(row.value() - i) < 1.001 && Math.abs(column.value() - j) < 1.001) {
                        sum = sum.plus(
                                input.at(channel, i, j).times(near(row, i)).times(near(column, j)));
                    }
                }
            }
            return op.masked() ? sum.times(inputs.get(2).at(number, place[1], place[2])) : sum;
        });
    }

    private static Inexact near(Inexact place, int element) {
        return place.map(at -> Math.max(0, 1 - Math.abs(at - element)));
    }

    private static Inexact at(DeformedTaps op, Value input, int axis, int position, int tap) {
        Window window = op.windows().get(axis);
        return Inexact.exactly((double) position * window.stride()
                + (double) tap * window.dilation()
                - window.padBegin(input.extent(1 + axis)));
    }
}
