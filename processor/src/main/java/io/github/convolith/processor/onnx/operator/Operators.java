package io.github.convolith.processor.onnx.operator;

import io.github.convolith.processor.graph.Activation.Kind;
import io.github.convolith.processor.graph.Pool;
import io.github.convolith.processor.graph.Reduce;
import io.github.convolith.processor.graph.Unary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every operator of ONNX that is imported. */
public final class Operators {
    /**
     * An operator.
     *
     * @param name what ONNX calls it
     * @param since the opset that it came with
     */
    record Entry(String name, int since, Operator operator) {}

    private static final List<Entry> ALL = List.of(
            new Entry("Abs", 1, new FunctionOperator(Unary.Kind.ABSOLUTE)),
            new Entry("Acos", 7, new FunctionOperator(Unary.Kind.ARC_COSINE)),
            new Entry("Add", 1, new ArithmeticOperator(Arithmetic.ADD, false)),
            new Entry("And", 1, Logic.AND),
            new Entry("ArgMax", 1, new ArgOperator(true)),
            new Entry("ArgMin", 1, new ArgOperator(false)),
            new Entry("Asin", 7, new FunctionOperator(Unary.Kind.ARC_SINE)),
            new Entry("Atan", 7, new FunctionOperator(Unary.Kind.ARC_TANGENT)),
            new Entry("AveragePool", 1, new PoolOperator(Pool.Kind.AVERAGE, false)),
            new Entry("BatchNormalization", 1, new BatchNormOperator()),
            new Entry("Cast", 1, new CastOperator()),
            new Entry("Ceil", 1, new FunctionOperator(Unary.Kind.CEILING)),
            new Entry("Celu", 12, ActivationOperator.withAlpha(Kind.CELU, 1f)),
            new Entry("Clip", 1, new ClipOperator()),
            new Entry("Col2Im", 18, new Col2ImOperator()),
            new Entry("Concat", 1, new ConcatOperator()),
            new Entry("Constant", 1, new ConstantOperator()),
            new Entry("ConstantOfShape", 9, new ConstantOfShapeOperator()),
            new Entry("Conv", 1, new ConvOperator()),
            new Entry("ConvTranspose", 1, new ConvTransposeOperator()),
            new Entry("Cos", 7, new FunctionOperator(Unary.Kind.COSINE)),
            new Entry("Cosh", 9, new FunctionOperator(Unary.Kind.HYPERBOLIC_COSINE)),
            new Entry("DeformConv", 19, new DeformConvOperator()),
            new Entry("DepthToSpace", 1, new DepthToSpaceOperator(false)),
            new Entry("Div", 1, new ArithmeticOperator(Arithmetic.DIVIDE, false)),
            new Entry("Dropout", 1, new DropoutOperator()),
            new Entry("Elu", 1, ActivationOperator.withAlpha(Kind.ELU, 1f)),
            new Entry("Equal", 7, Comparing.EQUAL),
            new Entry("Erf", 9, new FunctionOperator(Unary.Kind.ERROR_FUNCTION)),
            new Entry("Exp", 1, new FunctionOperator(Unary.Kind.EXPONENTIAL)),
            new Entry("Expand", 8, new TileOperator(true)),
            new Entry("Flatten", 1, new FlattenOperator()),
            new Entry("Floor", 1, new FunctionOperator(Unary.Kind.FLOOR)),
            new Entry("Gather", 1, new GatherOperator()),
            new Entry("Gelu", 20, ActivationOperator.gelu()),
            new Entry("Gemm", 1, new GemmOperator()),
            new Entry("GlobalAveragePool", 1, new PoolOperator(Pool.Kind.AVERAGE, true)),
            new Entry("GlobalLpPool", 2, new LpPoolOperator(true)),
            new Entry("GlobalMaxPool", 1, new PoolOperator(Pool.Kind.MAX, true)),
            new Entry("Greater", 7, Comparing.GREATER),
            new Entry("GreaterOrEqual", 12, Comparing.GREATER_OR_EQUAL),
            new Entry("GroupNormalization", 18, new GroupNormOperator()),
            new Entry("HardSigmoid", 1, ActivationOperator.hardSigmoid()),
            new Entry("HardSwish", 14, ActivationOperator.of(Kind.HARD_SWISH)),
            new Entry("Hardmax", 1, new HardmaxOperator()),
            new Entry("Identity", 1, new IdentityOperator()),
            new Entry("InstanceNormalization", 1, new InstanceNormOperator()),
            new Entry("LRN", 1, new LrnOperator()),
            new Entry("LayerNormalization", 17, new LayerNormOperator()),
            new Entry("LeakyRelu", 1, ActivationOperator.withAlpha(Kind.LEAKY_RELU, 0.01f)),
            new Entry("Less", 7, Comparing.LESS),
            new Entry("LessOrEqual", 12, Comparing.LESS_OR_EQUAL),
            new Entry("Log", 1, new FunctionOperator(Unary.Kind.LOGARITHM)),
            new Entry("LogSoftmax", 1, new SoftmaxOperator(true)),
            new Entry("LpNormalization", 1, new LpNormalizationOperator()),
            new Entry("LpPool", 2, new LpPoolOperator(false)),
            new Entry("MatMul", 1, new MatMulOperator()),
            new Entry("Max", 1, new ArithmeticOperator(Arithmetic.MAXIMUM, false)),
            new Entry("MaxPool", 1, new PoolOperator(Pool.Kind.MAX, false)),
            new Entry("Mean", 1, new ArithmeticOperator(Arithmetic.ADD, true)),
            new Entry("MeanVarianceNormalization", 9, new MeanVarianceOperator()),
            new Entry("Min", 1, new ArithmeticOperator(Arithmetic.MINIMUM, false)),
            new Entry("Mish", 18, ActivationOperator.of(Kind.MISH)),
            new Entry("Mul", 1, new ArithmeticOperator(Arithmetic.MULTIPLY, false)),
            new Entry("Neg", 1, new FunctionOperator(Unary.Kind.NEGATE)),
            new Entry("Not", 1, Logic.NOT),
            new Entry("Or", 1, Logic.OR),
            new Entry("PRelu", 1, new PReluOperator()),
            new Entry("Pad", 1, new PadOperator()),
            new Entry("Pow", 1, new PowOperator()),
            new Entry("RMSNormalization", 23, new RmsNormOperator()),
            new Entry("Range", 11, new RangeOperator()),
            new Entry("Reciprocal", 1, new FunctionOperator(Unary.Kind.RECIPROCAL)),
            new Entry("ReduceL1", 1, new ReduceOperator(Reduce.Kind.L1, 18)),
            new Entry("ReduceL2", 1, new ReduceOperator(Reduce.Kind.L2, 18)),
            new Entry("ReduceLogSum", 1, new ReduceOperator(Reduce.Kind.LOG_SUM, 18)),
            new Entry("ReduceLogSumExp", 1, new ReduceOperator(Reduce.Kind.LOG_SUM_EXP, 18)),
            new Entry("ReduceMax", 1, new ReduceOperator(Reduce.Kind.MAX, 18)),
            new Entry("ReduceMean", 1, new ReduceOperator(Reduce.Kind.MEAN, 18)),
            new Entry("ReduceMin", 1, new ReduceOperator(Reduce.Kind.MIN, 18)),
            new Entry("ReduceProd", 1, new ReduceOperator(Reduce.Kind.PRODUCT, 18)),
            new Entry("ReduceSum", 1, new ReduceOperator(Reduce.Kind.SUM, 13)),
            new Entry("ReduceSumSquare", 1, new ReduceOperator(Reduce.Kind.SUM_OF_SQUARES, 18)),
            new Entry("Relu", 1, ActivationOperator.of(Kind.RELU)),
            new Entry("Reshape", 1, new ReshapeOperator()),
            new Entry("Resize", 10, new ResizeOperator(false)),
            new Entry("Round", 11, new FunctionOperator(Unary.Kind.ROUND)),
            new Entry("Selu", 1, new SeluOperator()),
            new Entry("Shape", 1, new ShapeOperator(false)),
            new Entry("Shrink", 9, new ShrinkOperator()),
            new Entry("Sigmoid", 1, ActivationOperator.of(Kind.SIGMOID)),
            new Entry("Sign", 9, new FunctionOperator(Unary.Kind.SIGN)),
            new Entry("Sin", 7, new FunctionOperator(Unary.Kind.SINE)),
            new Entry("Sinh", 9, new FunctionOperator(Unary.Kind.HYPERBOLIC_SINE)),
            new Entry("Size", 1, new ShapeOperator(true)),
            new Entry("Slice", 1, new SliceOperator()),
            new Entry("Softmax", 1, new SoftmaxOperator(false)),
            new Entry("Softplus", 1, ActivationOperator.of(Kind.SOFTPLUS)),
            new Entry("Softsign", 1, ActivationOperator.of(Kind.SOFTSIGN)),
            new Entry("SpaceToDepth", 1, new DepthToSpaceOperator(true)),
            new Entry("Split", 1, new SplitOperator()),
            new Entry("Sqrt", 1, new FunctionOperator(Unary.Kind.SQUARE_ROOT)),
            new Entry("Squeeze", 1, new SqueezeOperator(false)),
            new Entry("Sub", 1, new ArithmeticOperator(Arithmetic.SUBTRACT, false)),
            new Entry("Sum", 1, new ArithmeticOperator(Arithmetic.ADD, false)),
            new Entry("Swish", 24, new SwishOperator()),
            new Entry("Tan", 7, new FunctionOperator(Unary.Kind.TANGENT)),
            new Entry("Tanh", 1, ActivationOperator.of(Kind.TANH)),
            new Entry("ThresholdedRelu", 1, ActivationOperator.withAlpha(Kind.THRESHOLDED_RELU, 1f)),
            new Entry("Tile", 6, new TileOperator(false)),
            new Entry("TopK", 1, new TopKOperator()),
            new Entry("Transpose", 1, new TransposeOperator()),
            new Entry("Unsqueeze", 1, new SqueezeOperator(true)),
            new Entry("Upsample", 1, new ResizeOperator(true)),
            new Entry("Where", 9, new WhereOperator()),
            new Entry("Xor", 1, Logic.XOR));

    private static final Map<String, Entry> BY_NAME = byName();

    private Operators() {}

    private static Map<String, Entry> byName() {
        Map<String, Entry> entries = new TreeMap<>();
        ALL.forEach(entry -> entries.put(entry.name(), entry));
        return entries;
    }

    /** Imports a node, if its operator is one of these; gives the results by their place among the outputs. */
    public static Optional<Map<Integer, Value>> apply(NodeContext node) {
        Entry entry = BY_NAME.get(node.operator());
        if (entry == null || entry.since() > node.opset()) {
            return Optional.empty();
        }
        entry.operator().apply(node);
        return Optional.of(node.results());
    }

    /** The names of all operators, sorted. */
    public static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }
}
