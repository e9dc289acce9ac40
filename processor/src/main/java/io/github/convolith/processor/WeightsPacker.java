package io.github.convolith.processor;

import io.github.convolith.processor.emit.NetworkClass.Resource;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Tensor;
import io.github.convolith.processor.message.Finding;
import io.github.convolith.processor.message.Message;
import io.github.convolith.processor.message.Words;
import io.github.convolith.processor.weights.SafetensorsWriter;
import io.github.convolith.runtime.Shape;
import io.github.convolith.runtime.Weights;
import io.github.convolith.runtime.WeightsException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/** Reads the weights that a network names, checks them against its layers and packs those that it needs. */
final class WeightsPacker {
    /** Problems up to which all are named. */
    private static final int NAMED = 20;

    /** Places looked at up to which all are named. */
    private static final int PLACES = 6;

    /** A resource to be written beside the class. */
    record Packed(Resource resource, byte[] bytes) {}

    private final ResourceFinder finder;
    private final List<Finding> findings;

    /**
     * @param findings receives what is wrong with the weights
     */
    WeightsPacker(ResourceFinder finder, List<Finding> findings) {
        this.finder = finder;
        this.findings = findings;
    }

    /**
     * The weights of a network; empty if something is wrong with them.
     *
     * @param packageName the package of the network
     * @param className the simple name of its class
     * @param path the file as the user names it
     */
    Optional<Packed> pack(String packageName, String className, String path, Graph graph) {
        Optional<Path> file = finder.find(packageName, path);
        if (file.isEmpty()) {
            String places =
                    finder.looked().stream().limit(PLACES).map(Path::toString).collect(Collectors.joining(", "));
            findings.add(Finding.of(Message.NO_WEIGHTS_FILE, "weights", path, places, ResourceFinder.OPTION));
            return Optional.empty();
        }
        try {
            Weights weights = Weights.read(file.get());
            return isFit(weights, path, graph) ? Optional.of(packed(className, weights, graph)) : Optional.empty();
        } catch (WeightsException | IOException e) {
            findings.add(Finding.of(Message.BAD_WEIGHTS_FILE, "weights", path, String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private boolean isFit(Weights weights, String path, Graph graph) {
        SortedMap<String, Shape> required = new TreeMap<>();
        SortedMap<String, Shape> optional = new TreeMap<>();
        for (Tensor tensor : graph.tensors()) {
            Shape shape = Shape.of(
                    tensor.dimensions().stream().mapToInt(Integer::intValue).toArray());
            (tensor.optional() ? optional : required).put(tensor.name(), shape);
        }
        List<String> problems = new ArrayList<>(weights.problems(required, optional));
        graph.tensors().stream()
                .filter(tensor -> weights.contains(tensor.name()))
                .forEach(tensor -> notFinite(weights, tensor.name()).ifPresent(problems::add));
        if (!problems.isEmpty()) {
            String listed = problems.stream().limit(NAMED).collect(Collectors.joining("\n  ", "\n  ", ""));
            String more = problems.size() > NAMED ? "\n  and " + (problems.size() - NAMED) + " more" : "";
            findings.add(Finding.of(
                    Message.WEIGHTS_UNFIT, "weights", path, Words.count(problems.size(), "problem"), listed + more));
        }
        return problems.isEmpty();
    }

    private static Optional<String> notFinite(Weights weights, String name) {
        float[] values = weights.tensor(name).values();
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                return Optional.of("'" + name + "' has " + values[i] + " at index " + i);
            }
        }
        return Optional.empty();
    }

    private static Packed packed(String className, Weights weights, Graph graph) {
        List<io.github.convolith.runtime.Tensor> tensors = graph.tensors().stream()
                .filter(tensor -> !tensor.isIgnored())
                .map(Tensor::name)
                .filter(weights::contains)
                .map(weights::tensor)
                .toList();
        return packed(className, tensors);
    }

    /** Tensors as the resource of a class. */
    static Packed packed(String className, List<io.github.convolith.runtime.Tensor> tensors) {
        byte[] bytes = SafetensorsWriter.bytes(tensors);
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        return new Packed(new Resource(className + ".safetensors", checksum.getValue()), bytes);
    }
}
