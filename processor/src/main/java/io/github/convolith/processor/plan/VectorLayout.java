package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Shape;
import java.util.List;

/**
 * Where the elements of an activation lie in the arena of the vector target: element {@code (c, h, w)} is {@code
 * c·channelStride + h·rowStride + w·columnStride} behind element {@code (0, 0, 0)}. Activations without rows have one,
 * those without columns too.
 *
 * <p>Normally the channels of a pixel lie next to each other, and between those of one pixel and of the next there is
 * room for whole vectors; what is in that room is of no meaning. Around the plane lies its {@link Halo}.
 *
 * <p>Where channels were shuffled without being moved, channel {@code c} lies where another would: channels that are
 * {@code shuffle} apart lie next to each other.
 *
 * @param shuffle how far apart channels are that lie next to each other; 1 where they lie in their order
 * @param start how far element {@code (0, 0, 0)} is behind the beginning
 * @param elements floats in all
 */
public record VectorLayout(
        int channels,
        int shuffle,
        int height,
        int width,
        int channelStride,
        int rowStride,
        int columnStride,
        int start,
        int elements,
        Halo halo) {

    /** The most lanes that are used; those of 512 bits. Every machine has a number of lanes that divides it. */
    public static final int MOST_LANES = 16;

    /** The channels and the room that whole vectors need. */
    public static int padded(int channels) {
        return Math.multiplyExact((channels + MOST_LANES - 1) / MOST_LANES, MOST_LANES);
    }

    /** The layout whose pixels are this many elements apart. */
    public static VectorLayout channelsLast(Shape shape, int pitch, Halo halo) {
        int height = height(shape);
        int width = width(shape);
        int row = Math.multiplyExact(halo.left() + width + halo.right(), pitch);
        int elements = Math.multiplyExact(halo.top() + height + halo.bottom(), row);
        return new VectorLayout(
                shape.channels(),
                1,
                height,
                width,
                1,
                row,
                pitch,
                halo.top() * row + halo.left() * pitch,
                elements,
                halo);
    }

    /** The layout of some of the channels, where those of all lie next to each other. */
    public VectorLayout part(int first, int channels) {
        return new VectorLayout(
                channels, 1, height, width, channelStride, rowStride, columnStride, start + first, elements, halo);
    }

    /** The first rows. */
    VectorLayout rows(int count) {
        return new VectorLayout(
                channels, shuffle, count, width, channelStride, rowStride, columnStride, start, elements, halo);
    }

    /** So many rows by themselves, below so many others. */
    VectorLayout band(int rows, int above) {
        return channelsLast(
                Shape.of(channels, rows, width), columnStride, new Halo(above, halo.left(), 0, halo.right()));
    }

    /** Whether it is all there is in its memory, pixel by pixel, with its channels in their order. */
    boolean isWhole() {
        return isChannelsLast() && equals(channelsLast(Shape.of(channels, height, width), columnStride, halo));
    }

    /** The layout in which every channel is a plane of its own, with room for a vector that reaches beyond the end. */
    public static VectorLayout channelsFirst(Shape shape, Halo halo) {
        int height = height(shape);
        int width = width(shape);
        int row = halo.left() + width + halo.right();
        int plane = Math.multiplyExact(halo.top() + height + halo.bottom(), row);
        return new VectorLayout(
                shape.channels(),
                1,
                height,
                width,
                plane,
                row,
                1,
                halo.top() * row + halo.left(),
                Math.addExact(Math.multiplyExact(plane, shape.channels()), MOST_LANES),
                halo);
    }

    /** Whether planes of rows lie one behind the other, with nothing in between. */
    boolean isBarePlanes() {
        return shuffle == 1 && columnStride == 1 && rowStride == width && channelStride == height * width;
    }

    /** Planes without zeros around them as single rows. */
    VectorLayout asRow() {
        return channelsFirst(Shape.of(channels, Math.multiplyExact(height, width)), Halo.NONE);
    }

    private static int height(Shape shape) {
        return shape.rank() == 3 ? shape.size(0) : 1;
    }

    private static int width(Shape shape) {
        return shape.rank() == 3 ? shape.size(1) : shape.rank() == 1 ? 1 : Math.toIntExact(shape.plane());
    }

    /** The same layout with channels in another order. */
    public VectorLayout shuffled(int by) {
        return new VectorLayout(
                channels, by, height, width, channelStride, rowStride, columnStride, start, elements, halo);
    }

    /** How far a channel lies behind the first one. */
    public int place(int channel) {
        return (channel % shuffle * (channels / shuffle) + channel / shuffle) * channelStride;
    }

    /** How the channels of a pixel lie in their order, as nested axes. */
    List<VectorAddress.Axis> channelAxes() {
        int together = channels / shuffle;
        return List.of(
                new VectorAddress.Axis(together, channelStride),
                new VectorAddress.Axis(shuffle, together * channelStride));
    }

    /** Whether the channels of a pixel lie next to each other. */
    public boolean isChannelsLast() {
        return channelStride == 1 && (columnStride > 1 || channels == 1);
    }

    /** Whether there are zeros to be kept around the plane. */
    public boolean hasHalo() {
        return !halo.equals(Halo.NONE);
    }

    /** Whether the channels of all pixels lie next to each other, without gaps. */
    public boolean isDense() {
        return channelStride == 1
                && (width == 1 || columnStride == channels)
                && (height == 1 || rowStride == width * channels);
    }
}
