package io.github.convolith.processor.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessageTest {
    @Test
    void theDocumentationHasAHeadingForEveryMessageInTheirOrder() throws IOException {
        List<String> headings;
        try (Stream<String> lines = Files.lines(Path.of("MESSAGES.md"))) {
            headings = lines.filter(line -> line.startsWith("### "))
                    .map(line -> line.substring("### ".length()))
                    .toList();
        }
        assertThat(headings)
                .containsExactlyElementsOf(
                        Stream.of(Message.values()).map(Message::name).toList());
    }
}
