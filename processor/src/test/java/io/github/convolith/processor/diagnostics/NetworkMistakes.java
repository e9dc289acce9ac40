package io.github.convolith.processor.diagnostics;

import static io.github.convolith.processor.diagnostics.Mistake.in;

import java.util.List;

/** The mistakes that users make in networks, and the dialogue that follows. */
final class NetworkMistakes {
    private NetworkMistakes() {}

    static List<Mistake> all() {
        return List.of(
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8)
                        »interface Net {
                        }
                        """,
                        List.of("NetNetwork"),
                        "[NO_LAYERS] Net has no layers; declare methods such as `@ConvLayer(out = 8, kernel = 3) void c1();`"),
                in(
                        """
                        »@Network
                        interface Net {
                            @ConvLayer(out = 4, kernel = 3)
                            void c1();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[NO_INPUT] channels is missing; give @Network channels and sizes, or begin with methods that carry @InputLayer"),
                in(
                        """
                        @Network(channels = »3, height = 8, width = 8)
                        interface Net {
                            @InputLayer(channels = 3, height = 8, width = 8)
                            void image();
                            @ConvLayer(out = 4, kernel = 3)
                            void c1();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[INPUT_TWICE] channels = 3, but there are methods with @InputLayer as well; remove one of them"),
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8, length = »8)
                        interface Net {
                            @ConvLayer(out = 4, kernel = 3)
                            void c1();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[LENGTH_AND_AREA] length is given together with height; give length for signals, or height and width for images"),
                in(
                        """
                        @Network(channels = 3, width = »8)
                        interface Net {
                            @ConvLayer(out = 4, kernel = 3)
                            void c1();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[INPUT_HALF_SIZED] width = 8 is given without height; give both, or length, or none for a vector"),
                in(
                        """
                        @Network(channels = 1, height = 32768, width = 32768)
                        »interface Net {
                            @ConvLayer(out = 1, kernel = 3, padding = SAME)
                            void c1();
                            @ConvLayer(out = 1, kernel = 3, padding = SAME)
                            void c2();
                            @ElementwiseLayer(from = {"c1", "c2"})
                            void sum();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[NETWORK_TOO_LARGE] input: its 1,073,741,824 elements are the most, and together with the others more than the 2,147,483,647 that a Java array can hold; make the inputs of the network smaller"),
                in("""
                        @Network(channels = »0, height = 8, width = 8)
                        interface Net {
                            @ConvLayer(out = 4, kernel = 3)
                            void c1();
                        }
                        """, List.of("NetNetwork"), "[NOT_POSITIVE] channels = 0; it must be at least 1"),
                in("""
                        @Network(channels = 3, height = 8, width = 8, mean = »{1, 2})
                        interface Net {
                            @ConvLayer(out = 4, kernel = 3)
                            void c1();
                        }
                        """, List.of("NetNetwork"), "[PER_CHANNEL] mean has 2 numbers; give one for all channels, or 3"),
                in("""
                        @Network(channels = 3, height = 8, width = 8, mean = »Float.NaN)
                        interface Net {
                            @ConvLayer(out = 4, kernel = 3)
                            void c1();
                        }
                        """, List.of("NetNetwork"), "[BAD_NUMBER] mean = NaN; give a finite number"),
                in("""
                        @Network(channels = 3, height = 8, width = 8, std = »0)
                        interface Net {
                            @ConvLayer(out = 4, kernel = 3)
                            void c1();
                        }
                        """, List.of("NetNetwork"), "[NOT_ABOVE_ZERO] std = 0.0; it must be above 0"),
                in("""
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @ConvLayer(out = 4, kernel = 3)
                            void c1();
                            @DropoutLayer(»2)
                            void d();
                        }
                        """, List.of("NetNetwork"), "[NOT_A_SHARE] d: value = 2.0; it must be from 0 to 1"),
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @ConvLayer(out = 4, kernel = 3)
                            void c1();
                            void »nothing();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[NO_LAYER] nothing: it has no layer annotation; give it one, such as @ConvLayer, or remove it"),
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @ConvLayer(out = 4, kernel = 3)
                            @FlattenLayer
                            void »c1();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[TWO_LAYERS_A_METHOD] c1: it carries both @ConvLayer and @FlattenLayer; use two methods"),
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @ConvLayer(out = 4, kernel = 3)
                            void »c1();
                            @ConvLayer(out = 4, kernel = 3)
                            void c1(int again);
                        }
                        """,
                        List.of("NetNetwork"),
                        "[SAME_NAME] c1: there is another layer or input of that name; rename one of them"),
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @ConvLayer(out = 4, kernel = 3)
                            int »c1(float[] x);
                        }
                        """,
                        List.of("NetNetwork"),
                        "[LAYER_SIGNATURE] c1: a layer has neither parameters nor a result; write `void c1();`"),
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @ConvLayer(out = 4, kernel = 3)
                            void c1();
                            @FlattenLayer(from = »"c2")
                            void f();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[UNKNOWN_NAME] f: from names c2, which there is not; did you mean c1?; there are input or c1"),
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @ConvLayer(out = 4, kernel = 3, from = »"f")
                            void c1();
                            @FlattenLayer
                            void f();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[FROM_LATER] c1: from names f, which comes further down or is this layer itself; layers run in source order"),
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @ConvLayer(out = 4, kernel = 3, from = »"c1")
                            void c1();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[FROM_LATER] c1: from names c1, which comes further down or is this layer itself; layers run in source order"),
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @ConvLayer(out = 4, kernel = 3)
                            void c1();
                            @ElementwiseLayer(from = »"c1")
                            void sum();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[FROM_COUNT] sum: from names 1 activation; the layer takes at least 2 activations"),
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @ConvLayer(out = 4, kernel = 3)
                            void c1();
                            @FlattenLayer(from = »{"c1", "input"})
                            void f();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[FROM_COUNT] f: from names 2 activations; the layer takes 1 activation"),
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @ConvLayer(out = 4, kernel = 3)
                            void »c1();
                            @ConvLayer(out = 4, kernel = 3, from = "input")
                            void c2();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[UNUSED_LAYER] c1: nothing reads its result; name it in a `from` or in outputs = {\"c1\", …}, or remove it"),
                in("""
                        @Network
                        interface Net {
                            @InputLayer(channels = 3, height = 8, width = 8)
                            void »left();
                            @InputLayer(channels = 3, height = 8, width = 8)
                            void right();
                            @ConvLayer(out = 4, kernel = 3)
                            void c1();
                        }
                        """, List.of("NetNetwork"), "[UNUSED_INPUT] left: nothing reads it; remove it"),
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @ConvLayer(in = »4, out = 4, kernel = 3)
                            void c1();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[NOT_WHAT_GOES_IN] c1: in = 4, but input gives 3 × 8 × 8; make it 3, or leave out in"),
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @ConvLayer(out = 4, kernel = 3, height = »9)
                            void c1();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[NOT_WHAT_GOES_IN] c1: height = 9, but input gives 3 × 8 × 8; make it 8, or leave out height"),
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @ConvLayer(out = 4, kernel = 3)
                            void c1();
                            @DenseLayer(in = »100, out = 10)
                            void f();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[NOT_WHAT_GOES_IN] f: in = 100, but c1 gives 4 × 6 × 6; make it 144, or leave out in"),
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @ConvLayer(out = 4, kernel = 3)
                            void c1();
                            @FlattenLayer
                            void f();
                            @ConvLayer(out = 4, kernel = 3)
                            void »c2();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[WRONG_RANK] c2: it takes an activation with 2 spatial axes, but f is 144"),
                in("""
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @ConvLayer(out = 4, kernel = 3)
                            void c1();
                            @ConcatLayer(axis = »3, from = {"c1", "c1"})
                            void both();
                        }
                        """, List.of("NetNetwork"), "[NO_SUCH_AXIS] both: axis = 3, but the axes of 4 × 6 × 6 are 0 to 2"),
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @ConvLayer(out = 4, kernel = 3)
                            void c1();
                            @ElementwiseLayer(from = »{"c1", "input"})
                            void sum();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[MISFIT] sum: 4 × 6 × 6 and 3 × 8 × 8 cannot be combined element by element: an axis has 4 elements in one and 3 in the other"),
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @ConvLayer(out = 4, kernel = »»9)
                            void c1();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[KERNEL_TOO_LARGE] c1: kernel = 9 is larger than height = 8 without padding; use a smaller kernel, more padding or height = 9 or more",
                        "[KERNEL_TOO_LARGE] c1: kernel = 9 is larger than width = 8 without padding; use a smaller kernel, more padding or width = 9 or more"),
                in("""
                        @Network(channels = 3, height = 8, width = 8, outputs = »{"c1", "c1"})
                        interface Net {
                            @ConvLayer(out = 4, kernel = 3)
                            void c1();
                        }
                        """, List.of("NetNetwork"), "[OUTPUT_TWICE] outputs names c1 twice; name it once"),
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8, outputs = »"logits")
                        interface Net {
                            @ConvLayer(out = 4, kernel = 3)
                            void c1();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[UNKNOWN_NAME] outputs names logits, which there is not; there are input or c1"),
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @ConvLayer(out = 4, kernel = 3)
                            void c1();
                            @BlockLayer(»Block1.class)
                            void b();
                        }

                        @Block
                        interface Block1 {
                            @InputLayer(channels = 4)
                            void other();
                            @FlattenLayer
                            void f();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[INPUT_IN_BLOCK] b: Block1.other: a block has a single input, which is called input; remove @InputLayer"),
                in("""
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @ConvLayer(out = 4, kernel = 3)
                            void c1();
                            @BlockLayer(value = Block1.class, times = »0)
                            void b();
                        }

                        @Block
                        interface Block1 {
                            @FlattenLayer
                            void f();
                        }
                        """, List.of("NetNetwork"), "[TIMES] b: times = 0; it must be from 1 to 1000"),
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @ConvLayer(out = 4, kernel = 3)
                            void c1();
                            @BlockLayer(»String.class)
                            void b();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[NOT_A_BLOCK] b: value = java.lang.String, which is no block; annotate it with @Block"),
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @ConvLayer(out = 4, kernel = 3)
                            void c1();
                            @BlockLayer(»Block1.class)
                            void b();
                        }

                        @Block
                        interface Block1 {
                            @BlockLayer(Block1.class)
                            void again();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[BLOCK_IN_ITSELF] b: Block1.again: value = p.Block1, which this block is part of; a block cannot contain itself"),
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @ConvLayer(out = 4, kernel = 3)
                            void c1();
                            @BlockLayer(Block1.class)
                            void b();
                            @SharedLayer(of = »"b")
                            void s();
                        }

                        @Block
                        interface Block1 {
                            @FlattenLayer
                            void f();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[SHARED_BLOCK] s: of = b, which is a block; share its layers one by one"),
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @ConvLayer(out = 4, kernel = 3)
                            void c1();
                            @SharedLayer(of = "c1", from = »"c1")
                            void s();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[SHARED_MISFIT] s: its weights would be shared, but c1.weight is of [4, 3, 3, 3] for the one and of [4, 4, 3, 3] for the other; share weights only between activations with the same number of channels"),
                in(
                        """
                        interface Net {
                            @ConvLayer(out = 4, kernel = 3)
                            void »c1();
                        }
                        """,
                        List.of(),
                        "[METHOD_OUTSIDE] @ConvLayer on a method makes a layer only in an interface that carries @Network or @Block"),
                in("""
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @BatchNormLayer(epsilon = »0)
                            void b();
                        }
                        """, List.of("NetNetwork"), "[NOT_ABOVE_ZERO] b: epsilon = 0.0; it must be above 0"),
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @ConvLayer(out = »0, kernel = »0, stride = »0)
                            void c1();
                            @DenseLayer(out = »0)
                            void f();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[NOT_POSITIVE] c1: out = 0; it must be at least 1",
                        "[NOT_POSITIVE] c1: kernel = 0; it must be at least 1",
                        "[NOT_POSITIVE] c1: stride = 0; it must be at least 1"),
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @ConvLayer(out = 4, kernel = 3)
                            void c1();
                            @SliceLayer(step = »0)
                            void s();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[STEP_ZERO] s: step = 0; it must be 1 or more, or negative to go backwards"),
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @ConvLayer(out = 4, kernel = 3)
                            void c1();
                            @SliceLayer(begin = »4)
                            void s();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[EMPTY_SLICE] s: begin = 4, with end left out and step = 1, takes no element of axis 0 of 4 × 6 × 6; choose others"),
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @ConvLayer(out = 4, kernel = 3)
                            void c1();
                            @SplitLayer
                            void »s();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[PARTS_OR_SIZES] s: give either parts or sizes, to say how the axis is split"),
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @ConvLayer(out = 4, kernel = 3)
                            void c1();
                            @SplitLayer(sizes = »{1, 2})
                            void s();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[SPLIT_SIZES] s: sizes = {1, 2}; they must be positive and add up to 4, the axis of 4 × 6 × 6"),
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @ConvLayer(out = 4, kernel = 3)
                            void c1();
                            @SplitLayer(parts = »5)
                            void s();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[SPLIT_PARTS] s: parts = 5; it must be from 1 to 4 for the axis of 4 × 6 × 6"),
                in(
                        """
                        @Network(channels = 6, height = 8, width = 8)
                        interface Net {
                            @SplitLayer(parts = »5)
                            void s();
                            @FlattenLayer(from = "s.4")
                            void f();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[SPLIT_UNEVEN] s: parts = 5 do not come out of 6, the axis of 6 × 8 × 8: parts of 2 elements make 3; give sizes"),
                in(
                        """
                        @Network(channels = 6)
                        interface Net {
                            @ReduceLayer(operation = Reduction.MEAN)
                            void »r();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[WRONG_RANK] r: it takes an activation with 1 or 2 spatial axes, but input is 6"),
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @ConvLayer(out = 4, kernel = 3)
                            void c1();
                            @SplitLayer(parts = 2)
                            void s();
                            @FlattenLayer(from = »"s")
                            void f();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[SEVERAL_RESULTS] f: s has several results; name one of them, such as s.0"),
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @MaxPoolLayer(kernel = 3, stride = 1, pad = »{0, 3})
                            void p1();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[POOLS_PADDING] p1: kernel = 3 on width = 8 with padding of 3 and 3 has a window that sees nothing but padding; use less padding"),
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @ConvLayer(out = 4, kernel = 3)
                            void c1();
                            @LocalResponseNormLayer(size = »0, k = »0)
                            void n();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[NOT_POSITIVE] n: size = 0; it must be at least 1",
                        "[NOT_ABOVE_ZERO] n: k = 0.0; it must be above 0"),
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @PadLayer(pad = 1, mode = PadMode.EDGE, value = »1)
                            void p();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[PAD_VALUE] p: value = 1.0, but mode = EDGE repeats elements; remove value, or use mode = CONSTANT"),
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @PadLayer(channels = »{1, 2, 3})
                            void p();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[PAD_CHANNELS] p: channels = {1, 2, 3} has 3 numbers; give one for both ends, or two: begin, end; none may be negative"),
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @ConvTransposeLayer(out = 4, kernel = 3, padding = »CAUSAL)
                            void c();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[TRANSPOSED_PADDING] c: padding = CAUSAL is not defined for a transposed convolution; use VALID, SAME, SAME_LOWER, or give pad"),
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @ConvTransposeLayer(out = 4, kernel = 3, outputPadding = »1)
                            void c();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[OUTPUT_PADDING] c: outputPadding = 1; it must be at least 0, and 0 or less than stride = 1 or dilation = 1"),
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @MaxPoolLayer(kernel = 2, pad = »2)
                            void m();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[POOLS_PADDING] m: kernel = 2 on height = 8 with padding of 2 and 2 has a window that sees nothing but padding; use less padding"),
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @ResizeLayer(height = »4)
                            void r();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[RESIZE_TARGET] r: it says how large it becomes either by scale or by height and width; here are given: height"),
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @ResizeLayer(scale = »0.01f)
                            void r();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[SCALE_TOO_SMALL] r: scale = 0.01 leaves nothing of height = 8; make it larger"),
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @ResizeLayer(scale = 2, antialias = »true)
                            void r();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[OPTION_UNUSED] r: antialias is given, but has no meaning with mode = NEAREST; remove it, or use mode = LINEAR or CUBIC"),
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @TransposeLayer(order = »{0, 1})
                            void t();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[NOT_AN_ORDER] t: order = {0, 1}; it has to name each axis from 0 to 2 of 3 × 8 × 8 once"),
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @ReshapeLayer(shape = »{-1, -1})
                            void r();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[BAD_SHAPE] r: shape = {-1, -1}; give one number per axis: at least 1, or 0 for what goes in there, or once -1 for the rest"),
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @ReshapeLayer(shape = »{5, 5})
                            void r();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[RESHAPE_MISFIT] r: shape = {5, 5} takes 25 elements, and 3 × 8 × 8 has 192; give another shape"),
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @ChannelShuffleLayer(groups = »2)
                            void s();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[SHUFFLE_GROUPS] s: groups = 2 does not divide the channels of 3 × 8 × 8; use groups = 1 or 3"),
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @ConstantLayer(shape = »{3, 0})
                            void k();
                            @ElementwiseLayer(from = {"input", "k"})
                            void sum();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[CONSTANT_SHAPE] k: shape = {3, 0}; give one number per axis, each at least 1"),
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @ConstantLayer(shape = {3, 1, 1}, values = »{1, 2})
                            void k();
                            @ElementwiseLayer(from = {"input", "k"})
                            void sum();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[CONSTANT_COUNT] k: values has 2 numbers, but a constant of 3 × 1 × 1 takes 3, or one for all"),
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @ConstantLayer(shape = {3, 64, 64}, values = »1)
                            void k();
                            @ElementwiseLayer(from = {"input", "k"})
                            void sum();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[CONSTANT_TOO_LARGE] k: it has 12,288 numbers, more than the 4,000 that are written into a class; remove values and store them as the tensor k"),
                in(
                        """
                        @OnnxModel("net.onnx")
                        »interface Net {
                            void layer();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[MODEL_WITH_METHODS] Net declares or inherits the method layer; what stands for a model is an empty interface"),
                in(
                        """
                        @OnnxModel(value = "net.onnx", sizes = »"height")
                        interface Net {
                        }
                        """,
                        List.of("NetNetwork"),
                        "[NAMED_NUMBERS] sizes = \"height\"; write a name, an equals sign and numbers of at least 1: \"height=320\""),
                in("""
                        @OnnxModel(value = "net.onnx", layout = »{Layout.NCHW, Layout.NHWC})
                        interface Net {
                        }
                        """, List.of("NetNetwork"), "[ONE_LAYOUT] layout = [NCHW, NHWC]; give a single one"));
    }
}
