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
                        "[NOT_WHAT_GOES_IN] c1: in = 4, but what goes in is 3 × 8 × 8; make it 3, or leave out in"),
                in(
                        """
                        @Network(channels = 3, height = 8, width = 8)
                        interface Net {
                            @ConvLayer(out = 4, kernel = 3, height = »9)
                            void c1();
                        }
                        """,
                        List.of("NetNetwork"),
                        "[NOT_WHAT_GOES_IN] c1: height = 9, but what goes in is 3 × 8 × 8; make it 8, or leave out height"),
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
                        "[NOT_WHAT_GOES_IN] f: in = 100, but what goes in is 4 × 6 × 6; make it 144, or leave out in"),
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
                        "[NOT_POSITIVE] c1: stride = 0; it must be at least 1"));
    }
}
