package org.maslin.server.plumbing.egress;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;

/**
 * Calls other servers. A host is looked up once a call, each of its addresses is held against the
 * rules, and the connection goes to an address that passed: a name that means something else a
 * moment later gains nothing. A redirect is a new call, with the same checks.
 */
public final class Egress {

    private static final int MOST_REDIRECTS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final String HTTPS = "https";

    private final EgressRules rules;
    private final HostLookup lookup;
    private final SSLSocketFactory tls;

    /**
     * @param allowed ranges and hosts inside the network that may be called all the same
     */
    public Egress(List<String> allowed) {
        this(
                allowed,
                host -> List.of(InetAddress.getAllByName(host)),
                (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    Egress(List<String> allowed, HostLookup lookup, SSLSocketFactory tls) {
        this.rules = new EgressRules(allowed);
        this.lookup = lookup;
        this.tls = tls;
    }

    /** Refuses a list of ranges and hosts that is none. */
    public static void checkList(List<String> allowed) {
        new EgressRules(allowed);
    }

    /**
     * Refuses an address that could never be called, before anything is stored or sent.
     *
     * @param place where the address stands, for the message
     */
    public URI check(String place, String address) {
        try {
            URI uri = new URI(address);
            Target target = target(place, uri);
            try {
                permitted(target);
            } catch (IOException unknownNow) {
                return uri; // the name may get its address later; each call looks again
            }
            return uri;
        } catch (URISyntaxException e) {
            throw bad(place, "\"" + address + "\"");
        }
    }

    /**
     * Sends a request and follows up to five redirects of a GET.
     *
     * @throws BadInputException if it leads to an address that may not be called
     * @throws IOException if it could not be sent, or the answer broke a limit
     */
    public IncomingResponse send(OutgoingRequest request, Limits limits) throws IOException {
        var deadline = Deadline.in(limits.total());
        OutgoingRequest next = request;
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            IncomingResponse response = once(next, limits, deadline);
            String location = response.header("Location");
            if (!request.method().equals("GET")
                    || !REDIRECTS.contains(response.status())
                    || location == null) {
                return response;
            }
            response.close();
            next = next.at(redirected(next.uri(), location));
        }
        throw new EgressException(
                "%s led through more than %d redirects.".formatted(request.uri(), MOST_REDIRECTS));
    }

    private IncomingResponse once(OutgoingRequest request, Limits limits, Deadline deadline)
            throws IOException {
        Target target = target(request.uri().toString(), request.uri());
        var connection = new Connection(deadline);
        try {
            Socket socket = connect(target, limits, deadline, connection);
            return new Exchange(socket, connection, request, target, limits).answer();
        } catch (IOException | RuntimeException e) {
            connection.close();
            throw connection.explained(request.uri(), e);
        }
    }

    private Socket connect(Target target, Limits limits, Deadline deadline, Connection connection)
            throws IOException {
        IOException last = null;
        for (InetAddress address : permitted(target)) {
            try {
                var socket = new Socket();
                connection.owns(socket);
                Duration left = deadline.leftOr(limits.connect());
                socket.connect(
                        new InetSocketAddress(address, target.port()),
                        Math.toIntExact(Math.max(1, left.toMillis())));
                socket.setTcpNoDelay(true);
                return target.secure() ? secured(socket, target) : socket;
            } catch (IOException e) {
                connection.dropSocket();
                last = e;
            }
        }
        throw last == null ? new UnknownHostException(target.host()) : last;
    }

    /** The certificate must be of the host in the address, whatever the host's number is. */
    private Socket secured(Socket socket, Target target) throws IOException {
        var secure = (SSLSocket) tls.createSocket(socket, target.host(), target.port(), true);
        var parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }

    private List<InetAddress> permitted(Target target) throws IOException {
        List<InetAddress> found;
        try {
            found = lookup.addresses(target.host());
        } catch (UnknownHostException e) {
            throw new EgressException("There is no host %s.".formatted(target.host()), e);
        }
        List<InetAddress> permitted =
                found.stream().filter(address -> rules.permits(target.host(), address)).toList();
        if (permitted.isEmpty()) {
            throw new BadInputException(
                    target.place(),
                    "an address inside the network (%s)"
                            .formatted(
                                    found.isEmpty() ? "none" : found.getFirst().getHostAddress()),
                    "a public address",
                    "The server's administrator can allow it: maslin serve --allow-egress %s."
                            .formatted(target.host()));
        }
        return permitted;
    }

    private static URI redirected(URI from, String location) throws IOException {
        URI to;
        try {
            to = from.resolve(new URI(location));
        } catch (URISyntaxException e) {
            throw new EgressException("%s redirects to no address.".formatted(from), e);
        }
        if (HTTPS.equals(from.getScheme()) && !HTTPS.equals(to.getScheme())) {
            throw new EgressException("%s redirects to an unencrypted address.".formatted(from));
        }
        return to;
    }

    /** Where a call goes, in the parts that matter. */
    record Target(String place, boolean secure, String host, int port, String authority) {}

    private static Target target(String place, URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase();
        @Nullable String host = uri.getHost();
        boolean secure = scheme.equals(HTTPS);
        if ((!secure && !scheme.equals("http")) || host == null || host.isEmpty()) {
            throw bad(place, "\"" + uri + "\"");
        }
        if (uri.getRawUserInfo() != null) {
            throw bad(place, "an address with a user name in it");
        }
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        int standard = secure ? 443 : 80;
        int port = uri.getPort() < 0 ? standard : uri.getPort();
        if (port == 0 || port > 65_535) {
            throw bad(place, "the port " + port);
        }
        return new Target(place, secure, bare, port, port == standard ? host : host + ":" + port);
    }

    private static BadInputException bad(String place, String found) {
        return new BadInputException(
                place,
                found,
                "an address that begins with https:// or http://",
                "Such as https://hooks.example.org/maslin.");
    }
}
