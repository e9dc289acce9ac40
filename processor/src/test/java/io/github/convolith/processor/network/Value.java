package io.github.convolith.processor.network;

import io.github.convolith.processor.graph.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** An activation with all of its elements, channels first. Immutable. */
record Value(Shape shape, List<Inexact> elements) {
    Value {
        if (shape.elements() != elements.size()) {
            throw new IllegalArgumentException(shape + " does not have " + elements.size() + " elements");
        }
        elements = List.copyOf(elements);
    }

    /** An activation of exact numbers. */
    static Value of(Shape shape, float[] values) {
        List<Inexact> elements = new ArrayList<>();
        for (float value : values) {
            elements.add(Inexact.exactly(value));
        }
        return new Value(shape, elements);
    }

    /** An activation whose elements follow from their places: one index an axis, the channel first. */
    static Value of(Shape shape, Function<int[], Inexact> element) {
        int[] extents = extents(shape);
        List<Inexact> elements = new ArrayList<>();
        for (int i = 0; i < shape.elements(); i++) {
            elements.add(element.apply(place(extents, i)));
        }
        return new Value(shape, elements);
    }

    /** Every element by itself. */
    Value map(Function<Inexact, Inexact> function) {
        return new Value(shape, elements.stream().map(function).toList());
    }

    /** The element at one index an axis, the channel first. */
    Inexact at(int... place) {
        int index = 0;
        for (int axis = 0; axis < place.length; axis++) {
            index = index * extent(axis) + place[axis];
        }
        return elements.get(index);
    }

    /** Whether there is such a place; outside of it there may be padding. */
    boolean has(int... place) {
        for (int axis = 0; axis < place.length; axis++) {
            if (place[axis] < 0 || place[axis] >= extent(axis)) {
                return false;
            }
        }
        return true;
    }

    /** Elements along an axis, 0 being the channels. */
    int extent(int axis) {
        return axis == 0 ? shape.channels() : shape.size(axis - 1);
    }

    /** All numbers without their errors. */
    double[] numbers() {
        return elements.stream().mapToDouble(Inexact::value).toArray();
    }

    private static int[] extents(Shape shape) {
        return shape.dimensions().stream().mapToInt(Integer::intValue).toArray();
    }

    /** The place of an element, one index an axis, from its number in row-major order. */
    static int[] place(int[] extents, int number) {
        int[] place = new int[extents.length];
        int rest = number;
        for (int axis = extents.length - 1; axis >= 0; axis--) {
            place[axis] = rest % extents[axis];
            rest /= extents[axis];
        }
        return place;
    }

    /** All places within some extents, in row-major order; one empty place if there are none. */
    static List<int[]> places(int... extents) {
        int count = Arrays.stream(extents).reduce(1, Math::multiplyExact);
        List<int[]> places = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            places.add(place(extents, i));
        }
        return places;
    }
}
