package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The example of the page about the plan as JSON is what the program prints for the page's project.
class PlanJsonPageTest {
    private static final Path PAGE = Path.of("../docs/reference/plan-json.md");

    @TempDir
    Path temp;

    @Test
    void the_example_is_what_the_program_prints() throws Exception {
        var project =
                new WaveInProcess(temp).file("wave.yaml", block("yaml")).file("answers.yaml", "default: {say: done}\n");

        var said = project.wave("plan", "--format", "json");

        assertThat(said.code()).as(said.all()).isZero();
        var printed = JsonParser.parseString(said.out()).getAsJsonObject();
        var example = JsonParser.parseString(block("json")).getAsJsonObject();
        assertThat(everywhere(printed)).isEqualTo(everywhere(example));
        assertThat(printed.keySet()).containsExactlyElementsOf(example.keySet());
    }

    @Test
    void every_field_is_in_the_tables() throws IOException {
        var page = Files.readString(PAGE);
        var tables = page.substring(page.indexOf("## The object"));
        var example = JsonParser.parseString(block("json")).getAsJsonObject();

        assertThat(example.keySet()).allSatisfy(field -> assertThat(tables).contains("`" + field + "`"));
        assertThat(example.getAsJsonArray("steps"))
                .allSatisfy(step -> assertThat(step.getAsJsonObject().keySet())
                        .allSatisfy(field -> assertThat(tables).contains("`" + field)));
    }

    /// Without what depends on the machine.
    private static JsonElement everywhere(JsonObject plan) {
        var copy = plan.deepCopy();
        copy.getAsJsonArray("steps").forEach(step -> step.getAsJsonObject().remove("level"));
        copy.remove("enforcement");
        return copy;
    }

    private static String block(String language) throws IOException {
        var found = Pattern.compile("(?sm)^```" + language + "\n(.*?)^```$").matcher(Files.readString(PAGE));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}
