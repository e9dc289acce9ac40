package io.github.convolith.processor.onnx;

import io.github.convolith.processor.onnx.model.ModelReader;
import io.github.convolith.processor.onnx.model.Numbers;
import io.github.convolith.processor.onnx.model.OnnxException;
import io.github.convolith.processor.onnx.model.OnnxModel;
import io.github.convolith.processor.onnx.operator.NotKnown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A model with inputs and outputs that belong together, as the test data of ONNX come: a folder with {@code model.onnx}
 * and folders {@code test_data_set_…} beside it.
 */
record OnnxCase(Path folder) {
    private static final double RELATIVE = 1e-4;
    private static final double ABSOLUTE = 1e-5;

    /** What came of it. */
    record Verdict(State state, String reason) {
        enum State {
            PASSED,
            FAILED,
            REFUSED
        }

        static Verdict failed(String format, Object... values) {
            return new Verdict(State.FAILED, format.formatted(values));
        }
    }

    /** All cases below a folder, sorted. */
    static List<OnnxCase> below(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.endsWith("model.onnx"))
                    .map(Path::getParent)
                    .sorted()
                    .map(OnnxCase::new)
                    .toList();
        }
    }

    /** Compiles the model and compares what it computes with what it should. */
    Verdict run() {
        try {
            OnnxModel model = ModelReader.read(folder.resolve("model.onnx"));
            for (Path data : dataSets()) {
                Verdict verdict = run(model, data);
                if (verdict.state() != Verdict.State.PASSED) {
                    return verdict;
                }
            }
            return new Verdict(Verdict.State.PASSED, "");
        } catch (OnnxException | NotKnown e) {
            return new Verdict(Verdict.State.REFUSED, String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException | AssertionError e) {
            StackTraceElement[] trace = e.getStackTrace();
            return Verdict.failed("%s at %s", e, trace.length == 0 ? "" : trace[0]);
        }
    }

    private List<Path> dataSets() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("test_data_set_"))
                    .sorted()
                    .toList();
        }
    }

    private static Verdict run(OnnxModel model, Path data) throws IOException {
        Map<String, Numbers> inputs = new LinkedHashMap<>();
        for (OnnxModel.Input input : model.inputs()) {
            Path file = data.resolve("input_" + inputs.size() + ".pb");
            inputs.put(input.name(), ModelReader.readTensor(file));
        }
        List<Numbers> expected = new ArrayList<>();
        for (int i = 0; i < model.outputs().size(); i++) {
            expected.add(ModelReader.readTensor(data.resolve("output_" + i + ".pb")));
        }
        Map<String, List<Integer>> shapes = new HashMap<>();
        inputs.forEach((name, numbers) -> shapes.put(name, numbers.dimensions()));
        CompiledModel compiled = CompiledModel.of(bound(model, inputs, shapes));
        Map<String, float[]> outputs = compiled.run(inputs);
        for (int i = 0; i < expected.size(); i++) {
            String name = model.outputs().get(i);
            // What has no elements does not come out.
            String difference = difference(outputs.getOrDefault(name, new float[0]), expected.get(i));
            if (!difference.isEmpty()) {
                return Verdict.failed("output '%s', %s", name, difference);
            }
        }
        return new Verdict(Verdict.State.PASSED, "");
    }

    /** The model, with those inputs bound to their values that its operators have to know. */
    private static OnnxImport bound(OnnxModel model, Map<String, Numbers> inputs, Map<String, List<Integer>> shapes) {
        Map<String, Numbers> bound = new HashMap<>();
        inputs.forEach((name, numbers) -> {
            if (!numbers.type().isReal() || numbers.size() == 0) {
                bound.put(name, numbers);
            }
        });
        while (true) {
            try {
                return OnnxImporter.run(model, new ImportOptions(Map.of(), shapes, List.of(), bound));
            } catch (NotKnown e) {
                Numbers needed = inputs.get(e.value());
                if (needed == null || bound.put(e.value(), needed) != null) {
                    throw e;
                }
            }
        }
    }

    private static String difference(float[] actual, Numbers expected) {
        if (actual.length != expected.size()) {
            return "has %d elements instead of %d".formatted(actual.length, expected.size());
        }
        for (int i = 0; i < actual.length; i++) {
            double wanted = expected.real(i);
            double distance = Math.abs(actual[i] - wanted);
            double allowed = expected.type().isReal() ? ABSOLUTE + RELATIVE * Math.abs(wanted) : 0;
            if (!(distance <= allowed) && !(Double.isNaN(wanted) && Float.isNaN(actual[i])) && actual[i] != wanted) {
                return "element %d: %s instead of %s".formatted(i, actual[i], wanted);
            }
        }
        return "";
    }
}
