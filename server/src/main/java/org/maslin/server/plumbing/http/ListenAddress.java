package org.maslin.server.plumbing.http;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import org.maslin.core.BadInputException;

/** Where a server is to listen: known to be possible before anything else is started. */
public record ListenAddress(String host, int port) {

    private static final int LAST_PORT = 65_535;

    /**
     * Tries the address.
     *
     * @param port 0 for any free one
     * @throws BadInputException if this program cannot listen there
     */
    public static ListenAddress of(String host, int port) throws IOException {
        if (port < 0 || port > LAST_PORT) {
            throw new BadInputException(
                    "--port",
                    String.valueOf(port),
                    "a number from 0 to " + LAST_PORT,
                    "0 takes any free one.");
        }
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            return new ListenAddress(host, port);
        } catch (UnknownHostException unknown) {
            throw foreign(host, "a name that nobody knows");
        } catch (BindException refused) {
            throw refused(host, port, String.valueOf(refused.getMessage()));
        }
    }

    private static BadInputException refused(String host, int port, String reason) {
        if (reason.contains("assign")) {
            return foreign(host, "an address of another machine");
        }
        if (reason.contains("denied")) {
            return new BadInputException(
                    "--port",
                    port + ", which only the administrator may listen on",
                    "a port from 1024",
                    "Choose another port, and let a proxy pass requests on.");
        }
        return taken(port);
    }

    private static BadInputException foreign(String host, String found) {
        return new BadInputException(
                "--host " + host,
                found,
                "an address of this machine",
                "127.0.0.1 serves this machine alone, 0.0.0.0 all that reach it.");
    }

    /** Another program has the port. */
    public static BadInputException taken(int port) {
        return new BadInputException(
                "--port",
                port + ", which another program listens on",
                "a free port",
                "Stop that program, or choose another port: --port " + (port + 1) + ".");
    }
}
