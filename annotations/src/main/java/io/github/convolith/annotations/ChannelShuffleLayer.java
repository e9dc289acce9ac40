package io.github.convolith.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The channels of all groups taken in turns: of {@code c} channels in {@code g} groups, channel {@code i·(c/g) + j} comes
 * to {@code j·g + i}. It lets the groups of neighbouring convolutions see each other (Zhang et al., "ShuffleNet", 2018),
 * and is PyTorch's {@code ChannelShuffle}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface ChannelShuffleLayer {
    /**
     * The number of groups, which divides the number of channels.
     *
     * @return the number of groups
     */
    int groups();

    /**
     * The activation that goes in, the name of an earlier layer or of an input.
     *
     * @return one name; leave it out for the layer before this one
     */
    String[] from() default {};
}
