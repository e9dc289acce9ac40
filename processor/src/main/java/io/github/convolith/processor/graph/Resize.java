package io.github.convolith.processor.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The spatial axes in another size. Everything is named and defined as in the ONNX operator {@code Resize}, from whose
 * coordinate transformations only {@code tf_crop_and_resize} is missing.
 *
 * @param mode how elements follow from those around their place
 * @param axes the spatial axes, outermost first
 * @param coordinates which place of the input an element shows
 * @param nearest which element is the nearest one, for mode {@link Mode#NEAREST}
 * @param cubicCoefficient the parameter of mode {@link Mode#CUBIC}
 * @param excludeOutside whether elements outside of the input have no weight, for mode {@link Mode#CUBIC}
 * @param antialias whether the filter is widened where an axis shrinks; not for mode {@link Mode#NEAREST}
 */
public record Resize(
        Mode mode,
        List<Axis> axes,
        Coordinates coordinates,
        Nearest nearest,
        float cubicCoefficient,
        boolean excludeOutside,
        boolean antialias)
        implements Op {
    /** How elements follow from those around their place. */
    public enum Mode {
        NEAREST,
        LINEAR,
        CUBIC
    }

    /** Which place of the input an element shows. */
    public enum Coordinates {
        HALF_PIXEL,
        HALF_PIXEL_SYMMETRIC,
        PYTORCH_HALF_PIXEL,
        ALIGN_CORNERS,
        ASYMMETRIC,
        TF_HALF_PIXEL_FOR_NN
    }

    /** Which element is the nearest to a place between two. */
    public enum Nearest {
        ROUND_PREFER_FLOOR,
        ROUND_PREFER_CEIL,
        FLOOR,
        CEIL
    }

    /**
     * A spatial axis of the result.
     *
     * @param size its elements
     * @param scale what the coordinates are divided by; that is not {@code size / input size} where a given scale did
     *     not lead to a whole number
     */
    public record Axis(int size, double scale) {
        public Axis {
            if (size < 1 || !(scale > 0)) {
                throw new IllegalArgumentException("size " + size + ", scale " + scale);
            }
        }

        /** An axis that gets a size. */
        public static Axis ofSize(int size, int input) {
            return new Axis(size, (double) size / input);
        }

        /** Elements that an axis has when it is scaled, by the single-precision product that ONNX Runtime rounds. */
        public static int scaled(int input, float scale) {
            return (int) Math.floor((double) (input * scale));
        }
    }

    public Resize {
        axes = List.copyOf(axes);
    }

    /** Whether nothing changes for an input. */
    public boolean isNothing(Shape input) {
        if (coordinates == Coordinates.TF_HALF_PIXEL_FOR_NN) {
            return false;
        }
        for (int axis = 0; axis < axes.size(); axis++) {
            if (!axes.get(axis).equals(Axis.ofSize(input.size(axis), input.size(axis)))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String title() {
        return mode.name().toLowerCase(Locale.ROOT) + " resize";
    }

    @Override
    public Shape output(List<Shape> inputs) {
        Shape input = inputs.get(0);
        Misfit.unless(input.sizes().size() == axes.size(), "it resizes %d axes and is given %s", axes.size(), input);
        List<Long> dimensions = new ArrayList<>(List.of((long) input.channels()));
        axes.forEach(axis -> dimensions.add((long) axis.size()));
        return Shape.ofLong(dimensions);
    }
}
