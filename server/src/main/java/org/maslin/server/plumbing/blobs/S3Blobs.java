package org.maslin.server.plumbing.blobs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.maslin.core.Sha256;
import org.maslin.security.KeyedHash;

/**
 * Blobs in an S3-compatible store. A blob passes through a file of the data folder, since the store
 * wants to know its length and hash before its first byte.
 */
public final class S3Blobs implements Blobs {

    /** The longest object that the store takes in one piece. */
    private static final long LARGEST = 5L << 30;

    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Duration FIRST_REST = Duration.ofMillis(200);
    private static final int ATTEMPTS = 5;
    private static final int PARTIAL = 206;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;
    private static final int SERVER_FAULT = 500;
    private static final String NO_BODY = Sha256.hex("");

    private final S3Address address;
    private final Path unfinished;
    private final byte[] key;
    private final InstantSource clock;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();

    /**
     * A body to send, and its SHA-256.
     *
     * @param from the byte from which the answer is wanted
     */
    private record Body(HttpRequest.BodyPublisher publisher, String hash, long from) {
        Body(HttpRequest.BodyPublisher publisher, String hash) {
            this(publisher, hash, 0);
        }
    }

    /**
     * @param store {@code https://STORE/BUCKET[/PREFIX][?region=R]}
     * @param environment holds AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY
     * @param unfinished a folder for what is on its way
     * @param key the installation's key, from which each organisation's is made
     */
    public S3Blobs(
            String store,
            Map<String, String> environment,
            Path unfinished,
            byte[] key,
            InstantSource clock) {
        this.address = S3Address.of(store, environment);
        this.unfinished = unfinished;
        this.key = key.clone();
        this.clock = clock;
    }

    @Override
    public Stored put(UUID organisation, InputStream content, long most) throws IOException {
        Path file = Files.createTempFile(unfinished, ".new", ".tmp");
        try {
            MessageDigest digest = sha256();
            Stored stored;
            try (var out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
                var copying = new Copying(content, out, Math.min(most, LARGEST));
                String hash = KeyedHash.forOrganisation(key, organisation).hex(copying);
                stored = new Stored(hash, copying.bytes());
            }
            String hash = HexFormat.of().formatHex(digest.digest());
            var body = new Body(HttpRequest.BodyPublishers.ofFile(file), hash);
            send("PUT", uri(organisation, stored.address()), body).close();
            return stored;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public InputStream open(UUID organisation, String blob) throws IOException {
        return send("GET", uri(organisation, blob), nothing());
    }

    @Override
    public InputStream open(UUID organisation, String blob, long from) throws IOException {
        return from == 0
                ? open(organisation, blob)
                : send(
                        "GET",
                        uri(organisation, blob),
                        new Body(nothing().publisher(), NO_BODY, from));
    }

    @Override
    public void delete(UUID organisation, String blob) throws IOException {
        try {
            send("DELETE", uri(organisation, blob), nothing()).close();
        } catch (NoSuchFileException gone) {
            return; // as it should be
        }
    }

    private URI uri(UUID organisation, String blob) {
        if (!blob.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("The address %s is no hash.".formatted(blob));
        }
        return URI.create(
                "%s/%s/%s/%s".formatted(address.base(), organisation, blob.substring(0, 2), blob));
    }

    private static Body nothing() {
        return new Body(HttpRequest.BodyPublishers.noBody(), NO_BODY);
    }

    /** Sends a request until it is answered; what it does twice, it does once. */
    private InputStream send(String method, URI uri, Body body) throws IOException {
        IOException last = new IOException("The store was not asked.");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (attempt > 0) {
                rest(attempt);
            }
            try {
                HttpResponse<InputStream> response = once(method, uri, body);
                int status = response.statusCode();
                if (status < 300) {
                    InputStream answer = response.body();
                    if (status != PARTIAL) {
                        answer.skipNBytes(body.from()); // a store that gives the whole all the same
                    }
                    return answer;
                }
                String reason = reason(response);
                if (status == NOT_FOUND && !method.equals("PUT")) {
                    throw new NoSuchFileException(uri.toString());
                }
                last =
                        new IOException(
                                "The store of blobs answered %d: %s".formatted(status, reason));
                if (status < SERVER_FAULT && status != TOO_MANY) {
                    throw last;
                }
            } catch (java.net.http.HttpTimeoutException | java.net.ConnectException lost) {
                last = lost;
            }
        }
        throw last;
    }

    private HttpResponse<InputStream> once(String method, URI uri, Body body) throws IOException {
        Instant now = clock.instant();
        var headers = new TreeMap<String, String>();
        headers.put("host", uri.getRawAuthority());
        headers.put("x-amz-content-sha256", body.hash());
        headers.put("x-amz-date", SigV4.time(now));
        String signature = address.signer().authorization(method, uri, headers, body.hash(), now);
        var request = HttpRequest.newBuilder(uri).timeout(PATIENCE);
        request.header("Authorization", signature);
        headers.remove("host"); // the client sends it by itself
        headers.forEach(request::header);
        if (body.from() > 0) {
            request.header("Range", "bytes=%d-".formatted(body.from()));
        }
        try {
            return http.send(
                    request.method(method, body.publisher()).build(),
                    HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for the store of blobs.", e);
        }
    }

    private static String reason(HttpResponse<InputStream> response) throws IOException {
        try (InputStream body = response.body()) {
            return new String(body.readNBytes(1000), java.nio.charset.StandardCharsets.UTF_8)
                    .replaceAll("\\s+", " ");
        }
    }

    private static void rest(int attempt) throws IOException {
        try {
            Thread.sleep(FIRST_REST.multipliedBy(1L << attempt));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for the store of blobs.", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new UncheckedIOException(new IOException("Every Java platform has SHA-256.", e));
        }
    }
}
