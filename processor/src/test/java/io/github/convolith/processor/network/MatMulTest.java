package io.github.convolith.processor.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.MatMul;
import io.github.convolith.processor.graph.Misfit;
import io.github.convolith.processor.graph.Reshape;
import io.github.convolith.processor.graph.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MatMulTest {
    private static Graph graph(MatMul op, Shape a, Shape b) {
        return new GraphBuilder()
                .input("a", a.channels(), sizes(a))
                .input("b", b.channels(), sizes(b))
                .node("y", op, "a", "b")
                .build();
    }

    private static int[] sizes(Shape shape) {
        return shape.sizes().stream().mapToInt(Integer::intValue).toArray();
    }

    @Test
    void matricesOfAnyShapeAreMultiplied() {
        NetworkRig rig = new NetworkRig();
        for (int seed = 0; seed < 120; seed++) {
            Random random = new Random(seed);
            rig.add("Random" + seed, seed, random(random));
        }
        assertThat(rig.check()).isBetween(1e-3, 20.0);
    }

    private static Graph random(Random random) {
        int inner = 1 + random.nextInt(random.nextInt(5) == 0 ? 60 : 12);
        List<Integer> matrices = random.ints(random.nextInt(3), 1, 4).boxed().toList();
        List<Integer> a =
                random.nextInt(6) == 0 ? List.of(inner) : side(matrices, random, 1 + random.nextInt(9), inner);
        List<Integer> b =
                random.nextInt(6) == 0 ? List.of(inner) : side(matrices, random, inner, 1 + random.nextInt(9));
        boolean transposeA = a.size() > 1 && random.nextInt(3) == 0;
        boolean transposeB = b.size() > 1 && random.nextInt(3) == 0;
        return graph(new MatMul(transposeA, transposeB), turned(a, transposeA), turned(b, transposeB));
    }

    /** Some of the matrices that there are, or a single one for all. */
    private static List<Integer> side(List<Integer> matrices, Random random, int rows, int columns) {
        List<Integer> sizes = new ArrayList<>();
        for (int axis = random.nextInt(matrices.size() + 1); axis < matrices.size(); axis++) {
            sizes.add(random.nextInt(3) == 0 ? 1 : matrices.get(axis));
        }
        sizes.add(rows);
        sizes.add(columns);
        return sizes;
    }

    private static Shape turned(List<Integer> sizes, boolean isTransposed) {
        List<Integer> turned = new ArrayList<>(sizes);
        if (isTransposed) {
            Collections.swap(turned, turned.size() - 2, turned.size() - 1);
        }
        return Shape.ofDimensions(turned);
    }

    @Test
    void annotationsSayAll() {
        Graph meant = new GraphBuilder()
                .input("input", 4, 3, 5)
                .node("table", new Reshape(Shape.of(12, 5)), "input")
                .node("energy", new MatMul(false, true), "table", "table")
                .node("mixed", new MatMul(true, false), "table", "energy")
                .build();
        String layers = """
                @ReshapeLayer(shape = {12, -1}) void table();
                @MatMulLayer(from = {"table", "table"}, transposeB = true) void energy();
                @MatMulLayer(from = {"table", "energy"}, transposeA = true) void mixed();""";
        new NetworkRig()
                .add(AnnotatedNetwork.of("Attention", "channels = 4, height = 3, width = 5", layers, meant))
                .check();
    }

    @Test
    void whatCannotBeMultipliedIsSaid() {
        assertThatThrownBy(() -> new MatMul(false, true).output(List.of(Shape.of(2, 3), Shape.of(3, 4))))
                .isInstanceOf(Misfit.class)
                .hasMessage("2 × 3 and 3 × 4 transposed cannot be multiplied: rows of 3 meet columns of 4");
        assertThatThrownBy(() -> new MatMul(true, false).output(List.of(Shape.of(3), Shape.of(3, 4))))
                .hasMessage("3 has a single axis and cannot be transposed");
        assertThatThrownBy(() -> new MatMul(false, false).output(List.of(Shape.of(2, 2, 3), Shape.of(3, 3, 4))))
                .hasMessageContaining("there are 2 matrices along an axis of one and 3 of the other");
        assertThatThrownBy(() -> new MatMul(false, false).output(List.of(Shape.of(1, 1, 1, 2, 3), Shape.of(3, 4))))
                .hasMessage("it multiplies up to 4 axes and is given 1 × 1 × 1 × 2 × 3");
    }

    @Test
    void everyMultiplicationIsCounted() {
        assertThat(new MatMul(false, false).work(List.of(Shape.of(2, 1, 3, 4), Shape.of(5, 4, 6))))
                .isEqualTo(2 * 5 * 3 * 4 * 6);
    }
}
