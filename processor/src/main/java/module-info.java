/**
 * The annotation processor. Nothing of it is exported: users put it on the processor path and never call it.
 */
module io.github.convolith.processor {
    requires java.compiler;
    requires io.github.convolith.annotations;
    requires io.github.convolith.runtime;
    // Static, as the published jar carries JavaPoet and the ONNX messages as packages of its own.
    requires static com.palantir.javapoet;
    requires static org.tribuo.util.onnx;
    requires static com.google.protobuf;
    requires static com.google.auto.service;
    requires static org.jspecify;

    provides javax.annotation.processing.Processor with
            io.github.convolith.processor.ConvolithProcessor;
}
