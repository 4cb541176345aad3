package org.maslin.server.plumbing.blobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maslin.core.BadInputException;
import org.maslin.core.Sha256;

class SigV4Test {

    private static final Instant AT = Instant.parse("2013-05-24T00:00:00Z");
    private static final String HOST = "examplebucket.s3.amazonaws.com";
    private static final Map<String, String> KEYS =
            Map.of("AWS_ACCESS_KEY_ID", "a", "AWS_SECRET_ACCESS_KEY", "s");

    /** The worked examples of the signature's published description. */
    private static final SigV4 EXAMPLE =
            new SigV4(
                    "AKIAIOSFODNN7EXAMPLE",
                    "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                    "us-east-1");

    @Test
    void publishedExamples_areSignedAsPublished() {
        assertThat(signature("GET", "/test.txt", "", Map.of("range", "bytes=0-9")))
                .isEqualTo("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
        assertThat(
                        signature(
                                "PUT",
                                "/test%24file.text",
                                "Welcome to Amazon S3.",
                                Map.of(
                                        "date", "Fri, 24 May 2013 00:00:00 GMT",
                                        "x-amz-storage-class", "REDUCED_REDUNDANCY")))
                .isEqualTo("98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
        assertThat(signature("GET", "/?lifecycle=", "", Map.of()))
                .isEqualTo("fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
    }

    private static String signature(
            String method, String path, String body, Map<String, String> more) {
        String hash = Sha256.hex(body);
        var headers = new TreeMap<>(more);
        headers.put("host", HOST);
        headers.put("x-amz-content-sha256", hash);
        headers.put("x-amz-date", SigV4.time(AT));
        URI uri = URI.create("https://" + HOST + path);
        String whole = EXAMPLE.authorization(method, uri, headers, hash, AT);
        assertThat(whole).startsWith("AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/");
        return whole.replaceAll(".*Signature=", "");
    }

    @Test
    void address_isReadWithItsRegion() {
        S3Address address = S3Address.of("https://store:9000/b/p/?region=eu-1", KEYS);
        assertThat(address.base()).hasToString("https://store:9000/b/p");
        assertThat(address.signer().region()).isEqualTo("eu-1");
        assertThat(address.toString()).doesNotContain("secretKey");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://b",
                "https://store",
                "https://store/",
                "https://store/b?x=1",
                "b",
                "%"
            })
    void addressOfNothing_isRefused(String address) {
        assertThatThrownBy(() -> S3Address.of(address, KEYS))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("--blobs");
    }

    @Test
    void missingKey_isNamed() {
        assertThatThrownBy(() -> S3Address.of("https://store/b", Map.of("AWS_ACCESS_KEY_ID", "a")))
                .hasMessageContaining("AWS_SECRET_ACCESS_KEY");
    }
}
