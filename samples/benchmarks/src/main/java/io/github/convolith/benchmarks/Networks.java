package io.github.convolith.benchmarks;

import io.github.convolith.benchmarks.OnnxNetwork.Value;
import io.github.convolith.samples.networks.BallNetwork;
import io.github.convolith.samples.networks.DsCnnNetwork;
import io.github.convolith.samples.networks.LeNet5Network;
import io.github.convolith.samples.networks.PedestrianNetwork;
import io.github.convolith.samples.networks.ResNet8Network;
import io.github.convolith.samples.networks.VwwNetwork;
import java.util.List;

/** The networks that are timed, from the smallest to the largest, as ONNX Runtime gets them. */
final class Networks {
    private static final List<BenchmarkNetwork> ALL = List.of(
            new BenchmarkNetwork("ball", Networks::ball, BallNetwork::link),
            new BenchmarkNetwork("pedestrian", Networks::pedestrian, PedestrianNetwork::link),
            new BenchmarkNetwork("lenet5", Networks::leNet5, LeNet5Network::link),
            new BenchmarkNetwork("resnet8", Networks::resNet8, ResNet8Network::link),
            new BenchmarkNetwork("dscnn", Networks::dsCnn, DsCnnNetwork::link),
            new BenchmarkNetwork("vww", Networks::vww, VwwNetwork::link));

    private Networks() {}

    /** All networks, in the order of the table. */
    static List<BenchmarkNetwork> all() {
        return ALL;
    }

    private static OnnxNetwork ball() {
        OnnxNetwork net = new OnnxNetwork(1, 16, 16);
        net.conv("conv1", 8, 5, 2).relu().maxPool(2, 2);
        net.conv("conv2", 12, 3, 1).relu().maxPool(2, 2);
        return net.unpaddedConv("scores", 2, 2).softmax();
    }

    private static OnnxNetwork pedestrian() {
        OnnxNetwork net = new OnnxNetwork(1, 36, 18);
        net.conv("conv1", 4, 3, 1).relu().maxPool(2, 2);
        net.conv("conv2", 16, 3, 1).relu().maxPool(2, 2);
        net.conv("conv3", 32, 3, 1).relu().maxPool(4, 2);
        return net.unpaddedConv("scores", 2, 2).softmax();
    }

    private static OnnxNetwork leNet5() {
        OnnxNetwork net = new OnnxNetwork(1, 28, 28);
        net.conv("c1", 6, 5, 1).relu().maxPool(2, 2);
        net.unpaddedConv("c3", 16, 5).relu().maxPool(2, 2);
        return net.dense("c5", 120).dense("f6", 84).dense("scores", 10).softmax();
    }

    private static OnnxNetwork resNet8() {
        OnnxNetwork net = new OnnxNetwork(3, 32, 32);
        net.conv("conv1", 16, 3, 1).batchNorm("bn1").relu();
        residual(net, "stage1", 16, 1);
        residual(net, "stage2", 32, 2);
        residual(net, "stage3", 64, 2);
        return net.globalAveragePool().dense("scores", 10).softmax();
    }

    private static void residual(OnnxNetwork net, String stage, int out, int stride) {
        Value before = net.last();
        net.conv(stage + "_conv1", out, 3, stride).batchNorm(stage + "_bn1").relu();
        net.conv(stage + "_conv2", out, 3, 1).batchNorm(stage + "_bn2");
        Value branch = net.last();
        net.from(before);
        if (stride > 1) {
            net.conv(stage + "_shortcut", out, 1, stride);
        }
        net.add(branch).relu();
    }

    private static OnnxNetwork dsCnn() {
        OnnxNetwork net = new OnnxNetwork(1, 49, 10);
        net.conv("conv", 64, List.of(10, 4), 2).batchNorm("bn").relu();
        for (int i = 0; i < 4; i++) {
            String block = "body." + i + ".";
            net.depthwise(block + "depthwise", 1).batchNorm(block + "bn1").relu();
            net.conv(block + "pointwise", 64, 1, 1).batchNorm(block + "bn2").relu();
        }
        return net.globalAveragePool().dense("scores", 12).softmax();
    }

    private static OnnxNetwork vww() {
        OnnxNetwork net = new OnnxNetwork(3, 96, 96);
        net.conv("conv", 8, 3, 2).batchNorm("bn").relu();
        separable(net, "", "1", 1, 16);
        separable(net, "", "2", 2, 32);
        separable(net, "", "3", 1, 32);
        separable(net, "", "4", 2, 64);
        separable(net, "", "5", 1, 64);
        separable(net, "", "6", 2, 128);
        for (int i = 0; i < 5; i++) {
            separable(net, "middle." + i + ".", "", 1, 128);
        }
        separable(net, "", "7", 2, 256);
        separable(net, "", "8", 1, 256);
        return net.globalAveragePool().dense("scores", 2).softmax();
    }

    private static void separable(OnnxNetwork net, String prefix, String number, int stride, int out) {
        String depthwise = prefix + "depthwise" + number;
        String pointwise = prefix + "pointwise" + number;
        net.depthwise(depthwise, stride).batchNorm(depthwise + "_bn").relu();
        net.conv(pointwise, out, 1, 1).batchNorm(pointwise + "_bn").relu();
    }
}
