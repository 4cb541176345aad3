package org.maslin.server.plumbing.blobs;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;

/**
 * Where an S3-compatible store keeps our blobs: {@code https://STORE/BUCKET[/PREFIX][?region=R]}.
 *
 * @param base ends with the bucket, and the prefix if there is one
 */
record S3Address(URI base, SigV4 signer) {

    private static final String DEFAULT_REGION = "us-east-1";
    private static final String PLACE = "--blobs";

    /**
     * @param environment holds AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and maybe AWS_REGION
     */
    static S3Address of(String address, Map<String, String> environment) {
        URI uri = uri(address);
        String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceAll("/+$", "");
        if (uri.getHost() == null
                || !String.valueOf(uri.getScheme()).matches("https?")
                || !path.matches("(/[A-Za-z0-9._-]+)+")) {
            throw bad(address);
        }
        String access = required(environment, "AWS_ACCESS_KEY_ID");
        String secret = required(environment, "AWS_SECRET_ACCESS_KEY");
        String query = uri.getRawQuery();
        String region = environment.getOrDefault("AWS_REGION", DEFAULT_REGION);
        if (query != null) {
            if (!query.matches("region=[a-z0-9-]+")) {
                throw bad(address);
            }
            region = query.substring("region=".length());
        }
        URI base = URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + path);
        return new S3Address(base, new SigV4(access, secret, region));
    }

    private static URI uri(String address) {
        try {
            return new URI(address);
        } catch (URISyntaxException e) {
            throw bad(address);
        }
    }

    private static String required(Map<String, String> environment, String name) {
        @Nullable String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new BadInputException(
                    "environment variable " + name,
                    "nothing",
                    "what the store of --blobs gave you",
                    "Set it before the server starts.");
        }
        return value;
    }

    private static BadInputException bad(String address) {
        return new BadInputException(
                PLACE,
                "\"" + address + "\"",
                "https://STORE/BUCKET or https://STORE/BUCKET/PREFIX?region=REGION",
                "Leave it out to keep blobs in the data folder.");
    }
}
