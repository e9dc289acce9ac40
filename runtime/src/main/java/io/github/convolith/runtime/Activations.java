package io.github.convolith.runtime;

/**
 * The activation functions that take more than a comparison, in {@code float}. Generated classes call them in loops over
 * whole buffers; the simpler ones (ReLU, hard sigmoid and the like) are written into those loops directly.
 *
 * <p>With {@code f(v)} the exact value, every function is within {@code 1e-6·|f(v)| + 1e-7} of it for every finite
 * {@code v}, and within {@code 1e-6·|f(v)| + 1e-9} where {@code |v| ≤ 0.5}. Infinities, and finite values too large for
 * the exponential, give the limit of the function. The result for NaN is unspecified. Equal arguments give equal bits on
 * every machine, whether or not the loop was vectorised.
 *
 * <p>{@code alpha} is any finite number, except for {@link #celu}.
 */
public final class Activations {
    // C2 turns `y[i] = f(y[i])` into SIMD code if f is inlined, has no branch, and uses nothing but + - * /, abs, min
    // and max: up to JDK 25 it has no vector form of Float.intBitsToFloat, and on JDK 17 none of a conversion to int,
    // which closes the usual way to make a power of two, by its bits. Nor does it unroll, and so vectorise, a loop of
    // more than some 60 nodes (LoopUnrollLimit), of which JDK 17 leaves about 40 to the arithmetic. Past that limit a
    // function takes ten times as long, so each of these stays far enough below it that scale and bias fit into the
    // same loop; exp, the longest, leaves no room for more.
    //
    // No Math.fma: without hardware for it, it computes in BigDecimal.
    //
    // The coefficients come from the project's own weighted minimax fits by Remez' exchange algorithm, in double
    // precision; rounding them to float was part of the fit. What was fitted, and over which interval, stands at each
    // polynomial. The errors named in the Javadoc were measured over all floats between 1e-4 and 130 in magnitude, and
    // over samples of the others.

    /** Below this argument, a gate that decays like {@code exp(v)} is 0 in float, and so is its product with v. */
    private static final float GATE_CLOSED = -128f;

    private Activations() {}

    /**
     * {@code exp(v)}, with a relative error below 6e-7 wherever the result is a normal float. Overflows to infinity.
     *
     * @param v the argument
     * @return e to the power of {@code v}
     */
    public static float exp(float v) {
        // exp(v) = (2^m · e^(r/2))² with v = 2m·ln 2 + r and |r| ≤ ln 2. Taking the square last leaves overflow and
        // underflow to it: 2^m is a normal float for every v. exp(-104) rounds to 0, exp(89) to infinity.
        float x = Math.max(-104f, Math.min(v, 89f));
        // m/256: adding and subtracting 1.5·2^15, where one ulp is 1/256, rounds; the factor is 1 / (256 · 2 ln 2).
        float k = (x * 0.0028177637f + 49152f) - 49152f;
        // 256 · 2 ln 2 in two parts (Cody and Waite, "Software Manual for the Elementary Functions", 1980), the first
        // of so few bits, 12, that its product with k is exact.
        float r = (x - k * 0x1.62ep8f) - k * 0.016356448f;
        // 32 · e^(r/4) over |r| ≤ 1.002·ln 2, relative error 1.5e-8.
        float p = 2.1728533e-04f;
        p = p * r + 0.005215064f;
        p = p * r + 0.083360195f;
        p = p * r + 0.99999917f;
        p = p * r + 7.9999967f;
        p = p * r + 32f;
        float s = p * p * powerOfTwo(k);
        return s * s;
    }

    /**
     * {@code 2^(256k - 10)} for an integer 256k from -75 to 64, exactly, without touching bits: it is the distance from
     * an estimate of {@code 2^(256k + 13.5)} to the float before it.
     */
    private static float powerOfTwo(float k) {
        // 2^((256k + 13.5) / 128) by a minimax parabola, whose leading coefficient is 1: the exponent 13 was chosen for
        // that. Its 128th power is within a factor of 1.35 of 2^(256k + 13.5), so between two powers of two.
        float t = k + 0.7584643f;
        float b = t * t + 0.5017141f;
        b *= b;
        b *= b;
        b *= b;
        b *= b;
        b *= b;
        b *= b;
        b *= b;
        // 1 - 2^-24, half an ulp below 1: the product is rounded to the float before b. (After Rump, "Ultimately Fast
        // Accurate Summation", 2009, who finds the leading bit of a number in this way.)
        return b - b * 0.99999994f;
    }

    /**
     * {@code 1 / (1 + exp(-v))}. The relative error is below 4e-6 for {@code v ≥ -20}; below that, where the value is
     * under 2.1e-9, only the absolute error is small.
     *
     * @param v the argument
     * @return a number from 0 to 1; exactly 0 below -128 and exactly 1 above 18
     */
    public static float sigmoid(float v) {
        return 1f / (1f + expOfMinus(v));
    }

    /**
     * {@code v / (1 + exp(-v))}, also called Swish.
     *
     * @param v the argument
     * @return {@code v·sigmoid(v)}
     */
    public static float silu(float v) {
        float x = Math.max(v, GATE_CLOSED);
        return x / (1f + expOfMinus(x));
    }

    /**
     * {@code v/2·(1 + tanh(√(2/π)·(v + 0.044715·v³)))}, the approximation of {@link #gelu} by tanh (Hendrycks and Gimpel,
     * "Gaussian Error Linear Units", 2016).
     *
     * @param v the argument
     * @return {@code v·sigmoid(2·√(2/π)·(v + 0.044715·v³))}, which is the same
     */
    public static float geluTanh(float v) {
        float x = Math.max(v, GATE_CLOSED);
        // 2·√(2/π), and 0.044715 times that.
        return x / (1f + expOfMinus(x * (1.595769f + 0.07135481f * (x * x))));
    }

    /**
     * {@code v·tanh(log(1 + exp(v)))} (Misra, "Mish: A Self Regularized Non-Monotonic Activation Function", 2019).
     *
     * @param v the argument
     * @return {@code v} times a gate from 0 to 1
     */
    public static float mish(float v) {
        // With f = exp(-v), tanh(log(1 + 1/f)) = (1 + 2f) / (1 + 2f + 2f²). At -60, f is still finite and f² infinite,
        // so that the gate is closed.
        float x = Math.max(v, -60f);
        float f = expOfMinus(x);
        float f2 = f + f;
        float n = 1f + f2;
        // The quotient first: it is exactly 1 for large v, while x·n could overflow.
        return x * (n / (n + f2 * f));
    }

    /**
     * {@code exp(-v)} for sums with numbers of about 1: the relative error is below 4e-6 from -20 to about 0, and the
     * absolute error below 1e-6 above. Stays at exp(-18), which vanishes beside 1, from 18 on; between -128 and -88 it
     * overflows to infinity.
     */
    private static float expOfMinus(float v) {
        float x = Math.min(v, 18f);
        // e^(-x/32) - 1 over [-20, 18], fitted so that 1 plus its 32nd power has a relative error of 2e-7. Left of the
        // interval all terms are positive, and the power grows to infinity.
        float u = 1.714688e-12f;
        u = u * x - 2.3799604e-10f;
        u = u * x + 3.9849926e-08f;
        u = u * x - 5.0857398e-06f;
        u = u * x + 4.8828183e-04f;
        u = u * x - 0.03125f;
        u *= x;
        // The square of 1 + u is 1 + u(u + 2). Leaving out the 1 for the first two squarings keeps the digits of u that
        // it would cost, which five plain squarings would magnify 32 times.
        u *= u + 2f;
        u *= u + 2f;
        float q = u + 1f;
        q *= q;
        q *= q;
        return q * q;
    }

    /**
     * {@code tanh(v)}, with a relative error below 4e-7. Exactly odd.
     *
     * @param v the argument
     * @return a number from -1 to 1; exactly ±1 for |v| above 8.1005
     */
    public static float tanh(float v) {
        // tanh(x)/x = P(x²)/Q(x²) over |x| ≤ 8.8, relative error 1.8e-8. At the bound, where tanh is 1 - 1.8e-7, the
        // quotient is rounded to exactly 1, and for no smaller x is it rounded to more (all were tried).
        float x = Math.max(-8.100442f, Math.min(v, 8.100442f));
        float z = x * x;
        float p = 1.3778074e-8f;
        p = p * z + 2.0915568e-05f;
        p = p * z + 0.0035143096f;
        p = p * z + 0.13396837f;
        p = p * z + 1f;
        float q = 7.9500194e-07f;
        q = q * z + 0.00033161734f;
        q = q * z + 0.025948346f;
        q = q * z + 0.4673016f;
        q = q * z + 1f;
        return x * p / q;
    }

    /**
     * {@code v < 0 ? alpha·(exp(v) - 1) : v} (Clevert et al., "Fast and Accurate Deep Network Learning by Exponential
     * Linear Units", 2015).
     *
     * @param v the argument
     * @param alpha the negative of the limit towards minus infinity
     * @return the value, with a relative error below 6e-7 where {@code |v| > 1e-36}
     */
    public static float elu(float v, float alpha) {
        return Math.max(v, 0f) + alpha * expm1OfNegative(v);
    }

    /**
     * {@code 1.0507009873554805·(v < 0 ? 1.6732632423543772·(exp(v) - 1) : v)}; both constants are from Klambauer et al.,
     * "Self-Normalizing Neural Networks", 2017.
     *
     * @param v the argument
     * @return the value, with a relative error below 6e-7 where {@code |v| > 1e-36}
     */
    public static float selu(float v) {
        // The second factor is the product of the two constants.
        return 1.050701f * Math.max(v, 0f) + 1.7580993f * expm1OfNegative(v);
    }

    /**
     * {@code max(0, v) + min(0, alpha·(exp(v / alpha) - 1))} (Barron, "Continuously Differentiable Exponential Linear
     * Units", 2017).
     *
     * @param v the argument
     * @param alpha the negative of the limit towards minus infinity; greater than 0, or the result is unspecified
     * @return the value, with a relative error below 6e-7 where {@code |v|} and {@code |v / alpha|} are above 1e-36
     */
    public static float celu(float v, float alpha) {
        return Math.max(v, 0f) + alpha * expm1OfNegative(v / alpha);
    }

    /** {@code exp(v) - 1} for {@code v < 0}, with a small relative error also near 0, and 0 for the rest. */
    private static float expm1OfNegative(float v) {
        float x = Math.min(v, 0f);
        // e^(x/16) - 1 over [-17.4, 0], fitted so that its 16th power, less 1, has a relative error of 1e-8. Left of
        // the interval it falls below -1.
        float u = 6.7965136e-09f;
        u = u * x + 6.304365e-07f;
        u = u * x + 4.0681134e-05f;
        u = u * x + 0.0019531208f;
        u = u * x + 0.0625f;
        u = Math.max(u * x, -1f);
        // (1 + u)² - 1 = u(u + 2), four times, which never subtracts the 1.
        u *= u + 2f;
        u *= u + 2f;
        u *= u + 2f;
        return u * (u + 2f);
    }

    /**
     * {@code log(1 + exp(v))}.
     *
     * @param v the argument
     * @return a number not below 0
     */
    public static float softplus(float v) {
        // log(1 + e^v) = max(v, 0) + log(1 + e^-|v|), and the second summand is 1/p² with p a polynomial in |v| over
        // [0, 17.5], which makes an error of a sixth of what the class promises. Right of the interval p grows to
        // infinity.
        float a = Math.abs(v);
        float p = 4.672172e-09f;
        p = p * a - 1.4762223e-07f;
        p = p * a + 2.5792006e-06f;
        p = p * a - 2.1608603e-05f;
        p = p * a + 1.5051036e-04f;
        p = p * a - 1.13966766e-04f;
        p = p * a + 0.0026683647f;
        p = p * a + 0.023543116f;
        p = p * a + 0.12611942f;
        p = p * a + 0.4332074f;
        p = p * a + 1.2011225f;
        return Math.max(v, 0f) + 1f / (p * p);
    }

    /**
     * {@code v/2·(1 + erf(v/√2))}, the exact form (Hendrycks and Gimpel, "Gaussian Error Linear Units", 2016).
     *
     * @param v the argument
     * @return {@code v} times the probability that a standard normal variable is below it
     */
    public static float gelu(float v) {
        // gelu(v) = max(v, 0) - |v|·Φ(-|v|). At 10,000 the divisor is infinite, and a itself must not be.
        float a = Math.min(Math.abs(v), 1e4f);
        return Math.max(v, 0f) - 0.5f * a / inverseTail(a);
    }

    /**
     * The error function, {@code 2/√π·∫exp(-t²)dt} from 0 to {@code v}. It has a branch, so that loops over it stay
     * scalar; where it is part of {@link #gelu}, that is the faster one.
     *
     * @param v the argument
     * @return a number from -1 to 1, of the sign of {@code v}
     */
    public static float erf(float v) {
        float a = Math.abs(v);
        if (a >= 1f) {
            // erf(v) = 1 - 2Φ(-√2·v).
            return Math.copySign(1f - 1f / inverseTail(1.4142135f * Math.min(a, 1e4f)), v);
        }
        // The Maclaurin series, (-1)ⁿ·2/√π·v²ⁿ⁺¹ / (n!·(2n + 1)): what is left out is below 2e-9.
        float s = v * v;
        float p = 1.4807193e-08f;
        p = p * s - 1.6365844e-07f;
        p = p * s + 1.6462114e-06f;
        p = p * s - 1.492565e-05f;
        p = p * s + 1.20553326e-04f;
        p = p * s - 8.548327e-04f;
        p = p * s + 0.005223978f;
        p = p * s - 0.026866172f;
        p = p * s + 0.11283792f;
        p = p * s - 0.37612638f;
        p = p * s + 1.1283792f;
        return p * v;
    }

    /** {@code 1 / (2Φ(-a))}, {@code Φ} the distribution of a standard normal variable, for {@code a ≥ 0}. */
    private static float inverseTail(float a) {
        // Φ(-a) = 0.5 / (1 + u)^8 with u a polynomial in a over [0, 5.5], which makes an error of a twelfth of what the
        // class promises of gelu. (A reciprocal power of a polynomial for erfc is the idea of formula 7.1.28 of
        // Abramowitz and Stegun, "Handbook of Mathematical Functions".) Right of the interval u grows.
        float u = 3.7166788e-07f;
        u = u * a - 2.41759e-06f;
        u = u * a + 1.48313975e-05f;
        u = u * a - 1.4537497e-06f;
        u = u * a + 2.900683e-04f;
        u = u * a + 7.93029e-04f;
        u = u * a + 0.008701717f;
        u = u * a + 0.044756528f;
        u = u * a + 0.099736005f;
        u *= a;
        // As in expOfMinus: the first squaring without the 1, so that the rest magnifies its rounding only 4 times.
        u *= u + 2f;
        float q = 1f + u;
        q *= q;
        return q * q;
    }
}
