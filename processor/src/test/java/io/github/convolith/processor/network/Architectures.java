package io.github.convolith.processor.network;

import io.github.convolith.processor.graph.Activation;
import io.github.convolith.processor.graph.BiasRule;
import io.github.convolith.processor.graph.Concat;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Elementwise;
import io.github.convolith.processor.graph.FilterSource;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.graph.Layout;
import io.github.convolith.processor.graph.Node;
import io.github.convolith.processor.graph.Op;
import io.github.convolith.processor.graph.Padding;
import io.github.convolith.processor.graph.Parameters;
import io.github.convolith.processor.graph.Pool;
import io.github.convolith.processor.graph.Reshape;
import io.github.convolith.processor.graph.Scale;
import io.github.convolith.processor.graph.ScaleSource;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Slice;
import io.github.convolith.processor.graph.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Small networks in the manner of those that people use, for what has to hold of real ones. */
final class Architectures {
    private static final Activation RELU = new Activation(Activation.Kind.RELU, 0, 0);

    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Shape> shapes = new LinkedHashMap<>();
    private final Graph.Input input;

    private Architectures(int channels, int size) {
        input = new Graph.Input("image", Shape.of(channels, size, size), Layout.NHWC);
        shapes.put("image", input.shape());
    }

    /** All of them, by name. */
    static Map<String, Graph> all() {
        Map<String, Graph> all = new LinkedHashMap<>();
        all.put("Plain", plain());
        all.put("Residual", residual());
        all.put("Dense", dense());
        all.put("Fire", fire());
        all.put("Inception", inception());
        all.put("Mobile", mobile());
        all.put("Shuffle", shuffle());
        all.put("UShaped", uShaped());
        return all;
    }

    /** Convolutions and poolings in turn, then dense layers: LeNet. */
    private static Graph plain() {
        Architectures net = new Architectures(1, 16);
        String x = net.pool(net.conv("image", 6, 5, 1, RELU), 2);
        x = net.pool(net.conv(x, 16, 5, 1, RELU), 2);
        x = net.fullyConnected(net.fullyConnected(x, 40, RELU), 10, Activation.NONE);
        return net.graph(x);
    }

    /** Blocks of two convolutions that are added to what they take, some with a convolution beside them: ResNet. */
    private static Graph residual() {
        Architectures net = new Architectures(3, 16);
        String x = net.norm(net.conv("image", 8, 3, 1, Activation.NONE), RELU);
        for (int stage = 0; stage < 3; stage++) {
            int channels = 8 << stage;
            int stride = stage == 0 ? 1 : 2;
            for (int block = 0; block < 2; block++) {
                int by = block == 0 ? stride : 1;
                String y = net.norm(net.conv(x, channels, 3, by, Activation.NONE), RELU);
                y = net.norm(net.conv(y, channels, 3, 1, Activation.NONE), Activation.NONE);
                String beside = by == 1 ? x : net.norm(net.conv(x, channels, 1, by, Activation.NONE), Activation.NONE);
                x = net.add(y, beside, RELU);
            }
        }
        return net.graph(net.fullyConnected(net.pool(x, 4), 10, Activation.NONE));
    }

    /** Each layer takes all before it: DenseNet. */
    private static Graph dense() {
        Architectures net = new Architectures(3, 12);
        String x = net.conv("image", 8, 3, 1, Activation.NONE);
        for (int block = 0; block < 2; block++) {
            for (int layer = 0; layer < 4; layer++) {
                String y = net.conv(net.norm(x, RELU), 16, 1, 1, Activation.NONE);
                y = net.conv(net.norm(y, RELU), 4, 3, 1, Activation.NONE);
                x = net.concat(x, y);
            }
            x = net.pool(net.conv(net.norm(x, RELU), 12, 1, 1, Activation.NONE), 2);
        }
        return net.graph(net.fullyConnected(x, 10, Activation.NONE));
    }

    /** A narrow layer, and two wide ones beside each other: SqueezeNet. */
    private static Graph fire() {
        Architectures net = new Architectures(3, 16);
        String x = net.pool(net.conv("image", 12, 3, 1, RELU), 2);
        for (int module = 0; module < 3; module++) {
            String squeezed = net.conv(x, 4 + module, 1, 1, RELU);
            x = net.concat(net.conv(squeezed, 8, 1, 1, RELU), net.conv(squeezed, 8, 3, 1, RELU));
        }
        return net.graph(net.pool(net.conv(x, 10, 1, 1, RELU), 8));
    }

    /** Four branches of different depth: GoogLeNet. */
    private static Graph inception() {
        Architectures net = new Architectures(3, 12);
        String x = net.conv("image", 8, 3, 1, RELU);
        for (int module = 0; module < 2; module++) {
            String one = net.conv(x, 4, 1, 1, RELU);
            String three = net.conv(net.conv(x, 4, 1, 1, RELU), 6, 3, 1, RELU);
            String five = net.conv(net.conv(x, 2, 1, 1, RELU), 3, 5, 1, RELU);
            String pooled = net.conv(net.pool(x, 3, 1), 3, 1, 1, RELU);
            x = net.concat(one, three, five, pooled);
        }
        return net.graph(net.fullyConnected(net.pool(x, 2), 10, Activation.NONE));
    }

    /** Wide depthwise layers between narrow ones, which are added: MobileNetV2. */
    private static Graph mobile() {
        Activation relu6 = new Activation(Activation.Kind.RELU6, 0, 0);
        Architectures net = new Architectures(3, 16);
        String x = net.conv("image", 8, 3, 2, relu6);
        for (int block = 0; block < 4; block++) {
            int channels = block < 2 ? 8 : 12;
            int stride = block == 2 ? 2 : 1;
            String y = net.norm(net.conv(x, 24, 1, 1, Activation.NONE), relu6);
            y = net.norm(net.depthwise(y, stride), relu6);
            y = net.norm(net.conv(y, channels, 1, 1, Activation.NONE), Activation.NONE);
            x = net.shapes.get(y).equals(net.shapes.get(x)) ? net.add(x, y, Activation.NONE) : y;
        }
        return net.graph(net.fullyConnected(x, 10, Activation.NONE));
    }

    /** Half of the channels pass by: ShuffleNetV2, with a pointwise layer in the place of the shuffle. */
    private static Graph shuffle() {
        Architectures net = new Architectures(3, 12);
        String x = net.conv("image", 8, 3, 1, RELU);
        for (int block = 0; block < 3; block++) {
            String left = net.channels(x, 0, 4);
            String right = net.channels(x, 4, 4);
            right = net.conv(net.depthwise(net.conv(right, 4, 1, 1, RELU), 1), 4, 1, 1, RELU);
            x = net.conv(net.concat(left, right), 8, 1, 1, RELU);
        }
        return net.graph(net.fullyConnected(x, 10, Activation.NONE));
    }

    /** What comes out is as large as what goes in, and sees it on every scale: U-Net, without the way up. */
    private static Graph uShaped() {
        Architectures net = new Architectures(3, 16);
        List<String> levels = new ArrayList<>();
        String x = "image";
        for (int level = 0; level < 3; level++) {
            x = net.conv(net.conv(x, 6, 3, 1, RELU), 6, 3, 1, RELU);
            levels.add(x);
        }
        Collections.reverse(levels);
        for (String level : levels) {
            x = net.conv(net.concat(level, net.conv(x, 6, 3, 1, RELU)), 6, 3, 1, RELU);
        }
        return net.graph(net.conv(x, 2, 1, 1, new Activation(Activation.Kind.SIGMOID, 0, 0)));
    }

    // Layers.

    private String conv(String from, int out, int kernel, int stride, Activation activation) {
        Window window = new Window(kernel, stride, 1, new Padding.Same(true));
        return weighted(from, out, 1, List.of(window, window), activation);
    }

    private String depthwise(String from, int stride) {
        Window window = new Window(3, stride, 1, new Padding.Same(true));
        int channels = shapes.get(from).channels();
        return weighted(from, channels, channels, List.of(window, window), Activation.NONE);
    }

    private String fullyConnected(String from, int out, Activation activation) {
        int elements = Math.toIntExact(shapes.get(from).elements());
        String vector = add(new Reshape(Shape.of(elements)), Parameters.NONE, from);
        return weighted(vector, out, 1, List.of(), activation);
    }

    private String weighted(String from, int out, int groups, List<Window> windows, Activation activation) {
        int in = shapes.get(from).channels();
        String weights = "l" + shapes.size();
        List<Integer> kernel = windows.stream().map(Window::kernel).toList();
        Conv conv = new Conv(in, out, groups, windows, false, BiasRule.ADD, activation, Optional.empty());
        return add(conv, new FilterSource.Stored(weights, in, out, groups, kernel, false, BiasRule.ADD, false), from);
    }

    private String norm(String from, Activation activation) {
        int channels = shapes.get(from).channels();
        return add(new Scale(activation), new ScaleSource.BatchNorm("l" + shapes.size(), channels, 1e-5f), from);
    }

    private String pool(String from, int size) {
        return pool(from, size, size);
    }

    private String pool(String from, int size, int stride) {
        Window window = new Window(size, stride, 1, stride == 1 ? new Padding.Same(true) : Padding.NONE);
        return add(new Pool(Pool.Kind.MAX, List.of(window, window), false, false), Parameters.NONE, from);
    }

    private String add(String a, String b, Activation activation) {
        return add(new Elementwise(Elementwise.Kind.ADD, activation), Parameters.NONE, a, b);
    }

    private String concat(String... parts) {
        return add(new Concat(0, parts.length), Parameters.NONE, parts);
    }

    private String channels(String from, int first, int count) {
        Shape shape = shapes.get(from);
        return add(
                new Slice(List.of(first, 0, 0), List.of(count, shape.size(0), shape.size(1)), List.of(1, 1, 1)),
                Parameters.NONE,
                from);
    }

    private String add(Op op, Parameters parameters, String... from) {
        String name = "v" + shapes.size();
        nodes.add(new Node(name, op, List.of(from), parameters));
        shapes.put(name, op.output(List.of(from).stream().map(shapes::get).toList()));
        return name;
    }

    private Graph graph(String output) {
        return new Graph(List.of(input), nodes, List.of(new Graph.Output("scores", output, Layout.NCHW)));
    }
}
