package io.github.convolith.processor.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Misfit;
import io.github.convolith.processor.graph.Padding;
import io.github.convolith.processor.graph.Pool;
import io.github.convolith.processor.graph.Pool.Kind;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pooling in every shape against the reference. */
class PoolTest {
    private static final Padding SAME = new Padding.Same(true);

    private static Pool pool(Kind kind, Window... windows) {
        return new Pool(kind, List.of(windows), false, false);
    }

    private static Pool square(Kind kind, int kernel, int stride, Padding padding) {
        Window window = new Window(kernel, stride, 1, padding);
        return pool(kind, window, window);
    }

    private static Graph graph(Pool pool, int channels, int... sizes) {
        return new GraphBuilder()
                .input("x", channels, sizes)
                .node("y", pool, "x")
                .build();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theWindowsThatNetworksUse(Kind kind) {
        NetworkRig rig = new NetworkRig();
        Padding one = new Padding.Explicit(1, 1);
        rig.add("LeNet", 1, graph(square(kind, 2, 2, Padding.NONE), 6, 28, 28));
        rig.add("OddSizes", 2, graph(square(kind, 2, 2, Padding.NONE), 3, 13, 15));
        rig.add("ManyChannels", 3, graph(square(kind, 2, 2, Padding.NONE), 37, 6, 6));
        rig.add("InStrips", 4, graph(square(kind, 2, 2, Padding.NONE), 2, 70, 96));
        rig.add("ResNet", 5, graph(square(kind, 3, 2, one), 2, 56, 56));
        rig.add("ResNetSmall", 6, graph(square(kind, 3, 2, one), 9, 14, 14));
        rig.add(
                "SqueezeNet",
                7,
                graph(new Pool(kind, square(kind, 3, 2, Padding.NONE).windows(), true, false), 4, 27, 26));
        rig.add("Inception", 8, graph(square(kind, 3, 1, SAME), 5, 7, 7));
        rig.add("InceptionInStrips", 9, graph(square(kind, 3, 1, SAME), 2, 35, 80));
        rig.add("PyramidStep", 10, graph(square(kind, 13, 1, SAME), 3, 13, 13));
        rig.add("Whole", 11, graph(square(kind, 7, 7, Padding.NONE), 19, 7, 7));
        rig.add("Subsampled", 12, graph(square(kind, 1, 2, Padding.NONE), 4, 9, 9));
        rig.add("Patches", 13, graph(square(kind, 8, 8, Padding.NONE), 3, 32, 40));
        rig.add("Signal", 14, graph(pool(kind, new Window(4, 4, 1, Padding.NONE)), 5, 128));
        rig.add("LongSignal", 15, graph(pool(kind, new Window(3, 2, 1, one)), 2, 5001));
        rig.check();
    }

    @ParameterizedTest
    @ValueSource(longs = {101, 102, 103})
    void randomWindows(long seed) {
        Random random = new Random(seed);
        NetworkRig rig = new NetworkRig();
        int added = 0;
        while (added < 60) {
            int rank = 1 + random.nextInt(2);
            int[] sizes = IntStream.range(0, rank)
                    .map(axis -> 1 + random.nextInt(rank == 1 ? 300 : 24))
                    .toArray();
            List<Window> windows = new ArrayList<>();
            for (int axis = 0; axis < rank; axis++) {
                windows.add(window(random));
            }
            Kind kind = random.nextBoolean() ? Kind.MAX : Kind.AVERAGE;
            Pool pool = new Pool(kind, windows, random.nextInt(3) == 0, random.nextInt(3) == 0);
            int channels = 1 + random.nextInt(12);
            if (fits(pool, Shape.of(channels, sizes))) {
                rig.add("Random" + added, seed * 100 + added, graph(pool, channels, sizes));
                added++;
            }
        }
        rig.check();
    }

    private static Window window(Random random) {
        int kernel = 1 + random.nextInt(random.nextInt(4) == 0 ? 11 : 4);
        Padding padding = switch (random.nextInt(4)) {
            case 0 -> Padding.NONE;
            case 1 -> new Padding.Same(random.nextBoolean());
            default -> new Padding.Explicit(random.nextInt(kernel), random.nextInt(kernel));
        };
        return new Window(kernel, 1 + random.nextInt(random.nextInt(4) == 0 ? 9 : 3), 1 + random.nextInt(3), padding);
    }

    private static boolean fits(Pool pool, Shape shape) {
        try {
            pool.output(List.of(shape));
            return true;
        } catch (Misfit e) {
            return false;
        }
    }

    @Test
    void aWindowOfPaddingIsComputedByDefinitionWhereItsPlaneWouldBeHuge() {
        Window wide = new Window(4_000_001, 2_000_000, 1, new Padding.Explicit(4_000_000, 4_000_000));
        Window high = new Window(3, 1, 1, SAME);
        NetworkRig.check(21, graph(pool(Kind.MAX, high, wide), 2, 3, 4));
        NetworkRig.check(22, graph(pool(Kind.AVERAGE, high, wide), 2, 3, 4));
    }

    @Test
    void theLastWindowOfTheCeilModeBeginsInsideOfTheInput() {
        Window window = new Window(1, 2, 1, new Padding.Explicit(0, 1));
        Pool ceil = new Pool(Kind.MAX, List.of(window), true, false);
        assertThat(ceil.output(List.of(Shape.of(1, 4)))).isEqualTo(Shape.of(1, 2));
        assertThat(ceil.output(List.of(Shape.of(1, 5)))).isEqualTo(Shape.of(1, 3));
    }

    @Test
    void whatTheCeilModeSeesBehindThePaddingNeverCounts() {
        // As PyTorch computes avg_pool1d([1, 2, 3, 4], 3, 3, padding=1, ceil_mode=True): the second window holds
        // 3, 4 and one padding, the first one padding, 1 and 2.
        Window window = new Window(3, 3, 1, new Padding.Explicit(1, 1));
        Pool pool = new Pool(Kind.AVERAGE, List.of(window), true, true);
        Map<String, Value> values = ReferenceNetwork.values(
                graph(pool, 1, 4), new StoredWeights(Map.of(), Map.of()), Map.of("x", new float[] {1, 2, 3, 4}));
        assertThat(values.get("y").numbers()).containsExactly(1, 7 / 3.0);
        assertThat(pool.counted(0, 4, 1)).isEqualTo(3);
        assertThat(pool.counted(0, 3, 1))
                .as("of 3, a padding and what lies behind")
                .isEqualTo(2);
    }

    @Test
    void windowsThatSeePaddingOnlyAreRefused() {
        Padding three = new Padding.Explicit(3, 0);
        assertThatThrownBy(() -> pool(Kind.MAX, new Window(3, 1, 1, three)).output(List.of(Shape.of(1, 8))))
                .isInstanceOf(Misfit.class)
                .hasMessageContaining("kernel 3 sees nothing");
        // With a stride, the windows that would see nothing may be stepped over; as zeros, padding is something.
        assertThat(fits(pool(Kind.MAX, new Window(3, 2, 1, new Padding.Explicit(2, 3))), Shape.of(1, 9)))
                .isTrue();
        Pool counting = new Pool(Kind.AVERAGE, List.of(new Window(3, 1, 1, three)), false, true);
        assertThat(fits(counting, Shape.of(1, 8))).isTrue();
        // Between taps that are far apart there is room for the whole input.
        assertThat(fits(pool(Kind.MAX, new Window(2, 1, 5, new Padding.Explicit(3, 3))), Shape.of(1, 2)))
                .isFalse();
    }
}
