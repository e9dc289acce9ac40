package io.github.convolith.benchmarks;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a layer of {@link Layers} computes, for those who do not read its annotation: ONNX Runtime and the table. The
 * padding is always SAME with the extra element at the end.
 *
 * @param in input channels
 * @param out output channels
 * @param groups how many groups the channels are split into
 * @param kernel the size of the kernel, one number an axis
 * @param stride the stride, the same on every axis
 * @param size the size of the input, one number an axis
 * @param relu whether a ReLU follows
 */
record Convolution(int in, int out, int groups, List<Integer> kernel, int stride, List<Integer> size, boolean relu) {

    /** Over a square image, with a square kernel, at stride 1. */
    static Convolution image(int in, int out, int kernel, int size) {
        return new Convolution(in, out, 1, Collections.nCopies(2, kernel), 1, Collections.nCopies(2, size), false);
    }

    /** Over a signal, at stride 1. */
    static Convolution signal(int in, int out, int kernel, int length) {
        return new Convolution(in, out, 1, List.of(kernel), 1, List.of(length), false);
    }

    /** The same with another stride. */
    Convolution withStride(int stride) {
        return new Convolution(in, out, groups, kernel, stride, size, relu);
    }

    /** The same with each channel by itself. */
    Convolution depthwise() {
        return new Convolution(in, out, in, kernel, stride, size, relu);
    }

    /** The same with a ReLU behind it. */
    Convolution withRelu() {
        return new Convolution(in, out, groups, kernel, stride, size, true);
    }

    /** Input channels that an output channel sees. */
    int inPerGroup() {
        return in / groups;
    }

    /** Values of the kernel that an output value is the sum of. */
    int taps() {
        return inPerGroup() * product(kernel);
    }

    int inputElements() {
        return in * product(size);
    }

    int outputElements() {
        return out * product(outputSize());
    }

    /** The size of the output, one number an axis. */
    List<Integer> outputSize() {
        return size.stream().map(n -> (n + stride - 1) / stride).toList();
    }

    /** Multiply-adds of one run by the definition, those with padding included. */
    long multiplyAdds() {
        return (long) outputElements() * taps();
    }

    /** The padding as ONNX lists it: all beginnings, then all ends. */
    List<Integer> pads() {
        List<Integer> totals = IntStream.range(0, size.size())
                .mapToObj(axis ->
                        Math.max(0, (outputSize().get(axis) - 1) * stride + kernel.get(axis) - size.get(axis)))
                .toList();
        return IntStream.concat(
                        totals.stream().mapToInt(total -> total / 2),
                        totals.stream().mapToInt(total -> total - total / 2))
                .boxed()
                .toList();
    }

    /** Such as {@code 3→8 3×3 s2 32×32 relu}. */
    @Override
    public String toString() {
        return (groups == 1 ? in + "→" + out : String.valueOf(in))
                + " " + times(kernel)
                + (stride == 1 ? "" : " s" + stride)
                + " " + times(size)
                + (relu ? " relu" : "");
    }

    private static String times(List<Integer> sizes) {
        return sizes.stream().map(String::valueOf).collect(Collectors.joining("×"));
    }

    private static int product(List<Integer> factors) {
        return factors.stream().reduce(1, Math::multiplyExact);
    }
}
