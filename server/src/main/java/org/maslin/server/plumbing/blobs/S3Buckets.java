package org.maslin.server.plumbing.blobs;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.core.Sha256;
import org.maslin.server.plumbing.egress.Egress;
import org.maslin.server.plumbing.egress.IncomingResponse;
import org.maslin.server.plumbing.egress.Limits;
import org.maslin.server.plumbing.egress.OutgoingRequest;

/**
 * The buckets of S3-compatible stores that the administrator lets imports read, by addresses such
 * as {@code s3://BUCKET/KEY}. Requests are signed, and pass the one guard that all do.
 */
public final class S3Buckets {

    private static final String SCHEME = "s3://";
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final Limits LIMITS =
            new Limits(Duration.ofSeconds(10), Duration.ofHours(1), 20L << 30);

    /**
     * A bucket, or what is below a prefix of one.
     *
     * @param base ends with the bucket
     * @param prefix of keys that may be read; empty for all
     */
    private record Bucket(String name, String prefix, URI base, SigV4 signer) {

        /** {@code https://STORE/BUCKET[/PREFIX]}, taken apart. */
        static Bucket of(S3Address address) {
            String[] path = address.base().getPath().substring(1).split("/", 2);
            URI base =
                    URI.create(
                            "%s://%s/%s"
                                    .formatted(
                                            address.base().getScheme(),
                                            address.base().getRawAuthority(),
                                            path[0]));
            return new Bucket(
                    path[0], path.length == 1 ? "" : path[1] + "/", base, address.signer());
        }
    }

    /** A bucket and a key in it. */
    private record Place(Bucket bucket, String key) {}

    private final List<Bucket> buckets;
    private final Egress egress;
    private final InstantSource clock;

    private S3Buckets(List<Bucket> buckets, Egress egress, InstantSource clock) {
        this.buckets = buckets;
        this.egress = egress;
        this.clock = clock;
    }

    /**
     * @param addresses each {@code https://STORE/BUCKET[/PREFIX][?region=R]}
     * @param environment holds AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, if there are any
     */
    public static S3Buckets of(
            List<String> addresses,
            Map<String, String> environment,
            Egress egress,
            InstantSource clock) {
        return new S3Buckets(
                addresses.stream()
                        .map(address -> Bucket.of(S3Address.of(address, environment)))
                        .toList(),
                egress,
                clock);
    }

    public static boolean isAddress(String address) {
        return address.startsWith(SCHEME);
    }

    /** Whether an address names all that is below it. */
    public static boolean isFolder(String address) {
        return isAddress(address) && address.endsWith("/");
    }

    /**
     * Refuses an address that no listed bucket holds.
     *
     * @param place where the address stands, for the message
     */
    public void check(String place, String address) {
        place(place, address);
    }

    private Place place(String place, String address) {
        String[] parts = address.substring(SCHEME.length()).split("/", 2);
        String key = parts.length == 1 ? "" : parts[1];
        for (Bucket bucket : buckets) {
            if (bucket.name().equals(parts[0]) && key.startsWith(bucket.prefix())) {
                return new Place(bucket, key);
            }
        }
        throw new BadInputException(
                place,
                "\"" + address + "\"",
                buckets.isEmpty()
                        ? "an http or https address; this server reads no buckets"
                        : "an address below "
                                + buckets.stream()
                                        .map(one -> SCHEME + one.name() + "/" + one.prefix())
                                        .collect(Collectors.joining(", ")),
                "Ask whoever runs the server to list the bucket with --import-from.");
    }

    /** Opens an object. */
    public InputStream open(String address) throws IOException {
        Place place = place(address, address);
        IncomingResponse response =
                get(place.bucket(), "/" + encoded(place.key(), true), null, address);
        return new FilterInputStream(response.body()) {
            @Override
            public void close() throws IOException {
                response.close();
            }
        };
    }

    /** Whether there is an object at an address. */
    public boolean has(String address) throws IOException {
        Place place = place(address, address);
        return page(place.bucket(), place.key(), null, 1, address).keys().stream()
                .anyMatch(place.key()::equals);
    }

    /** Looks at names. */
    @FunctionalInterface
    public interface Visitor {
        void visit(String name) throws IOException;
    }

    /** The names of all objects below a folder, from it on, in order. */
    public void each(String folder, Visitor visitor) throws IOException {
        Place place = place(folder, folder);
        String next = null;
        do {
            Page page = page(place.bucket(), place.key(), next, 1000, folder);
            for (String key : page.keys()) {
                if (!key.endsWith("/")) {
                    visitor.visit(key.substring(place.key().length()));
                }
            }
            next = page.next();
        } while (next != null);
    }

    private record Page(List<String> keys, @Nullable String next) {}

    private Page page(
            Bucket bucket, String prefix, @Nullable String from, int atMost, String address)
            throws IOException {
        // In this order they are signed.
        String query =
                (from == null ? "" : "continuation-token=" + encoded(from, false) + "&")
                        + "list-type=2&max-keys="
                        + atMost
                        + "&prefix="
                        + encoded(prefix, false);
        try (IncomingResponse response = get(bucket, "", query, address)) {
            return parsed(response.body());
        } catch (XMLStreamException e) {
            throw new IOException("The store answered with no list: " + e.getMessage(), e);
        }
    }

    private static Page parsed(InputStream body) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader xml = factory.createXMLStreamReader(body);
        var keys = new ArrayList<String>();
        String next = null;
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "Key" -> keys.add(xml.getElementText());
                    case "NextContinuationToken" -> next = xml.getElementText();
                    default -> {}
                }
            }
        }
        return new Page(keys, next);
    }

    private IncomingResponse get(Bucket bucket, String path, @Nullable String query, String address)
            throws IOException {
        URI uri = URI.create(bucket.base() + path + (query == null ? "" : "?" + query));
        String nothing = Sha256.hex("");
        var now = clock.instant();
        var headers = new TreeMap<String, String>();
        headers.put("host", uri.getRawAuthority());
        headers.put("x-amz-content-sha256", nothing);
        headers.put("x-amz-date", SigV4.time(now));
        String signature = bucket.signer().authorization("GET", uri, headers, nothing, now);
        headers.remove("host"); // it is sent in any case
        headers.put("Authorization", signature);
        IncomingResponse response =
                egress.send(new OutgoingRequest("GET", uri, headers, null), LIMITS);
        if (response.status() != OK) {
            response.close();
            throw new BadInputException(
                    address,
                    response.status() == NOT_FOUND
                            ? "nothing there"
                            : "the answer " + response.status(),
                    "an object that the server's keys may read",
                    "Check the address and the rights of the keys.");
        }
        return response;
    }

    /** As signatures want it: all but letters, digits and {@code -._~}, in paths also the slash. */
    private static String encoded(String text, boolean isPath) {
        String encoded =
                URLEncoder.encode(text, StandardCharsets.UTF_8)
                        .replace("+", "%20")
                        .replace("*", "%2A")
                        .replace("%7E", "~");
        return isPath ? encoded.replace("%2F", "/") : encoded;
    }
}
