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
    static final ArchRule ONNX_KNOWS_GRAPHS = classes()
            .that(in("onnx"))
            .should()
            .onlyDependOnClassesThat(own("onnx", "graph")
                    .or(jdk())
                    .or(resideInAnyPackage("io.github.convolith.runtime", "ai.onnx.proto", "com.google.protobuf")));

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

    /** The compiler's model of the user's source. */
    private static DescribedPredicate<JavaClass> compiler() {
        return resideInAPackage("javax.lang.model..").as("of the compiler's model");
    }
}
