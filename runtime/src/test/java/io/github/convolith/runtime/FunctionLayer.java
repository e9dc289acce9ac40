package io.github.convolith.runtime;

/** A layer for tests that computes a function given to it. */
record FunctionLayer(String describe, Shape inputShape, Shape outputShape, Function function) implements Layer {

    /** Computes one output, as {@link Session#execute} does. */
    interface Function {
        void compute(float[] x, int xOffset, float[] y, int yOffset);
    }

    /** A layer that adds a number to every element. */
    static FunctionLayer adding(float summand, Shape shape) {
        return new FunctionLayer("Add " + summand, shape, shape, (x, xOffset, y, yOffset) -> {
            for (int i = 0; i < shape.elements(); i++) {
                y[yOffset + i] = x[xOffset + i] + summand;
            }
        });
    }

    /** A layer whose every output is the sum of all inputs, plus its own index. */
    static FunctionLayer summing(Shape input, Shape output) {
        return new FunctionLayer("Sum", input, output, (x, xOffset, y, yOffset) -> {
            float sum = 0;
            for (int i = 0; i < input.elements(); i++) {
                sum += x[xOffset + i];
            }
            for (int i = 0; i < output.elements(); i++) {
                y[yOffset + i] = sum + i;
            }
        });
    }

    @Override
    public Session newSession() {
        return new Session(inputShape, outputShape) {
            @Override
            protected void execute(float[] x, int xOffset, float[] y, int yOffset) {
                function.compute(x, xOffset, y, yOffset);
            }
        };
    }
}
