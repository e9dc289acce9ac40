package io.github.convolith.processor.network;

import static io.github.convolith.processor.network.OnnxGraph.flag;
import static io.github.convolith.processor.network.OnnxGraph.integer;
import static io.github.convolith.processor.network.OnnxGraph.list;
import static io.github.convolith.processor.network.OnnxGraph.number;
import static io.github.convolith.processor.network.OnnxGraph.text;

import ai.onnx.proto.OnnxMl.AttributeProto;
import io.github.convolith.processor.graph.Activate;
import io.github.convolith.processor.graph.Concat;
import io.github.convolith.processor.graph.Constant;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.ConvTranspose;
import io.github.convolith.processor.graph.Dropout;
import io.github.convolith.processor.graph.Elementwise;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Learned;
import io.github.convolith.processor.graph.Lrn;
import io.github.convolith.processor.graph.MatMul;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Op;
import io.github.convolith.processor.graph.PRelu;
import io.github.convolith.processor.graph.Pad;
import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.graph.Pool;
import io.github.convolith.processor.graph.Reduce;
import io.github.convolith.processor.graph.Reshape;
import io.github.convolith.processor.graph.Resize;
import io.github.convolith.processor.graph.Scale;
import io.github.convolith.processor.graph.ScaleSource;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Shapes;
import io.github.convolith.processor.graph.Slice;
import io.github.convolith.processor.graph.Softmax;
import io.github.convolith.processor.graph.Transpose;
import io.github.convolith.processor.graph.Values;
import io.github.convolith.processor.graph.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What ONNX calls each operator, and how its attributes are said there. */
final class OnnxOperators {
    private static final Map<Class<? extends Op>, Writer<Op>> ALL = new HashMap<>();

    /** Writes one operator into a model. */
    private interface Writer<O extends Op> {
        String write(O op, Call call);
    }

    /**
     * A node to be written.
     *
     * @param inputs what its inputs are called in the model
     * @param shapes their shapes, without the batch axis
     */
    record Call(
            List<String> inputs, List<Shape> shapes, Parameters parameters, StoredWeights weights, OnnxGraph model) {
        String input() {
            return inputs.get(0);
        }

        Shape shape() {
            return shapes.get(0);
        }

        /** The input and further ones. */
        List<String> inputAnd(String... others) {
            return Stream.concat(Stream.of(input()), Arrays.stream(others)).toList();
        }

        /** Numbers, one a channel, in a shape that is repeated along the other axes. */
        String perChannel(float... values) {
            List<Integer> dimensions = new ArrayList<>(List.of(values.length));
            dimensions.addAll(Collections.nCopies(shape().sizes().size(), 1));
            return model.numbers(dimensions, values);
        }
    }

    static {
        add(Activate.class, (op, call) -> OnnxActivations.write(op.activation(), call.input(), call.model()));
        add(Concat.class, (op, call) -> call.model().node("Concat", call.inputs(), integer("axis", 1 + op.axis())));
        add(
                Constant.class,
                (op, call) -> call.model().numbers(withBatch(1, op.shape().dimensions()), floats(op.values())));
        add(Conv.class, OnnxConvs::conv);
        add(ConvTranspose.class, OnnxConvs::transposed);
        add(Dropout.class, (op, call) -> call.model().node("Dropout", call.inputs()));
        add(Elementwise.class, OnnxOperators::elementwise);
        add(
                Learned.class,
                (op, call) -> call.model()
                        .numbers(
                                withBatch(1, op.shape().dimensions()),
                                call.weights().of(((Values) call.parameters()).tensor())));
        add(Lrn.class, OnnxOperators::lrn);
        add(MatMul.class, OnnxOperators::matMul);
        add(PRelu.class, OnnxOperators::pRelu);
        add(Pad.class, OnnxOperators::pad);
        add(Pool.class, OnnxOperators::pool);
        add(Reduce.class, OnnxOperators::reduce);
        add(Reshape.class, (op, call) -> reshaped(call.input(), op.shape(), call.model()));
        add(Resize.class, OnnxOperators::resize);
        add(Scale.class, OnnxOperators::scale);
        add(Slice.class, OnnxOperators::slice);
        add(
                Softmax.class,
                (op, call) -> call.model()
                        .node(op.log() ? "LogSoftmax" : "Softmax", call.inputs(), integer("axis", 1 + op.axis())));
        add(
                Transpose.class,
                (op, call) -> call.model()
                        .node(
                                "Transpose",
                                call.inputs(),
                                list(
                                        "perm",
                                        withBatch(
                                                0,
                                                op.order().stream()
                                                        .map(axis -> 1 + axis)
                                                        .toList()))));
    }

    private OnnxOperators() {}

    private static <O extends Op> void add(Class<O> type, Writer<O> writer) {
        ALL.put(type, (op, call) -> writer.write(type.cast(op), call));
    }

    /** Whether ONNX Runtime computes what a network does; what it refuses is named here. */
    static boolean canSay(Graph graph) {
        Shapes shapes = graph.shapes();
        return graph.nodes().stream()
                .allMatch(node -> ALL.containsKey(node.op().getClass()) && canSay(node.op(), shapes.of(node.inputs())));
    }

    private static boolean canSay(Op op, List<Shape> inputs) {
        if (op instanceof Pad pad && (pad.mode() == Pad.Mode.REFLECT || pad.mode() == Pad.Mode.WRAP)) {
            // It goes to and fro, or round, only once; and where it ought to refuse that it reads what it finds there.
            Shape input = inputs.get(0);
            int outermost = pad.mode() == Pad.Mode.REFLECT ? 1 : 0;
            return IntStream.range(0, input.rank()).allMatch(axis -> {
                int begin = pad.begins().get(axis);
                int end = pad.ends().get(axis);
                int most = input.dimensions().get(axis) + Math.min(0, begin) + Math.min(0, end) - outermost;
                return begin <= most && end <= most;
            });
        }
        if (op instanceof Resize resize) {
            // Its cubic form wants a height and a width.
            return resize.mode() == Resize.Mode.CUBIC
                    ? inputs.get(0).rank() == 3
                    : resize.mode() != Resize.Mode.NEAREST || !resize.antialias();
        }
        if (op instanceof Pool pool && pool.ceilMode()) {
            return OnnxConvs.canRoundUp(new Windows(pool.windows(), inputs.get(0), true));
        }
        return !(op instanceof Lrn lrn) || lrn.size() % 2 == 1;
    }

    /** Writes a node; returns what its result is called. */
    static String write(Node node, List<String> inputs, List<Shape> shapes, StoredWeights weights, OnnxGraph model) {
        Writer<Op> writer = ALL.get(node.op().getClass());
        return writer.write(node.op(), new Call(inputs, shapes, node.parameters(), weights, model));
    }

    /** The same elements in another shape. */
    static String reshaped(String value, Shape shape, OnnxGraph model) {
        return model.node("Reshape", List.of(value, model.integers(withBatch(1, shape.dimensions()))));
    }

    private static List<Integer> withBatch(int batch, List<Integer> others) {
        return Stream.concat(Stream.of(batch), others.stream()).toList();
    }

    private static String elementwise(Elementwise op, Call call) {
        String operator = switch (op.kind()) {
            case ADD -> "Add";
            case SUBTRACT -> "Sub";
            case MULTIPLY -> "Mul";
            case DIVIDE -> "Div";
            case MINIMUM -> "Min";
            case MAXIMUM -> "Max";
            case POWER -> "Pow";
        };
        String result = call.model().node(operator, call.inputs());
        return OnnxActivations.write(op.activation(), result, call.model());
    }

    /** ONNX Runtime takes images only. */
    private static String lrn(Lrn op, Call call) {
        Shape image =
                Shape.of(call.shape().channels(), Math.toIntExact(call.shape().plane()), 1);
        String result = call.model()
                .node(
                        "LRN",
                        List.of(reshaped(call.input(), image, call.model())),
                        integer("size", op.size()),
                        number("alpha", op.alpha()),
                        number("beta", op.beta()),
                        number("bias", op.bias()));
        return reshaped(result, call.shape(), call.model());
    }

    /** As it stands, with no batch axis in between: what has a single axis is a row or a column. */
    private static String matMul(MatMul op, Call call) {
        OnnxGraph model = call.model();
        List<String> factors = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            List<Integer> dimensions = call.shapes().get(i).dimensions();
            String factor = model.node("Reshape", List.of(call.inputs().get(i), model.integers(dimensions)));
            if (i == 0 ? op.transposeA() : op.transposeB()) {
                List<Integer> order = new ArrayList<>(
                        IntStream.range(0, dimensions.size()).boxed().toList());
                Collections.swap(order, order.size() - 1, order.size() - 2);
                factor = model.node("Transpose", List.of(factor), list("perm", order));
            }
            factors.add(factor);
        }
        return reshaped(model.node("MatMul", factors), op.output(call.shapes()), model);
    }

    private static String resize(Resize op, Call call) {
        OnnxGraph model = call.model();
        boolean hasSizes = IntStream.range(0, op.axes().size())
                .allMatch(axis -> op.axes()
                        .get(axis)
                        .equals(Resize.Axis.ofSize(
                                op.axes().get(axis).size(), call.shape().size(axis))));
        List<String> inputs = new ArrayList<>(List.of(call.input(), ""));
        if (hasSizes) {
            inputs.add("");
            inputs.add(model.integers(withBatch(1, op.output(call.shapes()).dimensions())));
        } else {
            float[] scales = new float[2 + op.axes().size()];
            Arrays.fill(scales, 1f);
            for (int axis = 0; axis < op.axes().size(); axis++) {
                scales[2 + axis] = (float) op.axes().get(axis).scale();
            }
            inputs.add(model.numbers(List.of(scales.length), scales));
        }
        return model.node(
                "Resize",
                inputs,
                text("mode", op.mode().name().toLowerCase(Locale.ROOT)),
                text("coordinate_transformation_mode", op.coordinates().name().toLowerCase(Locale.ROOT)),
                text("nearest_mode", op.nearest().name().toLowerCase(Locale.ROOT)),
                number("cubic_coeff_a", op.cubicCoefficient()),
                flag("exclude_outside", op.excludeOutside()),
                flag("antialias", op.antialias()));
    }

    private static String pRelu(PRelu op, Call call) {
        float[] slopes = call.weights().of(((Values) call.parameters()).tensor());
        return call.model().node("PRelu", call.inputAnd(call.perChannel(slopes)));
    }

    private static String pad(Pad op, Call call) {
        List<Integer> pads = new ArrayList<>(withBatch(0, op.begins()));
        pads.addAll(withBatch(0, op.ends()));
        return call.model()
                .node(
                        "Pad",
                        call.inputAnd(call.model().integers(pads), call.model().numbers(List.of(), op.value())),
                        text("mode", op.mode().name().toLowerCase(Locale.ROOT)));
    }

    private static String pool(Pool op, Call call) {
        boolean isMax = op.kind() == Pool.Kind.MAX;
        Windows windows = new Windows(op.windows(), call.shape(), op.ceilMode());
        List<Window> all = op.windows();
        List<AttributeProto> attributes = new ArrayList<>(List.of(
                list("kernel_shape", all.stream().map(Window::kernel).toList()),
                list("dilations", all.stream().map(Window::dilation).toList()),
                list("strides", all.stream().map(Window::stride).toList()),
                list("pads", OnnxConvs.pads(windows)),
                flag("ceil_mode", op.ceilMode())));
        if (!isMax) {
            attributes.add(flag("count_include_pad", op.countIncludePad()));
        }
        return call.model()
                .node(isMax ? "MaxPool" : "AveragePool", call.inputs(), attributes.toArray(AttributeProto[]::new));
    }

    private static String reduce(Reduce op, Call call) {
        String operator = switch (op.kind()) {
            case MEAN -> "ReduceMean";
            case MAX -> "ReduceMax";
            case MIN -> "ReduceMin";
            case SUM -> "ReduceSum";
            case PRODUCT -> "ReduceProd";
            case L1 -> "ReduceL1";
            case L2 -> "ReduceL2";
            case SUM_OF_SQUARES -> "ReduceSumSquare";
            case LOG_SUM -> "ReduceLogSum";
            case LOG_SUM_EXP -> "ReduceLogSumExp";
        };
        List<Integer> axes = op.axes().stream().map(axis -> 1 + axis).toList();
        String result = call.model()
                .node(operator, call.inputAnd(call.model().integers(axes)), flag("keepdims", op.keepDims()));
        return reshaped(result, op.output(call.shapes()), call.model());
    }

    private static String scale(Scale op, Call call) {
        int channels = call.shape().channels();
        OnnxGraph model = call.model();
        String result;
        if (call.parameters() instanceof ScaleSource.Normalization normalization) {
            String centred = model.node("Sub", call.inputAnd(call.perChannel(normalization.mean())));
            result = model.node("Div", List.of(centred, call.perChannel(normalization.std())));
        } else {
            ScaleSource.BatchNorm norm = (ScaleSource.BatchNorm) call.parameters();
            List<Integer> vector = List.of(channels);
            result = model.node(
                    "BatchNormalization",
                    call.inputAnd(
                            model.numbers(vector, valuesOr(call.weights(), norm.layer() + ".weight", 1f, channels)),
                            model.numbers(vector, valuesOr(call.weights(), norm.layer() + ".bias", 0f, channels)),
                            model.numbers(vector, call.weights().of(norm.layer() + ".running_mean")),
                            model.numbers(vector, call.weights().of(norm.layer() + ".running_var"))),
                    number("epsilon", norm.epsilon()));
        }
        return OnnxActivations.write(op.activation(), result, model);
    }

    static float[] floats(double[] values) {
        float[] result = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = (float) values[i];
        }
        return result;
    }

    private static float[] valuesOr(StoredWeights weights, String tensor, float preset, int count) {
        if (weights.contains(tensor)) {
            return weights.of(tensor);
        }
        float[] values = new float[count];
        Arrays.fill(values, preset);
        return values;
    }

    private static String slice(Slice op, Call call) {
        List<Integer> ends = new ArrayList<>();
        List<Integer> axes = IntStream.rangeClosed(1, op.sizes().size()).boxed().toList();
        for (int axis = 0; axis < op.sizes().size(); axis++) {
            int step = op.steps().get(axis);
            int end = op.begins().get(axis) + (op.sizes().get(axis) - 1) * step + Integer.signum(step);
            // Negative numbers count from the end, so that what lies before the first element is far below.
            ends.add(end < 0 ? -call.shape().dimensions().get(axis) - 1 : end);
        }
        OnnxGraph model = call.model();
        return model.node(
                "Slice",
                call.inputAnd(
                        model.integers(op.begins()),
                        model.integers(ends),
                        model.integers(axes),
                        model.integers(op.steps())));
    }
}
