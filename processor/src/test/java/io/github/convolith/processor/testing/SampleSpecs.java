package io.github.convolith.processor.testing;

import java.util.LinkedHashMap;
import java.util.Map;

/** Layers as users write them, one or more for every strategy, feature and form of the generated class. */
public final class SampleSpecs {
    private SampleSpecs() {}

    /** Annotations by the name of their interface. */
    public static Map<String, String> annotations() {
        Map<String, String> specs = new LinkedHashMap<>();
        specs.put("Stem", "@ConvLayer(in = 3, out = 8, kernel = 3, stride = 2, padding = Padding.SAME)");
        specs.put("FixedStem", """
                @ConvLayer(in = 3, out = 8, kernel = 3, stride = 2, padding = Padding.SAME, height = 32, width = 32,
                        activation = Activation.RELU)""");
        specs.put("Tiny", """
                @ConvLayer(in = 1, out = 2, kernel = 2, height = 3, width = 3, unroll = Unroll.FULL,
                        activation = Activation.LEAKY_RELU)""");
        specs.put("Large", """
                @ConvLayer(in = 2, out = 3, kernel = 5, padding = Padding.SAME, height = 8, width = 8,
                        unroll = Unroll.FULL, bias = Bias.NONE)""");
        specs.put("Edges", """
                @ConvLayer(in = 1, out = 2, kernel = 3, pad = 1, unroll = Unroll.TAPS,
                        weights = {-1, 0, 1, -2, 0, 2, -1, 0, 1, -1, -2, -1, 0, 0, 0, 1, 2, 1}, biases = {0, 0.5f})""");
        specs.put("Wide", "@ConvLayer(in = 16, out = 16, kernel = 3, unroll = Unroll.TAPS, height = 14, width = 14)");
        specs.put("Plain", """
                @ConvLayer(in = 4, out = 6, kernel = {3, 5}, stride = {1, 2}, dilation = {2, 1}, groups = 2,
                        pad = {1, 2, 3, 4}, bias = Bias.SUBTRACT, operation = Operation.CONVOLUTION,
                        activation = Activation.HARD_SIGMOID, unroll = Unroll.NONE)""");
        specs.put("Known", """
                @ConvLayer(in = 2, out = 2, kernel = 1, weights = {1, 2, 3, 4}, biases = {1, 2, 3, 4},
                        bias = Bias.SUBTRACT, unroll = Unroll.NONE, height = 4, width = 4)""");
        specs.put("Body", "@ConvLayer(in = 64, out = 64, kernel = 3, padding = Padding.SAME, height = 56, width = 56)");
        specs.put("OpenBody", "@ConvLayer(in = 16, out = 16, kernel = 5, padding = Padding.SAME_LOWER)");
        specs.put("Point", "@ConvLayer(in = 128, out = 256, kernel = 1, height = 7, width = 7)");
        specs.put("Spatial", """
                @ConvLayer(in = 32, out = 32, kernel = 3, groups = 32, padding = Padding.SAME, height = 28, width = 28,
                        activation = Activation.RELU6)""");
        specs.put("SpatialTwice", "@ConvLayer(in = 8, out = 16, kernel = 3, groups = 8, stride = 2, pad = 1)");
        specs.put("Tiles", """
                @ConvLayer(in = 32, out = 32, kernel = 3, padding = Padding.SAME, algorithm = Algorithm.WINOGRAD,
                        height = 16, width = 16)""");
        specs.put("OpenTiles", "@ConvLayer(in = 8, out = 8, kernel = 3, algorithm = Algorithm.WINOGRAD)");
        specs.put("Phases", "@ConvLayer(in = 8, out = 8, kernel = 4, stride = 3, algorithm = Algorithm.POLYPHASE)");
        specs.put("Smooth", "@Conv1dLayer(in = 1, out = 4, kernel = 5, padding = Padding.CAUSAL)");
        specs.put("FixedSmooth", """
                @Conv1dLayer(in = 2, out = 4, kernel = 5, dilation = 3, padding = Padding.FULL, length = 200,
                        activation = Activation.GELU)""");
        specs.put("Signal", """
                @Conv1dLayer(in = 2, out = 2, kernel = 3, stride = 2, padding = Padding.SAME_LOWER,
                        activation = Activation.MISH, algorithm = Algorithm.POLYPHASE)""");
        return specs;
    }

    /** The source file of one of them. */
    public static String source(String packageName, String modifiers, String name, String annotation) {
        return """
                package %s;

                import io.github.convolith.annotations.*;

                %s
                %sinterface %s {}
                """.formatted(packageName, annotation, modifiers, name);
    }
}
