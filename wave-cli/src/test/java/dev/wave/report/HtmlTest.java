package dev.wave.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// There is no way from a text to markup.
class HtmlTest {

    @Test
    void what_is_a_text_stays_one() {
        assertThat(body(Html.text("<script>alert('1' & \"2\")</script>")))
                .isEqualTo("&lt;script&gt;alert(&#39;1&#39; &amp; &quot;2&quot;)&lt;/script&gt;");
        assertThat(body(Html.text("&lt; &#60; &amp;lt;"))).isEqualTo("&amp;lt; &amp;#60; &amp;amp;lt;");
        assertThat(body(Html.block("</style></title><!-- ]]>")))
                .isEqualTo("&lt;/style&gt;&lt;/title&gt;&lt;!-- ]]&gt;");
        assertThat(body(Html.of("p").with("aria-label", "\"><b onclick='x'>")))
                .isEqualTo("<p aria-label=\"&quot;&gt;&lt;b onclick=&#39;x&#39;&gt;\"></p>\n");
    }

    @Test
    void what_is_not_printable_is_visible() {
        assertThat(body(Html.text("a\0b\u001b[31m\u202Ertl\u2066\u2028\uD800\uFEFF")))
                .isEqualTo("a␀b␛[31m&lt;U+202E&gt;rtl&lt;U+2066&gt;&lt;U+2028&gt;&lt;U+D800&gt;&lt;U+FEFF&gt;");
    }

    @Test
    void every_text_and_attribute_passes_what_hides_secrets() {
        var page = Html.of("html", Html.text("a hush <")).with("aria-label", "hush");
        assertThat(HtmlWriter.write(page, text -> text.replace("hush", "[secret S]")))
                .isEqualTo(HtmlWriter.BEGINNING + "<html aria-label=\"[secret S]\">a [secret S] &lt;</html>\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"script", "style", "iframe", "img", "object", "link", "base", "form", "input", "SCRIPT", "p>"})
    void an_element_that_loads_runs_or_sends_something_cannot_be_made(String name) {
        assertThatThrownBy(() -> Html.of(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"onclick", "style", "src", "srcset", "xlink:href", "formaction", "x\" y"})
    void an_attribute_that_does_cannot_either(String name) {
        assertThatThrownBy(() -> Html.of("p").with(name, "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.org", "javascript:alert(1)", "//example.org", "", " #a"})
    void a_link_stays_on_the_page(String target) {
        assertThatThrownBy(() -> Html.of("a").with("href", target)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_style_sheet_holds_no_markup_and_the_policy_names_just_this_one() {
        assertThatThrownBy(() -> new StyleSheet("a{}</style>")).isInstanceOf(IllegalArgumentException.class);
        assertThat(new StyleSheet("").policy())
                .isEqualTo(
                        "default-src 'none'; style-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; base-uri"
                                + " 'none'; form-action 'none'");
        assertThat(StyleSheet.own().text())
                .contains("prefers-color-scheme: dark")
                .doesNotContain("url(", "@import");
    }

    @Test
    void a_long_text_among_others_is_cut_between_characters() {
        var long1 = "x".repeat(Html.LONGEST - 1) + "\uD83D\uDE00 and more";
        assertThat(body(Html.text(long1))).isEqualTo("x".repeat(Html.LONGEST - 1) + "…");
        assertThat(body(Html.text("x".repeat(Html.LONGEST)))).hasSize(Html.LONGEST);
    }

    @Test
    void a_budget_is_spent_once() {
        var budget = new Budget(1000);
        assertThat(budget.take("abc\n", 100)).isEqualTo(new Budget.Cut("abc\n", false));
        assertThat(budget.take("one\ntwo\nthree", 10)).isEqualTo(new Budget.Cut("one\ntwo\n", true));
        assertThat(budget.take("x".repeat(5000), 2000).text()).hasSizeBetween(800, 999);
        assertThat(budget.take("anything", 100)).isEqualTo(new Budget.Cut("", true));
    }

    @Test
    void json_is_set_in_lines_whatever_is_in_it() {
        assertThat(PrettyJson.of("{\"b\":[1,{}],\"a\":{\"x\":\"<\\n>\"},\"e\":[]}"))
                .hasValue("""
                {
                  "b": [
                    1,
                    {}
                  ],
                  "a": {
                    "x": "<\\n>"
                  },
                  "e": []
                }""");
        assertThat(PrettyJson.of("{oops")).isEmpty();
        assertThat(PrettyJson.of("[".repeat(150) + "]".repeat(150)).orElseThrow())
                .hasSizeLessThan(2000);
    }

    private static String body(Html piece) {
        var page = HtmlWriter.write(Html.of("span", List.of(piece)), text -> text);
        return page.substring((HtmlWriter.BEGINNING + "<span>").length(), page.length() - "</span>\n".length());
    }
}
