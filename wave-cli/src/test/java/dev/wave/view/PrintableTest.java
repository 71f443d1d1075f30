package dev.wave.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;

class PrintableTest {
    private static final String HOSTILE = "\u202ea\u009b\u2028\udb40\udc01ü\ue000";

    @Test
    void json_says_the_same_to_programs_and_nothing_to_a_terminal() {
        var shown = Printable.json("{\"a\": \"" + HOSTILE + "\"}").text();

        assertThat(shown).isEqualTo("{\"a\": \"\\u202ea\\u009b\\u2028\\udb40\\udc01ü\ue000\"}");
        assertThat(JsonParser.parseString(shown).getAsJsonObject().get("a").getAsString())
                .isEqualTo(HOSTILE);
    }

    @Test
    void what_was_made_visible_stays_as_it_is() {
        var once = Printable.block(HOSTILE + "\u001b[31m\r\n\tx").text();

        assertThat(once).isEqualTo("<U+202E>a<U+009B><U+2028><U+E0001>ü\ue000␛[31m\n\tx");
        assertThat(Printable.block(once).text()).isEqualTo(once);
    }
}
