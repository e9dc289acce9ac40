package io.github.convolith.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Numbers that do not depend on what goes into the network: written here, where they become part of the code, or learned.
 * It is the operator {@code Constant} of ONNX, or a {@code Parameter} of a PyTorch module.
 *
 * <p>What is computed from constants alone is computed when the code is generated.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface ConstantLayer {
    /**
     * The shape, the channels first.
     *
     * @return one number per axis, each at least 1
     */
    int[] shape();

    /**
     * The numbers in row-major order, at most 4,000 of them. Left out, they are the tensor with the name of the layer,
     * without anything behind it.
     *
     * @return one number for each element, or one for all
     */
    float[] values() default {};
}
