package io.github.convolith.processor.graph;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Channels × spatial sizes of an activation, channels first. */
public record Shape(int channels, List<Integer> sizes) {
    public Shape {
        sizes = List.copyOf(sizes);
    }

    public static Shape of(int channels, int... sizes) {
        return new Shape(channels, IntStream.of(sizes).boxed().toList());
    }

    /** A shape of any rank, its first axis being the channels. */
    public static Shape ofDimensions(List<Integer> dimensions) {
        return new Shape(dimensions.get(0), dimensions.subList(1, dimensions.size()));
    }

    /**
     * A shape of any rank, its first axis being the channels.
     *
     * @throws Misfit if a Java array cannot hold so many elements
     */
    public static Shape ofLong(List<Long> dimensions) {
        BigInteger elements = dimensions.stream().map(BigInteger::valueOf).reduce(BigInteger.ONE, BigInteger::multiply);
        Misfit.unless(
                elements.bitLength() < Integer.SIZE,
                "its result of %s would have %,d elements, more than the %,d a Java array can hold",
                dimensions.stream().map(String::valueOf).collect(Collectors.joining(" × ")),
                elements,
                Integer.MAX_VALUE);
        return ofDimensions(dimensions.stream().map(Math::toIntExact).toList());
    }

    /** All axes, the channels first. */
    public List<Integer> dimensions() {
        return Stream.concat(Stream.of(channels), sizes.stream()).toList();
    }

    /** Axes, the channels included. */
    public int rank() {
        return 1 + sizes.size();
    }

    /** By how much the index of an element grows along each axis, the channels first. */
    public List<Integer> strides() {
        List<Integer> dimensions = dimensions();
        Integer[] strides = new Integer[dimensions.size()];
        int stride = 1;
        for (int axis = strides.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride = Math.multiplyExact(stride, dimensions.get(axis));
        }
        return List.of(strides);
    }

    /** Size of the given spatial axis, counted from the outermost. */
    public int size(int axis) {
        return sizes.get(axis);
    }

    /** Elements of one channel. */
    public long plane() {
        return sizes.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }

    /** Elements of all channels. */
    public long elements() {
        return Math.multiplyExact(plane(), (long) channels);
    }

    @Override
    public String toString() {
        return dimensions().stream().map(String::valueOf).collect(Collectors.joining(" × "));
    }
}
