package io.github.convolith.conformance;

import io.github.convolith.processor.onnx.model.ModelReader;
import io.github.convolith.processor.onnx.model.Numbers;
import io.github.convolith.processor.onnx.model.OnnxException;
import io.github.convolith.processor.onnx.model.OnnxModel;
import io.github.convolith.processor.onnx.model.OnnxModel.Dimension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A model with inputs and outputs that belong together: a folder with {@code model.onnx} and folders
 * {@code test_data_set_…}, in which the files {@code input_….pb} and {@code output_….pb} are.
 *
 * @param name the path of the folder below the one where cases are looked for
 */
record Case(Path folder, String name) {
    private static final String MODEL = "model.onnx";

    /** All cases below a folder, sorted. */
    static List<Case> below(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.endsWith(MODEL))
                    .map(Path::toAbsolutePath)
                    .map(Path::getParent)
                    .filter(Case::hasData)
                    .map(folder -> new Case(folder, name(root.toAbsolutePath(), folder)))
                    .sorted((a, b) -> a.name.compareTo(b.name))
                    .toList();
        }
    }

    private static String name(Path root, Path folder) {
        String name = root.relativize(folder).toString().replace(java.io.File.separatorChar, '/');
        return name.isEmpty() ? String.valueOf(folder.getFileName()) : name;
    }

    private static boolean hasData(Path folder) {
        try {
            return !dataSets(folder).isEmpty();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<Path> dataSets(Path folder) throws IOException {
        return Folders.named(folder, "test_data_set_");
    }

    /** The model as it is read; empty if it is refused. */
    Optional<OnnxModel> model() throws IOException {
        try {
            return Optional.of(ModelReader.read(folder.resolve(MODEL)));
        } catch (OnnxException e) {
            return Optional.empty();
        }
    }

    /** Builds it and compares, for every set of data and on every target; gives the first that does not pass. */
    Verdict run(Path work, List<TargetRuntime> targets) throws IOException {
        for (Path data : dataSets(folder)) {
            Verdict verdict = run(data, work, targets);
            if (!verdict.passed()) {
                return verdict;
            }
        }
        return Verdict.PASSED;
    }

    private Verdict run(Path data, Path work, List<TargetRuntime> targets) throws IOException {
        Build build = new Build(work);
        Optional<OnnxModel> model = model();
        if (model.isEmpty()) {
            return build.run(folder.resolve(MODEL), Map.of()).orElse(Verdict.failed("it should have been refused"));
        }
        Map<String, Path> files = new LinkedHashMap<>();
        Map<String, Numbers> inputs = new LinkedHashMap<>();
        for (OnnxModel.Input input : model.get().inputs()) {
            Path file = data.resolve("input_" + inputs.size() + ".pb");
            files.put(input.name(), file);
            try {
                inputs.put(input.name(), ModelReader.readTensor(file));
            } catch (OnnxException e) {
                return Verdict.refused("input '" + input.name() + "': " + e.getMessage());
            }
        }
        Map<String, Numbers> bound = Binding.needed(model.get(), inputs);
        Optional<Verdict> refusal = build.run(modelWith(bound, files, work), openShapes(model.get(), inputs, bound));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Map<String, Numbers> expected = new LinkedHashMap<>();
        for (String output : model.get().outputs()) {
            expected.put(output, ModelReader.readTensor(data.resolve("output_" + expected.size() + ".pb")));
        }
        for (TargetRuntime target : targets) {
            String difference = difference(build, target, inputs, expected);
            if (!difference.isEmpty()) {
                return Verdict.failed(target.target().toString().toLowerCase(Locale.ROOT) + " target, " + difference);
            }
        }
        return Verdict.PASSED;
    }

    /** The model itself, or one in which inputs are constants. */
    private Path modelWith(Map<String, Numbers> bound, Map<String, Path> files, Path work) throws IOException {
        if (bound.isEmpty()) {
            return folder.resolve(MODEL);
        }
        Path copy = work.resolve("resources");
        // With the tensors that it may keep in files of their own.
        Folders.copyFiles(folder, copy);
        Map<String, Path> tensors = new TreeMap<>();
        bound.keySet().forEach(input -> tensors.put(input, files.get(input)));
        Binding.write(folder.resolve(MODEL), tensors, copy.resolve(MODEL));
        return copy.resolve(MODEL);
    }

    /** The shapes of inputs that the model does not say. */
    private static Map<String, List<Integer>> openShapes(
            OnnxModel model, Map<String, Numbers> inputs, Map<String, Numbers> bound) {
        Map<String, List<Integer>> shapes = new TreeMap<>();
        for (OnnxModel.Input input : model.inputs()) {
            boolean isOpen = input.dimensions()
                    .map(dimensions -> dimensions.stream().anyMatch(Dimension.Open.class::isInstance))
                    .orElse(true);
            Numbers numbers = inputs.get(input.name());
            if (isOpen && numbers != null && !bound.containsKey(input.name())) {
                shapes.put(input.name(), numbers.dimensions());
            }
        }
        return shapes;
    }

    private static String difference(
            Build build, TargetRuntime target, Map<String, Numbers> inputs, Map<String, Numbers> expected) {
        Map<String, float[]> outputs = new HashMap<>();
        try {
            outputs.putAll(
                    LoadedNetwork.of(build.classes(), Build.GENERATED, target).run(inputs));
        } catch (IllegalStateException | LinkageError e) {
            return String.valueOf(e.getMessage());
        }
        for (Map.Entry<String, Numbers> output : expected.entrySet()) {
            float[] actual = outputs.get(output.getKey());
            String difference = Comparison.difference(actual == null ? new float[0] : actual, output.getValue());
            if (!difference.isEmpty()) {
                return "output '" + output.getKey() + "': " + difference;
            }
        }
        return "";
    }
}
