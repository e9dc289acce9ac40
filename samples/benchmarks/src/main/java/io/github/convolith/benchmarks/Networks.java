package io.github.convolith.benchmarks;

import io.github.convolith.benchmarks.OnnxNetwork.Value;
import io.github.convolith.samples.networks.BallNetwork;
import io.github.convolith.samples.networks.DsCnnNetwork;
import io.github.convolith.samples.networks.LeNet5Network;
import io.github.convolith.samples.networks.MobileNetV2Network;
import io.github.convolith.samples.networks.PedestrianNetwork;
import io.github.convolith.samples.networks.ResNet18Network;
import io.github.convolith.samples.networks.ResNet20Network;
import io.github.convolith.samples.networks.ResNet8Network;
import io.github.convolith.samples.networks.SqueezeNetNetwork;
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
            new BenchmarkNetwork("vww", Networks::vww, VwwNetwork::link),
            new BenchmarkNetwork("resnet20", Networks::resNet20, ResNet20Network::link),
            new BenchmarkNetwork("squeezenet", Networks::squeezeNet, SqueezeNetNetwork::link),
            new BenchmarkNetwork("mobilenetv2", Networks::mobileNetV2, MobileNetV2Network::link),
            new BenchmarkNetwork("resnet18", Networks::resNet18, ResNet18Network::link));

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

    private static OnnxNetwork resNet20() {
        OnnxNetwork net = new OnnxNetwork(3, 32, 32);
        net.conv("conv", 16, 3, 1, 1).batchNorm("bn").relu();
        for (int i = 0; i < 3; i++) {
            residualBlock(net, "stage1." + i, 16, 1);
        }
        for (int stage = 2; stage <= 3; stage++) {
            int channels = 8 << stage;
            residualBlock(net, "down" + stage, channels, 2);
            residualBlock(net, "stage" + stage + ".0", channels, 1);
            residualBlock(net, "stage" + stage + ".1", channels, 1);
        }
        return net.globalAveragePool().dense("scores", 10);
    }

    private static OnnxNetwork resNet18() {
        OnnxNetwork net = new OnnxNetwork(3, 224, 224);
        net.conv("conv1", 64, 7, 2, 3).batchNorm("bn1").relu().overlappingMaxPool(1, false);
        residualBlock(net, "stage1.0", 64, 1);
        residualBlock(net, "stage1.1", 64, 1);
        for (int stage = 2; stage <= 4; stage++) {
            residualBlock(net, "down" + stage, 32 << stage, 2);
            residualBlock(net, "stage" + stage, 32 << stage, 1);
        }
        return net.globalAveragePool().dense("scores", 1000);
    }

    private static void residualBlock(OnnxNetwork net, String block, int out, int stride) {
        Value before = net.last();
        net.conv(block + ".conv1", out, 3, stride, 1).batchNorm(block + ".bn1").relu();
        net.conv(block + ".conv2", out, 3, 1, 1).batchNorm(block + ".bn2");
        Value branch = net.last();
        net.from(before);
        if (stride > 1) {
            net.conv(block + ".shortcut", out, 1, stride, 0).batchNorm(block + ".shortcut_bn");
        }
        net.add(branch).relu();
    }

    private static OnnxNetwork squeezeNet() {
        OnnxNetwork net = new OnnxNetwork(3, 224, 224);
        net.conv("conv1", 96, 7, 2, 0).relu().overlappingMaxPool(0, true);
        fire(net, "fire2.0", 16);
        fire(net, "fire2.1", 16);
        fire(net, "fire4", 32);
        net.overlappingMaxPool(0, true);
        fire(net, "fire5", 32);
        fire(net, "fire6.0", 48);
        fire(net, "fire6.1", 48);
        fire(net, "fire8", 64);
        net.overlappingMaxPool(0, true);
        fire(net, "fire9", 64);
        return net.conv("conv10", 1000, 1, 1).relu().globalAveragePool();
    }

    private static void fire(OnnxNetwork net, String block, int squeezed) {
        Value squeeze = net.conv(block + ".squeeze", squeezed, 1, 1).relu().last();
        Value expand1 = net.conv(block + ".expand1", 4 * squeezed, 1, 1).relu().last();
        net.from(squeeze).conv(block + ".expand3", 4 * squeezed, 3, 1, 1).relu().concatTo(expand1);
    }

    private static OnnxNetwork mobileNetV2() {
        OnnxNetwork net = new OnnxNetwork(3, 224, 224);
        net.conv("conv", 32, 3, 2, 1).batchNorm("bn").relu6();
        inverted(net, "first", 1, 16, 1);
        stage(net, 24, 2, 2);
        stage(net, 32, 3, 2);
        stage(net, 64, 4, 2);
        stage(net, 96, 3, 1);
        stage(net, 160, 3, 2);
        inverted(net, "to320", 6, 320, 1);
        net.conv("last", 1280, 1, 1).batchNorm("last_bn").relu6();
        return net.globalAveragePool().dense("scores", 1000);
    }

    private static void stage(OnnxNetwork net, int out, int blocks, int stride) {
        inverted(net, "to" + out, 6, out, stride);
        for (int i = 1; i < blocks; i++) {
            inverted(net, "at" + out + (blocks > 2 ? "." + (i - 1) : ""), 6, out, 1);
        }
    }

    private static void inverted(OnnxNetwork net, String block, int expansion, int out, int stride) {
        Value before = net.last();
        int in = before.shape().get(1);
        if (expansion > 1) {
            net.conv(block + ".expand", expansion * in, 1, 1)
                    .batchNorm(block + ".expand_bn")
                    .relu6();
        }
        net.paddedDepthwise(block + ".depthwise", stride)
                .batchNorm(block + ".depthwise_bn")
                .relu6();
        net.conv(block + ".project", out, 1, 1).batchNorm(block + ".project_bn");
        if (stride == 1 && in == out) {
            net.add(before);
        }
    }
}
