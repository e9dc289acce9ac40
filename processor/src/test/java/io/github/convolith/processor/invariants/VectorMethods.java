package io.github.convolith.processor.invariants;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import io.github.convolith.processor.emit.VectorOps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The methods of generated source, as C2 of JDK 17 sees their vector operations. */
public final class VectorMethods {
    private VectorMethods() {}

    /** Those methods that would box vectors, with what they consist of. */
    public static List<String> boxing(String source) {
        List<String> boxing = new ArrayList<>();
        for (CompilationUnitTree unit : parse(source)) {
            unit.accept(
                    new TreeScanner<Void, Void>() {
                        @Override
                        public Void visitMethod(MethodTree method, Void nothing) {
                            VectorOps operations = VectorOps.of(String.valueOf(method.getBody()));
                            if (!operations.areInlined()) {
                                boxing.add(operations + " in " + method);
                            }
                            return super.visitMethod(method, nothing);
                        }
                    },
                    null);
        }
        return boxing;
    }

    private static Iterable<? extends CompilationUnitTree> parse(String source) {
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///Generated.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        JavacTask task = (JavacTask)
                ToolProvider.getSystemJavaCompiler().getTask(null, null, null, List.of(), null, List.of(file));
        try {
            return task.parse();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
