package io.github.convolith.processor.network;

import io.github.convolith.processor.graph.Graph;
import java.util.Random;

/** Random small networks over every kind of layer there is. */
final class RandomNetworks {
    private final Random random;

    RandomNetworks(long seed) {
        random = new Random(seed);
    }

    Graph next() {
        Sketch sketch = new Sketch(new Random(random.nextLong()));
        for (int inputs = sketch.once(3) ? 3 : 1; inputs > 0; inputs--) {
            sketch.input();
        }
        int layers = sketch.between(1, sketch.once(10) ? 30 : 12);
        for (int tries = 0; sketch.nodes().size() < layers && tries < 200; tries++) {
            RandomLayers.ALL.get(sketch.random.nextInt(RandomLayers.ALL.size())).addTo(sketch);
        }
        return sketch.graph();
    }
}
