package io.github.convolith.processor.onnx;

import io.github.convolith.processor.onnx.model.OnnxException;
import io.github.convolith.processor.onnx.model.OnnxModel;
import io.github.convolith.processor.onnx.model.OnnxModel.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The dimensions of the inputs of a model: as it declares them, or as the options say where it leaves them open. */
record InputShapes(List<OnnxModel.Input> inputs, ImportOptions options) {

    /**
     * Whether all that the options say is about something that is there.
     *
     * @throws OnnxException if it is not
     */
    void check() {
        List<String> names = inputs.stream().map(OnnxModel.Input::name).toList();
        for (String name : new TreeSet<>(options.shapes().keySet())) {
            OnnxException.unless(
                    names.contains(name), "there is no input '%s' to give a shape; there is %s", name, quoted(names));
        }
        List<String> axes = inputs.stream()
                .flatMap(input -> input.dimensions().orElse(List.of()).stream())
                .filter(dimension ->
                        dimension instanceof Dimension.Open open && !open.name().isEmpty())
                .map(dimension -> ((Dimension.Open) dimension).name())
                .distinct()
                .toList();
        for (String name : new TreeSet<>(options.sizes().keySet())) {
            OnnxException.unless(
                    axes.contains(name), "there is no open axis '%s' to give a size; there is %s", name, quoted(axes));
        }
    }

    private static String quoted(List<String> names) {
        return names.isEmpty()
                ? "none"
                : names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
    }

    /**
     * The dimensions of an input, the batch first.
     *
     * @throws OnnxException if some of them are not known
     */
    List<Integer> dimensions(OnnxModel.Input input) {
        List<Integer> given = options.shapes().get(input.name());
        if (given != null) {
            input.dimensions()
                    .ifPresent(declared -> OnnxException.unless(
                            declared.size() == given.size(),
                            "input '%s' has %d dimensions, %s, but is given %d: %s",
                            input.name(),
                            declared.size(),
                            text(declared),
                            given.size(),
                            given));
            return given;
        }
        List<Dimension> declared = input.dimensions()
                .orElseThrow(() -> OnnxException.of(
                        "input '%s' has no shape in the model; give it one, as in shapes = \"%s=1,3,224,224\" or, on the"
                                + " command line, --shape %s=1,3,224,224",
                        input.name(), input.name(), input.name()));
        List<Integer> dimensions = new ArrayList<>();
        for (int axis = 0; axis < declared.size(); axis++) {
            if (declared.get(axis) instanceof Dimension.Fixed fixed) {
                dimensions.add(fixed.size());
                continue;
            }
            String name = ((Dimension.Open) declared.get(axis)).name();
            Integer size = options.sizes().get(name);
            if (size == null && axis > 0) {
                throw OnnxException.of(
                        "input '%s' leaves the size of axis %d open%s; say how large it is: shapes = \"%s=%s\"%s or, on"
                                + " the command line, --shape%s",
                        input.name(),
                        axis,
                        name.isEmpty() ? "" : ", as '" + name + "'",
                        input.name(),
                        text(declared),
                        name.isEmpty() ? "" : ", sizes = \"" + name + "=…\"",
                        name.isEmpty() ? "" : " or --size");
            }
            // A batch that is left open is one of a single item.
            dimensions.add(size == null ? Integer.valueOf(1) : size);
        }
        return dimensions;
    }

    /** {@code 1,3,…,…}: what is open is to be filled in. */
    private static String text(List<Dimension> declared) {
        List<String> texts = new ArrayList<>();
        for (Dimension dimension : declared) {
            texts.add(
                    dimension instanceof Dimension.Fixed fixed
                            ? String.valueOf(fixed.size())
                            : texts.isEmpty() ? "1" : "…");
        }
        return String.join(",", texts);
    }
}
