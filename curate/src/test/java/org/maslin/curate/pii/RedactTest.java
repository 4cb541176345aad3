package org.maslin.curate.pii;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maslin.core.Seed;
import org.maslin.curate.Edit;
import org.maslin.curate.Verdict;

class RedactTest {

    /** The pattern that EmailAddresses stands for, put together from its parts. */
    private static final Pattern PLAIN = plain();

    @Test
    void judge_replacesInTurn_andSaysHowMany() {
        var verdict = Redact.DEFAULT.judge("a@b.de c@d.fr e@f.it at 8.8.8.8 and 10.0.0.1");

        assertThat(verdict)
                .isEqualTo(
                        new Verdict.Rewrite(
                                "email@example.com firstname.lastname@example.org email@example.com"
                                        + " at 22.214.171.124 and 10.0.0.1",
                                List.of(
                                        new Edit("redact", "email", 3),
                                        new Edit("redact", "ip", 1))));
    }

    @ParameterizedTest
    @CsvSource({
        "9.255.255.255, true", "10.0.0.0, false", "100.63.255.255, true", "100.64.0.0, false",
        "127.0.0.1, false", "169.254.1.1, false", "172.15.0.1, true", "172.31.255.255, false",
        "172.32.0.0, true", "192.0.0.8, false", "192.0.0.9, true", "192.0.2.1, false",
        "192.168.1.1, false", "198.17.0.1, true", "198.19.0.1, false", "203.0.113.7, false",
        "224.0.0.1, true", "239.1.1.1, true", "240.0.0.1, false", "255.255.255.255, false",
        "0.1.2.3, false", "8.08.8.8, false"
    })
    void isPublic_followsTheRegistry(String address, boolean expected) {
        assertThat(PublicAddresses.isPublic(address)).isEqualTo(expected);
    }

    @Test
    void emailAddresses_areThoseOfThePattern_inAnyText() {
        var random = new Seed(11).derive("texts").generator();
        String[] pieces = {"a", "b", "7", ".", ".", "-", "@", "@", "_", "é", " ", "!", "[1.2.3.4]"};
        for (int round = 0; round < 20_000; round++) {
            var text = new StringBuilder();
            for (int i = 0; i < 14; i++) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }

            assertThat(found(text.toString()))
                    .as(text.toString())
                    .isEqualTo(plain(text.toString()));
        }
    }

    @Test
    void judge_ofLongTextThatAlmostMatches_takesLinearTime() {
        String text = "a.".repeat(200_000) + "@" + "b-.".repeat(100_000);

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> Redact.DEFAULT.judge(text + text));
    }

    private static List<String> found(String text) {
        var found = new ArrayList<String>();
        var addresses = new EmailAddresses(text);
        while (addresses.next()) {
            found.add(text.substring(addresses.start(), addresses.end()));
        }
        return found;
    }

    private static List<String> plain(String text) {
        return PLAIN.matcher(text).results().map(result -> result.group()).toList();
    }

    private static Pattern plain() {
        String local = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
        String label = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?";
        String octet = "(?:25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)";
        String last = "(?:25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?|[A-Za-z0-9-]*[A-Za-z0-9]:)";
        return Pattern.compile(
                "(?U)\\b%s(?:\\.%s)*@(?:(?:%s\\.)+%s|\\[(?:%s\\.){3}%s\\])"
                        .formatted(local, local, label, label, octet, last));
    }
}
