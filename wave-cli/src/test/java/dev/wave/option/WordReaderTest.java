package dev.wave.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordReaderTest {
    private final List<String> heard = new ArrayList<>();
    private final Syntax syntax = syntax();

    private Syntax syntax() {
        var takes = new Syntax("wave test");
        takes.argument(Times.ONCE, "STEP", "", word -> heard.add("STEP " + word));
        takes.argument(Times.ANY, "FILE", "", word -> heard.add("FILE " + word));
        takes.flag("-q, --quiet", "", () -> heard.add("quiet"));
        takes.flag("-v, --verbose", "", () -> heard.add("verbose"));
        takes.option("-i, --input TEXT", "", word -> heard.add("input " + word));
        takes.option("--update WHAT", "all", "", word -> heard.add("update " + word));
        takes.number("--limit N", "", number -> heard.add("limit " + number));
        takes.repeatable("-P NAME=VALUE", "", word -> heard.add("P " + word));
        takes.required("--from DIR", "", word -> heard.add("from " + word));
        return takes;
    }

    @Test
    void a_value_stands_in_the_same_word_or_in_the_next() {
        read("--input=a", "--limit", "3", "-Pb=c", "-P", "d=e=f", "-P=g");

        assertThat(heard).containsExactly("input a", "limit 3", "P b=c", "P d=e=f", "P g");
    }

    @Test
    void short_options_may_share_a_word_whose_last_takes_a_value() {
        read("-qvi", "text");
        assertThat(heard).containsExactly("quiet", "verbose", "input text");

        heard.clear();
        read("-vitext");
        assertThat(heard).containsExactly("verbose", "input text");
    }

    @Test
    void a_value_may_be_empty_or_begin_with_a_dash_but_is_no_option_of_the_command() {
        read("--input=", "--limit", "-5", "-P", "--other");

        assertThat(heard).containsExactly("input ", "limit -5", "P --other");
        refuses("--input TEXT is missing", "--input", "--quiet");
        refuses("--input TEXT is missing", "--input", "--limit=3");
        refuses("--input TEXT is missing", "--input", "--");
        refuses("--input TEXT is missing", "-qi");
    }

    @Test
    void a_value_that_may_be_left_out_is_the_next_word_unless_that_begins_with_a_dash() {
        read("--update", "-q");
        read("--update", "models");
        read("--update=");
        read("--update");

        assertThat(heard).containsExactly("update all", "quiet", "update models", "update ", "update all");
    }

    @Test
    void arguments_go_to_their_places_and_all_words_after_two_dashes_are_arguments() {
        read("one", "-q", "two", "-", "--", "--quiet", "--");

        assertThat(heard).containsExactly("STEP one", "quiet", "FILE two", "FILE -", "FILE --quiet", "FILE --");
    }

    @Test
    void says_which_options_were_given_and_what_is_missing() {
        assertThat(WordReader.read(syntax, List.of("-v", "-Pa=b", "-Pc=d", "-q")))
                .isEqualTo(new WordReader.Given(List.of("--verbose", "-P", "--quiet"), List.of("STEP", "--from DIR")));
        assertThat(WordReader.read(syntax, List.of("step", "--from=x")).missing())
                .isEmpty();
    }

    @Test
    void refuses_what_the_command_does_not_take() {
        refuses("wave test has no option '--quite'; did you mean '--quiet'?", "--quite");
        refuses("wave test has no option '-x'", "-x");
        refuses("wave test has no option '-qx'", "-qx");
        refuses("wave test has no option '--nothing-like-it'", "--nothing-like-it=1");
        refuses("--quiet takes no value", "--quiet=true");
        refuses("--quiet is given twice; leave one out", "-q", "--quiet");
        refuses("--limit is given twice; leave one out", "--limit=1", "--limit=1");
        refuses("--limit takes a whole number, not '1.5'", "--limit=1.5");
        refuses("--limit takes a whole number, not '99999999999'", "--limit=99999999999");

        var one = new Syntax("wave one");
        assertThatThrownBy(() -> WordReader.read(one, List.of("word")))
                .isInstanceOf(WrongWords.class)
                .hasMessage("'word' is one word too many for wave one");
    }

    private void read(String... words) {
        WordReader.read(syntax, List.of(words));
    }

    private void refuses(String why, String... words) {
        assertThatThrownBy(() -> read(words)).isInstanceOf(WrongWords.class).hasMessage(why);
    }
}
