package io.github.convolith.processor.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A stored tensor that a network reads its weights from.
 *
 * @param name its name in the file
 * @param dimensions its shape
 * @param optional whether the network can do without
 */
public record Tensor(String name, List<Integer> dimensions, boolean optional) {
    public Tensor {
        dimensions = List.copyOf(dimensions);
    }

    /** Whether it only is in files because training needs it. */
    public boolean isIgnored() {
        return dimensions.isEmpty();
    }

    /** All tensors that parameters are made from. */
    public static List<Tensor> of(Parameters parameters) {
        List<Tensor> tensors = new ArrayList<>();
        collect(parameters, tensors);
        return tensors;
    }

    private static void collect(Parameters parameters, List<Tensor> tensors) {
        if (parameters instanceof Values values) {
            tensors.add(new Tensor(values.tensor(), values.shape().dimensions(), false));
        } else if (parameters instanceof FilterSource.Stored stored) {
            tensors.addAll(stored(stored));
        } else if (parameters instanceof FilterSource.Then then) {
            collect(then.filter(), tensors);
            collect(then.scale(), tensors);
        } else if (parameters instanceof FilterSource.After after) {
            collect(after.filter(), tensors);
            collect(after.scale(), tensors);
        } else if (parameters instanceof ScaleSource.Then then) {
            collect(then.first(), tensors);
            collect(then.second(), tensors);
        } else if (parameters instanceof ScaleSource.Stored stored) {
            List<Integer> channels = List.of(stored.channels());
            tensors.add(new Tensor(stored.layer() + ".weight", channels, false));
            tensors.add(new Tensor(stored.layer() + ".bias", channels, false));
        } else if (parameters instanceof ScaleSource.BatchNorm norm) {
            tensors.addAll(batchNorm(norm));
        }
    }

    private static List<Tensor> stored(FilterSource.Stored stored) {
        int first = stored.transposed() ? stored.in() : stored.out();
        int second = (stored.transposed() ? stored.out() : stored.in()) / stored.groups();
        List<Integer> kernel = Stream.concat(Stream.of(first, second), stored.kernel().stream())
                .toList();
        Tensor weight = new Tensor(stored.layer() + ".weight", kernel, false);
        return stored.bias() == BiasRule.NONE
                ? List.of(weight)
                : List.of(weight, new Tensor(stored.layer() + ".bias", List.of(stored.out()), false));
    }

    private static List<Tensor> batchNorm(ScaleSource.BatchNorm norm) {
        List<Integer> channels = List.of(norm.channels());
        return List.of(
                new Tensor(norm.layer() + ".weight", channels, true),
                new Tensor(norm.layer() + ".bias", channels, true),
                new Tensor(norm.layer() + ".running_mean", channels, false),
                new Tensor(norm.layer() + ".running_var", channels, false),
                // What PyTorch counts its batches with: there, but of no use.
                new Tensor(norm.layer() + ".num_batches_tracked", List.of(), true));
    }
}
