package io.github.convolith.processor.onnx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Small models that have of most of what exporters write. */
final class SmallModels {
    private SmallModels() {}

    /** All of them, by name. */
    static Map<String, SmallModel> all() {
        Map<String, SmallModel> all = new LinkedHashMap<>();
        all.put("classifier", classifier());
        all.put("residual", residual());
        all.put("shapes", shapes());
        all.put("channelsLast", channelsLast());
        all.put("decoder", decoder());
        all.put("branches", branches());
        all.put("functions", functions());
        all.put("signal", signal());
        return all;
    }

    private static SmallModel classifier() {
        return new SmallModel()
                .input("image", 1, 1, 12, 12)
                .weights("c1.weight", 4, 1, 3, 3)
                .weights("c1.bias", 4)
                .node("Conv", "c1", "image", "c1.weight", "c1.bias")
                .attributes("pads", 1, 1, 1, 1)
                .attributes("strides", 1, 1)
                .node("Relu", "r1", "c1")
                .node("MaxPool", "p1", "r1")
                .attributes("kernel_shape", 2, 2)
                .attributes("strides", 2, 2)
                .node("Flatten", "flat", "p1")
                .attribute("axis", 1L)
                .weights("fc.weight", 10, 144)
                .weights("fc.bias", 10)
                .node("Gemm", "logits", "flat", "fc.weight", "fc.bias")
                .attribute("transB", 1L)
                .attribute("alpha", 0.5f)
                .node("Softmax", "scores", "logits")
                .attribute("axis", -1L)
                .output("scores");
    }

    private static SmallModel residual() {
        return new SmallModel()
                .input("x", 1, 4, 8, 8)
                .weights("a.weight", 4, 4, 3, 3)
                .node("Conv", "a", "x", "a.weight")
                .attribute("auto_pad", "SAME_UPPER")
                .attribute("group", 1L)
                .initializer("scale", List.of(4L), 1, 2, 3, 4)
                .initializer("shift", List.of(4L), 1, -2, 3, -4)
                .initializer("mean", List.of(4L), 0, 1, 0, 1)
                .initializer("var", List.of(4L), 1, 2, 1, 2)
                .node("BatchNormalization", "n", "a", "scale", "shift", "mean", "var")
                .attribute("epsilon", 1e-3f)
                .node("Add", "sum", "n", "x")
                .node("LeakyRelu", "r", "sum")
                .attribute("alpha", 0.1f)
                .weights("d.weight", 4, 1, 3, 3)
                .node("Conv", "d", "r", "d.weight")
                .attribute("group", 4L)
                .attributes("dilations", 2, 2)
                .node("GlobalAveragePool", "y", "d")
                .output("y")
                .output("sum");
    }

    private static SmallModel shapes() {
        return new SmallModel()
                .input("x", 1, 6, 4, 4)
                .node("Shape", "shape", "x")
                .integers("zero", 0)
                .integers("minus", -1)
                .node("Gather", "batch", "shape", "zero")
                .attribute("axis", 0L)
                .node("Concat", "target", "batch", "minus")
                .attribute("axis", 0L)
                .node("Reshape", "flat", "x", "target")
                .weights("w", 96, 5)
                .node("MatMul", "y", "flat", "w")
                .integers("two", 2)
                .node("ConstantOfShape", "zeros", "two")
                .node("Reshape", "z", "y", "minus")
                .output("y")
                .output("z");
    }

    private static SmallModel channelsLast() {
        return new SmallModel()
                .input("image", 1, 8, 8, 3)
                .node("Transpose", "x", "image")
                .attributes("perm", 0, 3, 1, 2)
                .integers("pads", 0, 0, 0, 0, 0, 0, 1, 1)
                .node("Pad", "padded", "x", "pads")
                .attribute("mode", "constant")
                .weights("w", 8, 3, 3, 3)
                .node("Conv", "c", "padded", "w")
                .attributes("strides", 2, 2)
                .node("Transpose", "y", "c")
                .attributes("perm", 0, 2, 3, 1)
                .node("Sigmoid", "out", "y")
                .output("out");
    }

    private static SmallModel decoder() {
        return new SmallModel()
                .input("x", 1, 4, 5, 5)
                .weights("w", 4, 3, 2, 2)
                .node("ConvTranspose", "up", "x", "w")
                .attributes("strides", 2, 2)
                .attributes("output_padding", 1, 1)
                .initializer("scales", List.of(4L), 1, 1, 2, 2)
                .node("Resize", "resized", "up", "", "scales")
                .attribute("mode", "linear")
                .attribute("coordinate_transformation_mode", "half_pixel")
                .node("AveragePool", "pooled", "resized")
                .attributes("kernel_shape", 3, 3)
                .attributes("pads", 1, 1, 1, 1)
                .attribute("count_include_pad", 1L)
                .attribute("ceil_mode", 1L)
                .node("LRN", "y", "pooled")
                .attribute("size", 3L)
                .output("y");
    }

    private static SmallModel branches() {
        return new SmallModel()
                .input("a", 1, 4, 6, 6)
                .input("b", 1, 2, 6, 6)
                .node("Concat", "ab", "a", "b")
                .attribute("axis", 1L)
                .integers("starts", 1, 0)
                .integers("ends", 5, 100)
                .integers("axes", 1, 3)
                .integers("steps", 1, 2)
                .node("Slice", "part", "ab", "starts", "ends", "axes", "steps")
                .integers("shuffled", 1, 2, 2, 6, 3)
                .integers("whole", 1, 4, 6, 3)
                .node("Reshape", "groups", "part", "shuffled")
                .node("Transpose", "swapped", "groups")
                .attributes("perm", 0, 2, 1, 3, 4)
                .node("Reshape", "shuffle", "swapped", "whole")
                .node("DepthToSpace", "space", "a")
                .attribute("blocksize", 2L)
                .output("shuffle")
                .output("space");
    }

    private static SmallModel functions() {
        return new SmallModel()
                .input("x", 1, 3, 4, 4)
                .initializer("low", List.of(), -1)
                .initializer("high", List.of(), 6)
                .node("Clip", "clipped", "x", "low", "high")
                .initializer("slope", List.of(3L, 1L, 1L), 0.1f, 0.2f, 0.3f)
                .node("PRelu", "p", "clipped", "slope")
                .node("ReduceMean", "m", "p")
                .attributes("axes", 2, 3)
                .attribute("keepdims", 1L)
                .node("Sub", "centered", "p", "m")
                .initializer("power", List.of(), 2)
                .node("Pow", "squared", "centered", "power")
                .node("Sqrt", "root", "squared")
                .node("HardSigmoid", "h", "root")
                .node("Mul", "product", "h", "x")
                .node("Tanh", "y", "product")
                .output("y");
    }

    private static SmallModel signal() {
        return new SmallModel()
                .input("x", 1, 2, 32)
                .weights("w", 6, 2, 5)
                .node("Conv", "c", "x", "w")
                .attributes("pads", 4, 0)
                .node("Elu", "e", "c")
                .integers("axes", 0)
                .node("Squeeze", "s", "e", "axes")
                .node("Unsqueeze", "u", "s", "axes")
                .node("LogSoftmax", "y", "u")
                .attribute("axis", 1L)
                .output("y");
    }
}
