package io.github.convolith.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every element of activations of many shapes, orders and strides, against the definition of where it lies. */
class ArenaLoopsTest {
    private static final int BEFORE = 5;
    private static final float UNTOUCHED = -1;

    static LongStream seeds() {
        return LongStream.range(0, 400);
    }

    /** An activation with what surrounds it, the same in an arena and outside. */
    private record Case(Slot slot, int arenaLength) {

        /** Ranks 1 to 4, with extents below and above those at which the loops change their form. */
        static Case of(long seed) {
            Random random = new Random(seed);
            int rank = 1 + random.nextInt(4);
            int[] dimensions =
                    IntStream.range(0, rank).map(axis -> extent(random, rank)).toArray();
            Shape shape = Shape.of(dimensions);
            Layout layout = random.nextBoolean() ? Layout.NCHW : Layout.NHWC;
            List<Integer> innermostFirst =
                    new ArrayList<>(IntStream.range(0, rank).boxed().toList());
            switch (random.nextInt(3)) {
                case 0 -> Collections.reverse(innermostFirst);
                case 1 -> Collections.rotate(innermostFirst.subList(1, rank), 1);
                default -> Collections.shuffle(innermostFirst, random);
            }
            int[] strides = new int[rank];
            int stride = random.nextInt(4) == 0 ? 2 : 1;
            for (int axis : innermostFirst) {
                strides[axis] = stride;
                stride = stride * dimensions[axis] + (random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 0);
            }
            Slot slot = new Slot(new Port("x", shape, layout), random.nextInt(4), strides);
            return new Case(slot, slot.end() + random.nextInt(4));
        }

        private static int extent(Random random, int rank) {
            return switch (random.nextInt(6)) {
                case 0 -> 1;
                case 1 -> 15 + random.nextInt(4);
                case 2 -> rank > 2 ? 33 : 255 + random.nextInt(300);
                default -> 1 + random.nextInt(9);
            };
        }

        int elements() {
            return slot.port().elements();
        }

        /** Where each element lies in the arena, in the order in which the elements lie outside. */
        int[] places() {
            Shape shape = slot.port().shape();
            int[] places = new int[elements()];
            int[] index = new int[shape.rank()];
            for (int channelsFirst = 0; channelsFirst < places.length; channelsFirst++) {
                int place = slot.offset();
                for (int axis = 0; axis < index.length; axis++) {
                    place += index[axis] * slot.strides()[axis];
                }
                places[outside(index, shape)] = place;
                advance(index, shape);
            }
            return places;
        }

        private int outside(int[] index, Shape shape) {
            boolean channelsFirst = slot.port().layout() == Layout.NCHW;
            int place = channelsFirst ? index[0] : 0;
            for (int axis = 1; axis < index.length; axis++) {
                place = place * shape.dimension(axis) + index[axis];
            }
            return channelsFirst ? place : place * shape.channels() + index[0];
        }

        private static void advance(int[] index, Shape shape) {
            for (int axis = index.length - 1; axis >= 0; axis--) {
                if (++index[axis] < shape.dimension(axis)) {
                    return;
                }
                index[axis] = 0;
            }
        }
    }

    private static float[] untouched(int length) {
        float[] values = new float[length];
        Arrays.fill(values, UNTOUCHED);
        return values;
    }

    /** As AssertJ does it, but of long arrays in a short time. */
    private static void assertSame(float[] actual, float[] expected, Case c) {
        assertThat(Arrays.mismatch(actual, expected))
                .as(
                        "where arrays differ for %s with the strides %s",
                        c, Arrays.toString(c.slot().strides()))
                .isNegative();
    }

    private static FloatBuffer direct(int elements, ByteOrder order) {
        return ByteBuffer.allocateDirect(4 * elements).order(order).asFloatBuffer();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyElementComesToItsPlaceInTheArena(long seed) {
        Case c = Case.of(seed);
        int elements = c.elements();
        float[] values = new float[BEFORE + elements];
        byte[] bytes = new byte[BEFORE + elements];
        float[] expected = untouched(c.arenaLength());
        float[] expectedOfBytes = untouched(c.arenaLength());
        int[] places = c.places();
        for (int i = 0; i < elements; i++) {
            values[BEFORE + i] = i + 0.5f;
            bytes[BEFORE + i] = (byte) (i * 7);
            expected[places[i]] = i + 0.5f;
            expectedOfBytes[places[i]] = i * 7 % 256;
        }

        assertSame(in(c, values, Strip.FROM_ARRAY), expected, c);
        assertSame(in(c, FloatBuffer.wrap(values).asReadOnlyBuffer(), Strip.FROM_BUFFER), expected, c);
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            FloatBuffer direct = direct(values.length, order).put(values).clear();
            assertSame(in(c, direct, Strip.FROM_BUFFER), expected, c);
        }
        assertSame(in(c, bytes, Strip.FROM_BYTES), expectedOfBytes, c);
        assertSame(in(c, ByteBuffer.wrap(bytes), Strip.FROM_BYTE_BUFFER), expectedOfBytes, c);
        assertSame(
                in(c, ByteBuffer.allocateDirect(bytes.length).put(bytes).clear(), Strip.FROM_BYTE_BUFFER),
                expectedOfBytes,
                c);
    }

    private static <A> float[] in(Case c, A outside, Strip<A> strip) {
        float[] arena = untouched(c.arenaLength());
        ArenaLoops.over(c.slot()).run(outside, BEFORE, arena, strip);
        return arena;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyElementComesToItsPlaceOutside(long seed) {
        Case c = Case.of(seed);
        int length = BEFORE + c.elements() + 2;
        float[] arena = new float[c.arenaLength()];
        for (int i = 0; i < arena.length; i++) {
            arena[i] = i + 0.5f;
        }
        float[] expected = untouched(length);
        int[] places = c.places();
        for (int i = 0; i < places.length; i++) {
            expected[BEFORE + i] = places[i] + 0.5f;
        }
        ArenaLoops loops = ArenaLoops.over(c.slot());

        float[] outside = untouched(length);
        loops.run(outside, BEFORE, arena, Strip.TO_ARRAY);
        assertSame(outside, expected, c);

        float[] inBuffer = untouched(length);
        loops.run(FloatBuffer.wrap(inBuffer), BEFORE, arena, Strip.TO_BUFFER);
        assertSame(inBuffer, expected, c);

        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            FloatBuffer direct = direct(length, order).put(untouched(length)).clear();
            loops.run(direct, BEFORE, arena, Strip.TO_BUFFER);
            float[] read = new float[length];
            direct.get(read);
            assertSame(read, expected, c);
        }
    }

    /** How many strips there are, and how long the longest is. */
    private static String strips(Layout layout, Shape shape, int... strides) {
        Slot slot = new Slot(new Port("x", shape, layout), 0, strides);
        int[] counts = new int[2];
        Strip<int[]> counting = Strip.of((outside, at, step, arena, arenaAt, arenaStep, count) -> {
            outside[0]++;
            outside[1] = Math.max(outside[1], count);
        });
        ArenaLoops.over(slot).run(counts, 0, new float[0], counting);
        return counts[0] + " of " + counts[1];
    }

    @Test
    void whatIsOneRunOnBothSidesIsOneStrip() {
        Shape image = Shape.of(3, 20, 30);

        assertThat(strips(Layout.NCHW, image, 600, 30, 1)).isEqualTo("1 of 1800");
        assertThat(strips(Layout.NHWC, image, 1, 90, 3)).isEqualTo("1 of 1800");
        assertThat(strips(Layout.NCHW, image, 22 * 32, 32, 1)).isEqualTo("60 of 30");
        assertThat(strips(Layout.NHWC, image, 1, 96, 3)).isEqualTo("20 of 90");
        assertThat(strips(Layout.NHWC, Shape.of(10), 1)).isEqualTo("1 of 10");
        assertThat(strips(Layout.NHWC, Shape.of(1, 1, 1), 5, 7, 9)).isEqualTo("1 of 1");
    }

    @Test
    void stripsAreLongWhereChannelsAreFew() {
        Shape image = Shape.of(3, 20, 30);

        assertThat(strips(Layout.NHWC, image, 600, 30, 1)).isEqualTo("9 of 256");
        assertThat(strips(Layout.NCHW, image, 1, 96, 3)).isEqualTo("60 of 30");
        assertThat(strips(Layout.NHWC, image, 1, 128, 4)).isEqualTo("60 of 30");
    }
}
