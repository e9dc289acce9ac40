package io.github.convolith.processor.network;

import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.graph.TopK;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All along the axis in their order, and of these the first. */
final class TopKReference implements OpReference<TopK> {
    private record Element(Inexact number, int place) {}

    @Override
    public Value compute(TopK op, List<Value> inputs, Parameters parameters, StoredWeights weights) {
        Value input = inputs.get(0);
        Comparator<Element> ascending =
                Comparator.comparingDouble(element -> element.number().value());
        Comparator<Element> forwards = Comparator.comparingInt(Element::place);
        Comparator<Element> order = (op.largest() ? ascending.reversed() : ascending)
                .thenComparing(op.lastFirst() ? forwards.reversed() : forwards);
        return Value.of(op.output(List.of(input.shape())), place -> {
            List<Element> elements = new ArrayList<>();
            for (int i = 0; i < input.extent(op.axis()); i++) {
                int[] source = place.clone();
                source[op.axis()] = i;
                elements.add(new Element(input.at(source), i));
            }
            elements.sort(order);
            Element found = elements.get(place[op.axis()]);
            return op.result() == TopK.Result.VALUES ? found.number() : Inexact.exactly(found.place());
        });
    }
}
