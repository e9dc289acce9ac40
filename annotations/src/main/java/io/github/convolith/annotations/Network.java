package io.github.convolith.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A network of layers. On an interface {@code LeNet} it generates the class {@code LeNetNetwork}, in the same package and
 * with the same visibility. The methods of the interface are its layers, in the order in which they stand: each is written
 * {@code void name();} and carries one layer annotation. A layer takes the result of the one before it, unless its
 * {@code from} names others.
 *
 * <pre>{@code
 * @Network(channels = 1, height = 28, width = 28, weights = "lenet.npz")
 * interface LeNet {
 *     @ConvLayer(out = 6, kernel = 5, padding = SAME, activation = RELU) void c1();
 *     @MaxPoolLayer(kernel = 2) void s2();
 *     @DenseLayer(out = 10) void logits();
 * }
 *
 * LeNetNetwork net = LeNetNetwork.load();
 * NetworkSession session = net.newSession(); // one per thread
 * session.run(pixels, scores);
 * }</pre>
 *
 * <p>The weights of a layer are tensors with its name in front, such as {@code c1.weight} and {@code c1.bias}, in the shapes
 * and order of PyTorch and ONNX. They are packed beside the class when it is compiled ({@link #weights}), or given to
 * {@code link}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Network {
    /**
     * Channels of the only input, which is then called {@code input}. A network with several inputs, or one that is to
     * have another name, leaves this out and begins with methods that carry {@link InputLayer}.
     *
     * @return the number of channels
     */
    int channels() default 0;

    /**
     * Height of the only input in elements; given together with {@link #width}.
     *
     * @return the height
     */
    int height() default 0;

    /**
     * Width of the only input in elements; given together with {@link #height}.
     *
     * @return the width
     */
    int width() default 0;

    /**
     * Length of the only input in elements, for a network over one-dimensional signals. Without any size, the input is
     * a vector of {@link #channels} elements.
     *
     * @return the length
     */
    int length() default 0;

    /**
     * The order in which the outside has the only input, and takes outputs that have spatial axes.
     *
     * @return the layout
     */
    Layout layout() default Layout.NCHW;

    /**
     * Means that are subtracted from the only input: one number for all channels, or one for each. Together with
     * {@link #std} it turns {@code x} into {@code (x - mean) / std}, whether {@code x} comes as float or as 8-bit pixels
     * from 0 to 255. Where that is exact, it becomes part of the first layer's weights and costs nothing.
     *
     * @return the means; leave them out for 0
     */
    float[] mean() default {};

    /**
     * Standard deviations that the input is divided by; see {@link #mean}.
     *
     * @return the standard deviations; leave them out for 1
     */
    float[] std() default {};

    /**
     * The layers whose results come out.
     *
     * @return their names; leave them out for the last layer
     */
    String[] outputs() default {};

    /**
     * A {@code .npz}, {@code .npy} or {@code .safetensors} file with the weights, a resource beside the interface, or
     * from the root of the resources if it begins with a slash. They are checked against the layers and packed into a
     * resource beside the generated class, which then has a method {@code load()}.
     *
     * @return the path; leave it out if weights are only ever given to {@code link}
     */
    String weights() default "";
}
