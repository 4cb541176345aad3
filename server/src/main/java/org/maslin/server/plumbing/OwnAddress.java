package org.maslin.server.plumbing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** The address of this machine by which another reaches it, where nobody says which. */
public final class OwnAddress {

    private OwnAddress() {}

    /** That from which the way to another machine begins; nothing is sent there. */
    public static String towards(String host, int port) {
        try (var probe = new DatagramSocket()) {
            probe.connect(new InetSocketAddress(host, port));
            return probe.getLocalAddress().getHostAddress();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * That from which the way to a database begins; the loopback address where there is no way.
     *
     * @param url its JDBC URL, of whose hosts the first counts; null for the bundled one, which is
     *     on this machine
     */
    public static String towards(@Nullable String url) {
        @Nullable Properties parsed = url == null ? null : Driver.parseURL(url, null);
        String hosts = parsed == null ? null : PGProperty.PG_HOST.getOrDefault(parsed);
        String ports = parsed == null ? null : PGProperty.PG_PORT.getOrDefault(parsed);
        if (hosts == null || ports == null) {
            return loopback();
        }
        try {
            return towards(first(hosts), Integer.parseInt(first(ports)));
        } catch (UncheckedIOException noWay) {
            return loopback();
        }
    }

    private static String loopback() {
        return InetAddress.getLoopbackAddress().getHostAddress();
    }

    private static String first(String list) {
        int comma = list.indexOf(',');
        return comma < 0 ? list : list.substring(0, comma);
    }
}
