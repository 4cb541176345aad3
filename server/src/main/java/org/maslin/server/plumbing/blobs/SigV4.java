package org.maslin.server.plumbing.blobs;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.maslin.core.Sha256;

/**
 * Signs requests to an S3-compatible store (AWS Signature Version 4, in headers). The string that
 * is signed names method, path, headers and the hash of the body; the key is derived from the
 * secret by day, region and service, so that a signature is good for nothing else.
 */
record SigV4(String accessKey, String secretKey, String region) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String HMAC = "HmacSHA256";
    private static final int DAY = 8;

    static String time(Instant at) {
        return TIME.format(at);
    }

    /**
     * The value of the header {@code Authorization}.
     *
     * @param headers those that are sent and signed, {@code host} and {@code x-amz-date} among them
     * @param bodyHash SHA-256 of the body, in hex
     */
    String authorization(
            String method, URI uri, Map<String, String> headers, String bodyHash, Instant at) {
        var sorted = new TreeMap<>(headers);
        String names = String.join(";", sorted.keySet());
        String lines =
                sorted.entrySet().stream()
                        .map(header -> header.getKey() + ":" + header.getValue().strip() + "\n")
                        .collect(Collectors.joining());
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        String request = String.join("\n", method, uri.getRawPath(), query, lines, names, bodyHash);
        String time = time(at);
        String day = time.substring(0, DAY);
        String scope = day + "/" + region + "/s3/aws4_request";
        String signed = String.join("\n", ALGORITHM, time, scope, Sha256.hex(request));
        byte[] signature = hash(key(day), signed);
        return "%s Credential=%s/%s,SignedHeaders=%s,Signature=%s"
                .formatted(ALGORITHM, accessKey, scope, names, HexFormat.of().formatHex(signature));
    }

    private byte[] key(String day) {
        byte[] ofDay = hash(bytes("AWS4" + secretKey), day);
        return hash(hash(hash(ofDay, region), "s3"), "aws4_request");
    }

    private static byte[] hash(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA-256.", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "SigV4[" + accessKey + "]";
    }
}
