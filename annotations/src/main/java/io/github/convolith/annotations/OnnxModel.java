package io.github.convolith.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A trained network from an ONNX file. On an interface {@code Detector} it generates the class {@code DetectorNetwork}, in
 * the same package and with the same visibility, and packs the weights into a resource beside it. The interface stays
 * empty.
 *
 * <pre>{@code
 * @OnnxModel("models/detector.onnx")
 * interface Detector {}
 *
 * DetectorNetwork net = DetectorNetwork.load();
 * NetworkSession session = net.newSession(); // one per thread
 * session.input("image", pixels).run();
 * session.output("boxes", boxes);
 * }</pre>
 *
 * <p>Inputs and outputs are called as in the model. Their shapes have no batch axis: the model's is left out where it has a
 * single element. What of the model only depends on known numbers is computed when the class is generated. A model that
 * asks for anything unknown is refused with the operator, the node and the attribute.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface OnnxModel {
    /**
     * The file of the model, a resource beside the interface, or from the root of the resources if it begins with a slash.
     * Tensors that the model keeps in files of their own are read from its folder.
     *
     * @return the path
     */
    String value();

    /**
     * Sizes of the axes that the model leaves open, by their names in the model: {@code "height=320"}. A batch that is
     * left open is one of a single item.
     *
     * @return names and sizes
     */
    String[] sizes() default {};

    /**
     * Whole shapes of inputs, the batch first, for models that leave axes open without a name for them:
     * {@code "x=1,3,48,192"}. They outdo what the model says.
     *
     * @return names and shapes
     */
    String[] shapes() default {};

    /**
     * The values of the model that come out, by their names in it; so what stands behind them can be cut off.
     *
     * @return their names; leave them out for the outputs of the model
     */
    String[] outputs() default {};

    /**
     * The order in which the outside has inputs, and takes outputs, that have spatial axes.
     *
     * @return one layout; leave it out for the order of the model itself
     */
    Layout[] layout() default {};

    /**
     * Means that are subtracted from the only input: one number for all channels, or one for each. Together with
     * {@link #std} it turns {@code x} into {@code (x - mean) / std}, whether {@code x} comes as float or as 8-bit pixels
     * from 0 to 255. Where that is exact, it becomes part of the first layer's weights and costs nothing.
     *
     * @return the means; leave them out for 0
     */
    float[] mean() default {};

    /**
     * Standard deviations that the only input is divided by; see {@link #mean}.
     *
     * @return the standard deviations; leave them out for 1
     */
    float[] std() default {};
}
