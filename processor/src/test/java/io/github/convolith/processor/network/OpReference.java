package io.github.convolith.processor.network;

import io.github.convolith.processor.graph.Op;
import io.github.convolith.processor.graph.Parameters;
import java.util.List;

/**
 * The definition of an operator, in plain loops and double precision. It shares nothing with what generates code: not
 * even the shape of the result, which it works out by itself.
 */
interface OpReference<O extends Op> {
    /**
     * Computes the operator.
     *
     * @param inputs what goes in
     * @param parameters where its weights come from
     * @param weights what is stored
     */
    Value compute(O op, List<Value> inputs, Parameters parameters, StoredWeights weights);
}
