package io.github.convolith.processor.network;

import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Tensor;
import io.github.convolith.runtime.Shape;
import io.github.convolith.runtime.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The stored tensors of a network, by name. */
record StoredWeights(Map<String, Tensor> tensors, Map<String, float[]> values) {

    /** Random values for every tensor that a network needs; of those that it can do without, some are left out. */
    static StoredWeights random(Graph graph, long seed) {
        Random random = new Random(seed);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Node node : ReferenceNetwork.live(graph)) {
            for (Tensor tensor : Tensor.of(node.parameters())) {
                tensors.putIfAbsent(tensor.name(), tensor);
            }
        }
        Map<String, float[]> values = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            float[] numbers = numbers(tensor, random);
            if (!tensor.optional() || random.nextInt(4) > 0) {
                values.put(name, numbers);
            }
        });
        return new StoredWeights(tensors, values);
    }

    private static float[] numbers(Tensor tensor, Random random) {
        List<Integer> dimensions = tensor.dimensions();
        int count = dimensions.stream().reduce(1, Math::multiplyExact);
        // So that sums neither grow nor vanish from layer to layer.
        int summands = dimensions.size() <= 1 ? 1 : count / dimensions.get(0);
        boolean isVariance = tensor.name().endsWith("running_var");
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            double gaussian = random.nextGaussian();
            numbers[i] = (float) (isVariance ? 0.5 + gaussian * gaussian : gaussian / Math.sqrt(summands));
        }
        return numbers;
    }

    /** Whether a tensor is there. */
    boolean contains(String name) {
        return values.containsKey(name);
    }

    /** The values of a tensor that is there. */
    float[] of(String name) {
        float[] found = values.get(name);
        if (found == null) {
            throw new IllegalArgumentException("no tensor " + name);
        }
        return found;
    }

    /** All tensors as a generated network takes them. */
    Weights weights() {
        return Weights.of(values.entrySet().stream()
                .map(entry ->
                        io.github.convolith.runtime.Tensor.of(entry.getKey(), shape(entry.getKey()), entry.getValue()))
                .toList());
    }

    private Shape shape(String name) {
        return Shape.of(tensors.get(name).dimensions().stream()
                .mapToInt(Integer::intValue)
                .toArray());
    }
}
