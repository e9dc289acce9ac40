package io.github.convolith.processor.spec;

import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Resize;
import io.github.convolith.processor.graph.Resize.Axis;
import io.github.convolith.processor.graph.Resize.Coordinates;
import io.github.convolith.processor.message.Message;
import io.github.convolith.processor.message.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a resize of one or two spatial axes. */
final class ResizeLayerReader implements LayerReader {
    private static final List<String> SIZES = List.of("length", "height", "width");

    /** An option that some modes have no use for. */
    private record Option(String name, List<Resize.Mode> modes) {}

    private static final List<Option> OPTIONS = List.of(
            new Option("rounding", List.of(Resize.Mode.NEAREST)),
            new Option("cubicCoefficient", List.of(Resize.Mode.CUBIC)),
            new Option("excludeOutside", List.of(Resize.Mode.CUBIC)),
            new Option("antialias", List.of(Resize.Mode.LINEAR, Resize.Mode.CUBIC)));

    @Override
    public Optional<List<Node>> read(LayerContext layer) {
        if (!layer.hasAxes(1, 2)) {
            return Optional.empty();
        }
        Attributes attributes = layer.attributes();
        Optional<Resize.Mode> mode = attributes.constant("mode", Resize.Mode.class);
        Optional<Coordinates> coordinates = attributes.constant("coordinates", Coordinates.class);
        Optional<Resize.Nearest> nearest = attributes.constant("rounding", Resize.Nearest.class);
        Optional<Float> coefficient = attributes.number("cubicCoefficient");
        Optional<Boolean> exclude = attributes.flag("excludeOutside");
        Optional<Boolean> antialias = attributes.flag("antialias");
        mode.ifPresent(given -> checkOptions(layer, given));
        if (coefficient.isPresent() && !Float.isFinite(coefficient.get())) {
            layer.report(Message.BAD_NUMBER, "cubicCoefficient", "cubicCoefficient", coefficient.get());
        }
        Optional<List<Axis>> axes = axes(layer, coordinates.equals(Optional.of(Coordinates.ALIGN_CORNERS)));
        boolean isComplete = mode.isPresent() && coordinates.isPresent() && nearest.isPresent();
        if (!isComplete || coefficient.isEmpty() || exclude.isEmpty() || antialias.isEmpty() || axes.isEmpty()) {
            return Optional.empty();
        }
        return layer.single(new Resize(
                mode.get(),
                axes.get(),
                coordinates.get(),
                nearest.get(),
                coefficient.get(),
                exclude.get(),
                antialias.get()));
    }

    private static void checkOptions(LayerContext layer, Resize.Mode mode) {
        for (Option option : OPTIONS) {
            if (layer.attributes().isGiven(option.name()) && !option.modes().contains(mode)) {
                List<String> modes = option.modes().stream().map(Enum::name).toList();
                layer.report(Message.OPTION_UNUSED, option.name(), option.name(), mode, Words.or(modes));
            }
        }
    }

    /**
     * The axes of the result, if nothing is wrong with them.
     *
     * @param isAligned whether what counts is the size alone, as PyTorch has it for aligned corners
     */
    private static Optional<List<Axis>> axes(LayerContext layer, boolean isAligned) {
        List<String> names = layer.axes();
        List<String> given = SIZES.stream().filter(layer.attributes()::isGiven).toList();
        boolean isScaled = layer.attributes().isGiven("scale");
        if (isScaled ? !given.isEmpty() : !given.equals(names)) {
            String said = isScaled ? "scale and " : "";
            layer.report(
                    Message.RESIZE_TARGET,
                    given.isEmpty() ? "" : given.get(0),
                    String.join(" and ", names),
                    said + (given.isEmpty() ? "nothing" : String.join(" and ", given)));
            return Optional.empty();
        }
        return isScaled ? scaled(layer, isAligned) : sized(layer, names);
    }

    private static Optional<List<Axis>> sized(LayerContext layer, List<String> names) {
        List<Axis> axes = new ArrayList<>();
        for (String name : names) {
            Optional<Integer> size = layer.attributes().integer(name);
            if (size.isPresent() && size.get() < 1) {
                layer.report(Message.NOT_POSITIVE, name, name, size.get(), "it");
            } else if (size.isPresent()) {
                axes.add(Axis.ofSize(size.get(), layer.shape().size(axes.size())));
            }
        }
        return axes.size() == names.size() ? Optional.of(axes) : Optional.empty();
    }

    private static Optional<List<Axis>> scaled(LayerContext layer, boolean isAligned) {
        Optional<float[]> given = layer.attributes().numbers("scale");
        if (given.isEmpty()) {
            return Optional.empty();
        }
        float[] scales = given.get();
        int rank = layer.axes().size();
        if (scales.length != 1 && scales.length != rank) {
            layer.report(
                    Message.AXIS_COUNT,
                    "scale",
                    "scale",
                    "{…}",
                    Words.count(scales.length, "number"),
                    rank,
                    rank == 1 ? "one number" : "one number, or two: " + String.join(", ", layer.axes()));
            return Optional.empty();
        }
        List<Axis> axes = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            float scale = scales[scales.length == 1 ? 0 : axis];
            int input = layer.shape().size(axis);
            if (!(scale > 0f) || Float.isInfinite(scale)) {
                layer.report(Message.NOT_ABOVE_ZERO, "scale", "scale", scale);
                return Optional.empty();
            }
            int size = Axis.scaled(input, scale);
            if (size < 1) {
                layer.report(
                        Message.SCALE_TOO_SMALL, "scale", scale, layer.axes().get(axis), input);
                return Optional.empty();
            }
            // What is written as 0.6f is meant as 0.6.
            double meant = Double.parseDouble(Float.toString(scale));
            axes.add(isAligned ? Axis.ofSize(size, input) : new Axis(size, meant));
        }
        return Optional.of(axes);
    }
}
