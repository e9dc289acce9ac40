package io.github.convolith.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.plan.ConvPlan;
import io.github.convolith.processor.plan.Tile;
import io.github.convolith.processor.plan.Winograd;
import io.github.convolith.processor.plan.WinogradTransform;
import java.util.Arrays;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;

/**
 * Winograd's minimal filtering over planes: the tiles of a channel are laid out so that element (r, s) of every tile
 * forms one plane, which is the tap layout of a kernel as large as the tile moving by the tile's outputs. All
 * transforms and products are then sums of weighted planes.
 */
final class WinogradEmitter implements KernelEmitter {
    private static final ArrayTypeName PLANES = ArrayTypeName.of(ArrayTypeName.of(TypeName.FLOAT));

    @Override
    public Kernel emit(ConvPlan plan) {
        WinogradTransform transform = ((Winograd) plan.strategy()).transform();
        return new Writer(Geometry.of(plan.problem()), transform).kernel();
    }

    private static final class Writer {
        private final Kernel.Builder kernel = new Kernel.Builder();
        private final Geometry image;
        private final Conv conv;
        private final WinogradTransform transform;
        private final int outputs;
        private final int inputs;
        private final Geometry tiles;
        private final TileLoop strip;
        private final TapLayout layout;
        private final Set<Integer> combines = new TreeSet<>();

        Writer(Geometry image, WinogradTransform transform) {
            this.image = image;
            this.conv = image.conv();
            this.transform = transform;
            this.outputs = transform.outputs();
            this.inputs = transform.inputs();
            Window window = new Window(inputs, outputs, 1, image.columns().padding());
            this.tiles = image.seenThrough(
                    window, tileCount("tilesDown", image.outHeight()), tileCount("tilesAcross", image.outWidth()));
            this.strip = TileLoop.over(tiles, Tile.positions(conv.out() * inputs), kernel);
            this.layout = new TapLayout(tiles, strip, 1, 0, kernel);
        }

        private Expr tileCount(String name, Expr size) {
            Expr count = size.plus(outputs - 1L).over(outputs);
            if (count.isConstant()) {
                return count;
            }
            kernel.field(FieldSpec.builder(TypeName.INT, name, Modifier.PRIVATE, Modifier.FINAL)
                    .build());
            kernel.construct(name + " = " + count + ";");
            return Expr.name(name);
        }

        Kernel kernel() {
            fields();
            kernel.method(forward());
            kernel.method(inverse());
            kernel.method(store());
            kernel.prepare(prepare());
            return kernel.execute(strip.around(execute()));
        }

        private void fields() {
            int area = inputs * inputs;
            field("transformed", "The transformed input: one plane per element of a tile and input channel.");
            field("products", "Sums of products: one plane per element of a tile and output channel.");
            field("half", "A transform after its first half.");
            field("pixels", "One plane per output of a tile.");
            kernel.construct("transformed = new float[%d][%s];".formatted(area * conv.in(), strip.capacity()));
            kernel.construct("products = new float[%d][%s];".formatted(area * conv.out(), strip.capacity()));
            kernel.construct("half = new float[%d][%s];".formatted(area, strip.capacity()));
            kernel.construct("pixels = new float[%d][%s];".formatted(outputs * outputs, strip.capacity()));
        }

        private void field(String name, String javadoc) {
            kernel.field(FieldSpec.builder(PLANES, name, Modifier.PRIVATE, Modifier.FINAL)
                    .addJavadoc("$L\n", javadoc)
                    .build());
        }

        private String execute() {
            TapSums sums = new TapSums(kernel);
            int area = inputs * inputs;
            boolean grouped = conv.groups() > 1;
            Expr firstInput = grouped ? Expr.name("o").over(conv.outPerGroup()).times(conv.inPerGroup()) : Expr.ZERO;
            TapSums.Terms terms = TapSums.Terms.consecutive(
                    "kernel",
                    Expr.name("k"),
                    "transformed",
                    Expr.name("e").times(conv.in()).plus(firstInput));
            String add = sums.add("sum", strip.positions(), terms, conv.inPerGroup());
            return Text.of("""
                            for (int c = 0; c < ${in}; c++) {
                                ${layout}
                                transform(c, ${n});
                            }
                            for (int e = 0; e < ${area}; e++) {
                                for (int o = 0; o < ${out}; o++) {
                                    int k = ${weight};
                                    float[] sum = products[e * ${out} + o];
                                    Arrays.fill(sum, 0, ${n}, 0f);
                                    ${add}
                                }
                            }
                            for (int o = 0; o < ${out}; o++) {
                                inverse(o, ${n});
                                store(y, yOffset + ${channel}, ${residual}${bias}${strip});
                            }""")
                    .with("in", conv.in())
                    .with(
                            "layout",
                            layout.call(Expr.name("xOffset").plus(Expr.name("c").times(image.inPlane())), Expr.ZERO))
                    .with("n", strip.positions())
                    .with("area", area)
                    .with("out", conv.out())
                    .with(
                            "weight",
                            Expr.name("e")
                                    .times(conv.out())
                                    .plus(Expr.name("o"))
                                    .times(conv.inPerGroup()))
                    .with("add", add)
                    .with("channel", Expr.name("o").times(image.outPlane()))
                    .with(
                            "residual",
                            conv.residual()
                                    ? "residual, residualOffset + "
                                            + Expr.name("o").times(image.outPlane()) + ", "
                                    : "")
                    .with("bias", conv.bias() == BiasRule.NONE ? "0f" : "bias[o]")
                    .with("strip", strip.top().is(0) ? "" : ", top, " + strip.rows())
                    .toString();
        }

        /** Bᵀ·d·B for one input channel. */
        private MethodSpec forward() {
            StringJoiner text = new StringJoiner("\n");
            text.add("// Bᵀ on the columns of the tile, then on its rows.");
            String columns = Text.of("for (int s = 0; s < ${inputs}; s++) {\n    ${rows}\n}")
                    .with("inputs", inputs)
                    .with(
                            "rows",
                            rows(
                                    transform.input(),
                                    row -> "half[" + Expr.name("s").plus((long) row * inputs) + "]",
                                    row -> "taps[" + Expr.name("s").plus((long) row * inputs) + "]"))
                    .toString();
            text.add(columns);
            text.add(Text.of("for (int r = 0; r < ${inputs}; r++) {\n    ${rows}\n}")
                    .with("inputs", inputs)
                    .with(
                            "rows",
                            rows(
                                    transform.input(),
                                    column -> "transformed[(%s) * %d + c]"
                                            .formatted(
                                                    Expr.name("r").times(inputs).plus(column), conv.in()),
                                    column -> "half["
                                            + Expr.name("r").times(inputs).plus(column) + "]"))
                    .toString());
            return Code.method(
                    "Transforms the tiles of input channel c: Bᵀ·d·B.",
                    TypeName.VOID,
                    "transform",
                    "int c, int n",
                    text.toString());
        }

        /** Aᵀ·m·A for one output channel. */
        private MethodSpec inverse() {
            StringJoiner text = new StringJoiner("\n");
            text.add("// Aᵀ on the columns of the tile, then on its rows.");
            text.add(Text.of("for (int s = 0; s < ${inputs}; s++) {\n    ${rows}\n}")
                    .with("inputs", inputs)
                    .with(
                            "rows",
                            rows(
                                    transform.output(),
                                    row -> "half[" + Expr.name("s").plus((long) row * inputs) + "]",
                                    row -> "products["
                                            + Expr.name("s")
                                                    .plus((long) row * inputs)
                                                    .times(conv.out())
                                                    .plus(Expr.name("o"))
                                            + "]"))
                    .toString());
            text.add(Text.of("for (int r = 0; r < ${outputs}; r++) {\n    ${rows}\n}")
                    .with("outputs", outputs)
                    .with(
                            "rows",
                            rows(
                                    transform.output(),
                                    column -> "pixels["
                                            + Expr.name("r").times(outputs).plus(column) + "]",
                                    column -> "half["
                                            + Expr.name("r").times(inputs).plus(column) + "]"))
                    .toString());
            return Code.method(
                    "Transforms the sums of output channel o back: Aᵀ·m·A.",
                    TypeName.VOID,
                    "inverse",
                    "int o, int n",
                    text.toString());
        }

        private interface Place {
            String at(int index);
        }

        /** One statement for each row of a matrix, which combines planes into a plane. */
        private String rows(double[][] matrix, Place target, Place source) {
            StringJoiner text = new StringJoiner("\n");
            for (int row = 0; row < matrix.length; row++) {
                double[] coefficients = matrix[row];
                int[] used = IntStream.range(0, coefficients.length)
                        .filter(i -> coefficients[i] != 0)
                        .toArray();
                String arguments = Arrays.stream(used)
                        .mapToObj(i -> source.at(i) + ", " + Literal.of((float) coefficients[i]))
                        .collect(Collectors.joining(", "));
                text.add("combine%d(%s, n, %s);".formatted(used.length, target.at(row), arguments));
                writeCombine(used.length);
            }
            return text.toString();
        }

        private void writeCombine(int terms) {
            if (!combines.add(terms)) {
                return;
            }
            kernel.method(Code.procedure(
                    "Sets a plane to the weighted sum of " + terms + ".",
                    "combine" + terms,
                    "float[] target, int n, "
                            + IntStream.range(0, terms)
                                    .mapToObj(i -> "float[] t%d, float w%d".formatted(i, i))
                                    .collect(Collectors.joining(", ")),
                    Text.of("""
                                    for (int i = 0; i < n; i++) {
                                        target[i] = ${sum};
                                    }""")
                            .with(
                                    "sum",
                                    IntStream.range(0, terms)
                                            .mapToObj(i -> "w%d * t%d[i]".formatted(i, i))
                                            .collect(Collectors.joining(" + ")))
                            .toString()));
        }

        /** Copies the outputs of the tiles to their places in the image. */
        private MethodSpec store() {
            Expr top = strip.top().is(0) ? Expr.ZERO : Expr.name("top").times(outputs);
            Expr rows = strip.top().is(0) ? image.outHeight() : Expr.name("limit");
            String limit = strip.top().is(0)
                    ? ""
                    : "int limit = Math.min(%s, %s);"
                            .formatted(
                                    Expr.name("rows").times(outputs),
                                    image.outHeight().minus(top));
            Expr column = Expr.of(outputs).times(Expr.name("i")).plus(Expr.name("s"));
            String body = Text.of("""
                            ${limit}
                            for (int row = 0; row < ${rows}; row++) {
                                int from = row / ${m} * ${across};
                                int at = ${line};
                                for (int s = 0; s < ${m}; s++) {
                                    float[] plane = pixels[row % ${m} * ${m} + s];
                                    int count = (${width} - s) / ${m};
                                    for (int i = 0; i < count; i++) {
                                        float v = plane[from + i] + b${residual};
                                        y[target + at + ${column}] = ${value};
                                    }
                                }
                            }""")
                    .with("limit", limit)
                    .with("rows", rows)
                    .with("m", outputs)
                    .with("across", tiles.outWidth())
                    .with(
                            "line",
                            top.is(0)
                                    ? Expr.name("row").times(image.outWidth())
                                    : top.plus(Expr.name("row")).times(image.outWidth()))
                    .with("width", image.outWidth().plus(outputs - 1L))
                    .with("column", column)
                    .with("residual", conv.residual() ? " + residual[residualAt + at + " + column + "]" : "")
                    .with("value", ActivationCode.of(conv.activation(), "v"))
                    .toString();
            return Code.method(
                    "Copies the outputs of the tiles to their places in the image.",
                    TypeName.VOID,
                    "store",
                    "float[] y, int target, " + (conv.residual() ? "float[] residual, int residualAt, " : "")
                            + "float b" + (strip.top().is(0) ? "" : ", int top, int rows"),
                    body);
        }

        /** G·g·Gᵀ for every kernel plane, once when the layer is linked. */
        private MethodSpec prepare() {
            double[][] g = transform.kernel();
            String rows = Arrays.stream(g)
                    .map(row -> Arrays.stream(row)
                            .mapToObj(WinogradEmitter::fraction)
                            .collect(Collectors.joining(", ", "{", "}")))
                    .collect(Collectors.joining(",\n    ", "{\n    ", "\n}"));
            String body = Text.of("""
                            double[][] g = ${g};
                            float[] result = new float[${area} * ${pairs}];
                            for (int pair = 0; pair < ${pairs}; pair++) {
                                for (int r = 0; r < ${inputs}; r++) {
                                    for (int s = 0; s < ${inputs}; s++) {
                                        double sum = 0;
                                        for (int i = 0; i < 3; i++) {
                                            for (int j = 0; j < 3; j++) {
                                                sum += g[r][i] * g[s][j] * kernel[pair * 9 + i * 3 + j];
                                            }
                                        }
                                        result[(r * ${inputs} + s) * ${pairs} + pair] = (float) sum;
                                    }
                                }
                            }
                            return result;""")
                    .with("g", rows)
                    .with("area", inputs * inputs)
                    .with("pairs", (long) conv.out() * conv.inPerGroup())
                    .with("inputs", inputs)
                    .toString();
            return Code.method(
                    "Transforms every 3×3 kernel: G·g·Gᵀ, stored element by element of the tile.",
                    ArrayTypeName.of(TypeName.FLOAT),
                    "prepare",
                    "float[] kernel",
                    body,
                    Modifier.STATIC);
        }
    }

    /** A coefficient as the fraction it is. */
    private static String fraction(double value) {
        for (int denominator : new int[] {1, 2, 4, 6, 12, 24}) {
            double numerator = value * denominator;
            if (Math.abs(numerator - Math.rint(numerator)) < 1e-9) {
                long whole = Math.round(numerator);
                return denominator == 1 || whole == 0 ? String.valueOf(whole) : whole + " / " + denominator + ".0";
            }
        }
        return String.valueOf(value);
    }
}
