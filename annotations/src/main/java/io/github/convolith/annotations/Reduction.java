package io.github.convolith.annotations;

/** How many elements become one. */
public enum Reduction {
    /** The arithmetic mean. */
    MEAN,
    /** The largest. */
    MAX,
    /** The smallest. */
    MIN,
    /** The sum. */
    SUM,
    /** The product. */
    PRODUCT,
    /** The sum of the absolute values. */
    L1,
    /** The square root of the sum of the squares. */
    L2,
    /** The sum of the squares. */
    SUM_OF_SQUARES,
    /** The natural logarithm of the sum. */
    LOG_SUM,
    /** The natural logarithm of the sum of the exponentials. */
    LOG_SUM_EXP
}
