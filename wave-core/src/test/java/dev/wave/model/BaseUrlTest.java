package dev.wave.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaseUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://api.example.org, https://api.example.org",
        "https://api.example.org/, https://api.example.org",
        "http://127.0.0.1:11434/v1//, http://127.0.0.1:11434/v1",
        "HTTPS://Models.Example.org:8443/a%20b, HTTPS://Models.Example.org:8443/a%20b",
        "http://[::1]:8080, http://[::1]:8080",
    })
    void is_an_address_without_a_slash_at_its_end(String written, String url) {
        assertThat(BaseUrl.read(written)).isEqualTo(new BaseUrl.Read.Good(new BaseUrl(URI.create(url))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                | must start with https:// or http://",
                "api.example.org                   | must start with https:// or http://",
                "localhost:11434                   | must start with https:// or http://",
                "ftp://example.org                 | must start with https:// or http://",
                "unix:///run/docker.sock           | must start with https:// or http://",
                "file:///etc/passwd                | must start with https:// or http://",
                "https://me:secret@example.org     | holds a user or password",
                "https://@example.org              | holds a user or password",
                "https://                          | is not a URL",
                "https:///v1                       | names no valid host",
                "https:example.org                 | names no valid host",
                "https://a_b.example.org           | names no valid host",
                "https://example.org:0             | has no port from 1 to 65535",
                "https://example.org:65536         | has no port from 1 to 65535",
                "https://example.org/v1?key=secret | ends with a query or fragment",
                "https://example.org/v1#top        | ends with a query or fragment",
                "https://exa mple.org              | is not a URL",
                "https://{host}/v1                 | is not a URL",
            })
    void is_nothing_else_and_says_what_is_wrong_without_repeating_it(String written, String what) {
        assertThat(BaseUrl.read(written)).isEqualTo(new BaseUrl.Read.Wrong(what));
    }

    @Test
    void cannot_be_made_of_another_address() {
        assertThatThrownBy(() -> new BaseUrl(URI.create("https://me@example.org")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a base URL: holds a user or password");
    }
}
