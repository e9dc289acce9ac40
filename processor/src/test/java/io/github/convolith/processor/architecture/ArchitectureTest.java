package io.github.convolith.processor.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Stream.concat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** The arrows between the packages point downward only. */
@AnalyzeClasses(packages = ArchitectureTest.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    static final String ROOT = "io.github.convolith.processor";

    @ArchTest
    static final ArchRule GRAPH_KNOWS_THE_JDK_ONLY = arrows("graph").because("it is the ground");

    @ArchTest
    static final ArchRule MESSAGE_KNOWS_THE_JDK_ONLY = arrows("message").because("all may speak through it");

    @ArchTest
    static final ArchRule PLAN_KNOWS_GRAPH_AND_MESSAGE = arrows("plan", "graph", "message");

    @ArchTest
    static final ArchRule REPORT_KNOWS_PLANS = arrows("report", "graph", "plan");

    @ArchTest
    static final ArchRule PASSES_REWRITE_GRAPHS = arrows("pass", "graph");

    @ArchTest
    static final ArchRule WEIGHTS_ARE_TENSORS_OF_THE_RUNTIME = classes()
            .that(in("weights"))
            .should()
            .onlyDependOnClassesThat(own("weights").or(jdk()).or(runtime()));

    @ArchTest
    static final ArchRule ONNX_READS_MODELS_INTO_GRAPHS = classes()
            .that(in("onnx"))
            .should()
            .onlyDependOnClassesThat(
                    own("onnx", "graph").or(jdk()).or(runtime()).or(protobuf()))
            .because("what it cannot read it says in words of ONNX, which the root makes a message of");

    @ArchTest
    static final ArchRule ONLY_THE_READER_KNOWS_PROTOBUF = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".onnx.model..")
            .should()
            .dependOnClassesThat(protobuf());

    /** Downward within: the importer knows the operators, they know the model, which knows nothing of a graph. */
    @ArchTest
    static final ArchRule MODELS_KNOW_NO_GRAPHS = classes()
            .that(in("onnx.model"))
            .should()
            .onlyDependOnClassesThat(own("onnx.model").or(jdk()).or(protobuf()));

    @ArchTest
    static final ArchRule OPERATORS_KNOW_NO_IMPORTER = classes()
            .that(in("onnx.operator"))
            .should()
            .onlyDependOnClassesThat(
                    own("onnx.operator", "onnx.model", "graph").or(jdk()).or(runtime()));

    @ArchTest
    static final ArchRule SPEC_KNOWS_WHAT_IT_READS_INTO = classes()
            .that(in("spec"))
            .should()
            .onlyDependOnClassesThat(
                    own("spec", "graph", "message", "plan").or(jdk()).or(compiler()));

    @ArchTest
    static final ArchRule EMIT_KNOWS_PLANS_AND_JAVAPOET = classes()
            .that(in("emit"))
            .should()
            .onlyDependOnClassesThat(own("emit", "graph", "plan")
                    .or(jdk())
                    .or(resideInAPackage("com.palantir.javapoet"))
                    .or(type(Modifier.class))
                    .or(type(Modifier[].class)))
            .because("JavaPoet takes the compiler's Modifier");

    @ArchTest
    static final ArchRule NOBODY_KNOWS_THE_ROOT =
            noClasses().that().resideOutsideOfPackage(ROOT).should().dependOnClassesThat(resideInAPackage(ROOT));

    @ArchTest
    static final ArchRule ONLY_THE_ROOT_PROCESSES_ANNOTATIONS = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT)
            .should()
            .dependOnClassesThat(resideInAnyPackage("javax.annotation.processing", "javax.tools"));

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    private static ArchRule arrows(String from, String... to) {
        return classes()
                .that(in(from))
                .should()
                .onlyDependOnClassesThat(
                        own(concat(Stream.of(from), Arrays.stream(to)).toArray(String[]::new))
                                .or(jdk()));
    }

    private static DescribedPredicate<JavaClass> in(String name) {
        return resideInAPackage(ROOT + "." + name + "..");
    }

    private static DescribedPredicate<JavaClass> own(String... names) {
        return resideInAnyPackage(
                Arrays.stream(names).map(name -> ROOT + "." + name + "..").toArray(String[]::new));
    }

    /** What every module has, and the null annotations. */
    private static DescribedPredicate<JavaClass> jdk() {
        return resideInAnyPackage("java..", "org.jspecify.annotations").as("of the JDK");
    }

    /** The runtime's tensors and shapes: what is packed is what it reads. */
    private static DescribedPredicate<JavaClass> runtime() {
        return resideInAPackage("io.github.convolith.runtime").as("of the runtime");
    }

    private static DescribedPredicate<JavaClass> protobuf() {
        return resideInAnyPackage("ai.onnx.proto", "com.google.protobuf..").as("of protobuf");
    }

    /** The compiler's model of the user's source. */
    private static DescribedPredicate<JavaClass> compiler() {
        return resideInAPackage("javax.lang.model..").as("of the compiler's model");
    }
}
