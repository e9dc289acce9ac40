package io.github.convolith.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A part of a network that is used more than once: an interface whose methods are layers, as those of a {@link Network}
 * are. What goes in is called {@code input}; the result of the last layer comes out. {@link BlockLayer} puts it into a
 * network or into another block.
 *
 * <pre>{@code
 * @Block
 * interface Residual {
 *     @ConvLayer(out = 16, kernel = 3, padding = SAME, activation = RELU) void c1();
 *     @ConvLayer(out = 16, kernel = 3, padding = SAME) void c2();
 *     @ElementwiseLayer(from = {"c2", "input"}, activation = RELU) void sum();
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Block {}
