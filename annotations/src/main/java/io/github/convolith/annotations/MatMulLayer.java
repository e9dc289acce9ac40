package io.github.convolith.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The matrix product of two activations, {@code y[i][j] = Σ_k a[i][k]·b[k][j]}, of up to four axes each. It is the
 * operator {@code MatMul} of ONNX and PyTorch's {@code matmul}, the axis of the batch left out; a product with weights is
 * a {@link DenseLayer}.
 *
 * <p>The last two axes are those of a matrix. Axes before them count matrices: the product is that of each with each, and
 * an axis of size 1, or one that is missing, is repeated. An activation with one axis is a row where it stands first and
 * a column where it stands second, and the product is without that axis; of two such it is a single element.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface MatMulLayer {
    /**
     * Whether the last two axes of the first activation change places before.
     *
     * @return whether the first matrix is transposed
     */
    boolean transposeA() default false;

    /**
     * Whether the last two axes of the second activation change places before.
     *
     * @return whether the second matrix is transposed
     */
    boolean transposeB() default false;

    /**
     * The two activations.
     *
     * @return two names
     */
    String[] from();
}
